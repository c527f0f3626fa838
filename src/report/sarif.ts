import type { Origin, Registry } from '../model/registry.js';
import type { NoticeCount, Result, RunInfo, Summary } from '../model/result.js';
import { Places } from './place.js';
import { RANKS, rank } from './rank.js';
import type { CreateReport, Report, ReportOptions } from './report.js';
import { safeJson, sanitise, shorten, showValue } from './sanitise.js';
import { messageText, ROOT, resultObject } from './sarif-result.js';
import { ruleDescriptor, sentence } from './sarif-rule.js';
import { type Words, wordsOf } from './words/words.js';
import { Worst } from './worst.js';

/** GitHub takes no more results than this of a run. */
const MOST_RESULTS = 25_000;

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * SARIF 2.1.0, as GitHub code scanning reads it. Of more results than GitHub takes the worst are kept, and
 * `invocations` says so. GitHub's other limit, 10 MB of gzip, is far off: 25,000 results are about a quarter.
 */
class SarifReport implements Report {
  readonly #options: ReportOptions;
  readonly #words: Words;
  readonly #worst = new Worst<Result>(MOST_RESULTS, RANKS);
  #run: RunInfo | undefined;

  constructor(options: ReportOptions) {
    this.#options = options;
    this.#words = wordsOf(options.lang);
  }

  begin(run: RunInfo): void {
    this.#run = run;
  }

  registry(_registry: Registry, results: readonly Result[]): void {
    for (const result of results) this.#worst.add(rank(result), result);
  }

  end(summary: Summary): void {
    if (!this.#run) return;
    const { write } = this.#options;
    write(`{\n"$schema": ${safeJson(SCHEMA)},\n"version": "2.1.0",\n"runs": [{\n`);
    for (const [key, value] of Object.entries(this.#head(this.#run)))
      write(`"${key}": ${safeJson(value)},\n`);
    write(`"invocations": ${safeJson([this.#invocation(this.#run, summary)])},\n"results": [`);
    this.#results(this.#run);
    write('\n]\n}]\n}\n');
  }

  #head(run: RunInfo): object {
    const { name, version, url } = run.tool;
    const rules = run.policy.rules.map((rule) => ruleDescriptor(rule, run, this.#words));
    return {
      tool: { driver: { name, version, semanticVersion: version, informationUri: url, rules } },
      automationDetails: { id: automationId(run, this.#options.category) },
      language: this.#words.language === 'zh' ? 'zh-CN' : 'en-US',
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { [ROOT]: { description: { text: sentence(this.#words.page.root) } } },
    };
  }

  #results(run: RunInfo): void {
    const places = new Places(run, this.#options.root);
    const indices = new Map(run.policy.rules.map(({ id }, index) => [id, index]));
    let separator = '\n';
    for (const result of this.#worst) {
      const object = resultObject(result, indices.get(result.rule.id) ?? -1, places, this.#words);
      this.#options.write(separator + safeJson(object));
      separator = ',\n';
    }
  }

  #invocation({ startedAt }: RunInfo, { notices }: Summary): object {
    const { kept, seen } = this.#worst;
    const cut = notification('results-cut', 'warning', this.#words.page.leftOut(kept, seen));
    const about = notices.map((notice) => notification(notice.code, 'note', noticeText(notice, this.#words)));
    return {
      executionSuccessful: true,
      startTimeUtc: startedAt,
      toolExecutionNotifications: kept < seen ? [cut, ...about] : about,
    };
  }
}

function notification(id: string, level: 'note' | 'warning', text: string): object {
  return { descriptor: { id }, level, message: { text: messageText(sentence(text)) } };
}

const noticeText = ({ text, count }: NoticeCount, { page }: Words): string =>
  `${showValue(text)} (${page.times(count)})`;

/**
 * What GitHub calls the category: a later upload closes the alerts of an earlier one of the same id, and no
 * others. So it must differ between the runs of a matrix and stay the same from day to day, and nothing that
 * was found can be part of it. It ends in `/`, for GitHub drops what stands behind the last one.
 */
function automationId({ policy, origin }: RunInfo, category = scopeOf(origin)): string {
  return `registry-lint/${shorten(sanitise(policy.name), 100)}/${shorten(sanitise(category), 100)}/`;
}

function scopeOf({ kind, file, region, endpoint, registryType }: Origin): string {
  return [file ?? region ?? endpoint ?? kind, registryType].filter(Boolean).join('/');
}

/** The report for code scanning. */
export const sarifReport: CreateReport = (options) => new SarifReport(options);
