import type { Registry } from '../model/registry.js';
import type { NoticeCount, Result, RunInfo, Summary } from '../model/result.js';
import { describeResult, identifying } from './message.js';
import type { CreateReport, Report, ReportOptions } from './report.js';
import { safeJson } from './sanitise.js';
import { type Words, wordsOf } from './words/words.js';

/** The version of the document. It changes when a program that reads the older one would no longer do. */
const VERSION = 1;

const SCHEMA = 'https://unpkg.com/registry-lint/schema/result.schema.json';

/** For programs: one document, described by schema/result.schema.json, with one result a line. */
class JsonReport implements Report {
  readonly #write: (text: string) => void;
  readonly #words: Words;
  #first = true;

  constructor({ write, lang }: ReportOptions) {
    this.#write = write;
    this.#words = wordsOf(lang);
  }

  begin({ tool, startedAt, policy, origin, failOn, failOnOpen }: RunInfo): void {
    const { name, files } = policy;
    const { kind, file, endpoint, region, registryType } = origin;
    const head = {
      $schema: SCHEMA,
      version: VERSION,
      tool,
      startedAt,
      policy: { name, files, rules: policy.rules.map(({ id }) => id) },
      inventory: { kind, file, endpoint, region, registryType },
      gate: { failOn, failOnOpen },
    };
    const members = Object.entries(head).map(([key, value]) => `"${key}": ${safeJson(value)},\n`);
    this.#write(`{\n${members.join('')}"results": [`);
  }

  registry(registry: Registry, results: readonly Result[]): void {
    const who = registryObject(registry);
    for (const result of results) {
      this.#write(`${this.#first ? '' : ','}\n${safeJson(resultObject(result, who, this.#words))}`);
      this.#first = false;
    }
  }

  end(summary: Summary): void {
    const { registries, counts, passed, notApplicable, failed } = summary;
    const notices = safeJson(summary.notices.map(noticeObject));
    const numbers = safeJson({ registries, counts, passed, notApplicable, failed });
    this.#write(`\n],\n"notices": ${notices},\n"summary": ${numbers}\n}\n`);
  }
}

/** Which registry it is. */
function registryObject(registry: Registry): Record<string, unknown> {
  const who: Record<string, unknown> = { index: registry.index };
  for (const field of identifying) who[field] = registry[field];
  who['occurrence'] = registry.occurrence;
  return who;
}

function resultObject(result: Result, registry: Record<string, unknown>, words: Words): object {
  const { rule, outcome, fingerprint } = result;
  const { message, evidence } = describeResult(result, words);
  return {
    rule: rule.id,
    severity: rule.severity,
    outcome,
    message,
    registry,
    location: result.registry.location,
    ruleLocation: rule.location,
    evidence: result.evidence.map(({ field, value, expected, negated }, at) => ({
      field,
      value,
      expected,
      negated,
      text: evidence[at],
    })),
    fingerprint,
  };
}

function noticeObject({ code, field, text, count, first }: NoticeCount): object {
  return { code, field, text, count, first: first && registryObject(first) };
}

/** The report for programs. */
export const jsonReport: CreateReport = (options) => new JsonReport(options);
