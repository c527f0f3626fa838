import type { Messages } from '../../../messages/messages.js';
import { type AcrossDetail, type InventoryFinding, policyLocation } from '../../../model/across.js';
import type { BaselineEntry } from '../../../model/baseline.js';
import type { Registry } from '../../../model/registry.js';
import type { Evidence, NoticeCount, Result, RunInfo, Summary } from '../../../model/result.js';
import { isRequired, type Policy } from '../../../model/rule.js';
import type { PolicyFinding, Suppression, Waiver } from '../../../model/waiver.js';
import { otherOf } from '../../describe/cross-registry.js';
import { identifying } from '../../describe/registry.js';
import { describeResult } from '../../describe/result.js';
import { describePolicyFinding } from '../../describe/waiver.js';
import type { Report, ReportOptions } from '../../format.js';
import { JsonDocument } from './document.js';

/** The version of the document. It changes when a program that reads the older one would no longer do. */
const VERSION = 1;

const SCHEMA = 'https://unpkg.com/registry-lint/schema/result.schema.json';

/** For programs: one document, described by schema/result.schema.json, with one result a line. */
export class JsonReport implements Report {
  readonly #document: JsonDocument;
  readonly #words: Messages;

  constructor({ write }: ReportOptions, messages: Messages) {
    this.#document = new JsonDocument(write);
    this.#words = messages;
  }

  begin({ tool, startedAt, policy, origin, failOn, failOnOpen }: RunInfo): void {
    const { name, files } = policy;
    const { kind, file, endpoint, region, registryType } = origin;
    this.#document.begin({
      $schema: SCHEMA,
      version: VERSION,
      tool,
      startedAt,
      policy: { name, files, rules: policy.rules.map(({ id }) => id), floor: floorObject(policy) },
      inventory: { kind, file, endpoint, region, registryType },
      gate: { failOn, failOnOpen },
    });
  }

  registry(registry: Registry, results: readonly Result[]): void {
    const who = registryObject(registry);
    for (const result of results) this.#document.result(resultObject(result, who, this.#words));
  }

  end(summary: Summary): void {
    const { registries, counts, passed, notApplicable, suppressed, baseline, unread, failed } = summary;
    const document = this.#document;
    document.endResults();
    document.list(
      'policyFindings',
      summary.policyFindings.map((finding) => policyFindingObject(finding, this.#words)),
    );
    if (summary.inventoryFindings) {
      document.list(
        'inventoryFindings',
        mapped(summary.inventoryFindings, (finding) =>
          resultObject(finding, finding.registry && registryObject(finding.registry), this.#words),
        ),
      );
    }
    if (baseline) document.list('absent', mapped(baseline.absentEntries(), absentObject));
    const compared = baseline && {
      file: baseline.file,
      new: baseline.new,
      unchanged: baseline.unchanged,
      absent: baseline.absent,
    };
    document.member(
      'notices',
      summary.notices.map((notice) => noticeObject(notice, this.#words)),
    );
    if (unread) document.list('unread', unread);
    if (summary.seen) document.list('registries', mapped(summary.seen, seenObject));
    if (summary.shard) document.member('shard', { ...summary.shard, lang: this.#words.language });
    const { accounts } = summary;
    document.end({
      registries,
      accounts,
      unread: unread?.length,
      counts,
      passed,
      notApplicable,
      suppressed,
      baseline: compared,
      failed,
    });
  }
}

/** The floor, and which of the rules it requires. */
function floorObject({ floor, rules }: Policy): object | undefined {
  if (!floor) return undefined;
  const { name, files } = floor;
  return { name, files, rules: rules.filter(isRequired).map(({ id }) => id) };
}

function* mapped<T>(items: Iterable<T>, map: (item: T) => object): Iterable<object> {
  for (const item of items) yield map(item);
}

/** All that rules can see of a registry. Where it stands in the list tells its position and its account. */
function seenObject({ index: _, account: __, ...seen }: Registry): object {
  return seen;
}

/** Which registry it is. */
function registryObject(registry: Registry): Record<string, unknown> {
  const who: Record<string, unknown> = { index: registry.index, account: registry.account };
  for (const field of identifying) who[field] = registry[field];
  who['occurrence'] = registry.occurrence;
  return who;
}

function resultObject(
  found: Result | InventoryFinding,
  registry: Record<string, unknown> | undefined,
  words: Messages,
): object {
  const { rule, outcome, across, fingerprint, suppression, baselineState } = found;
  const { message, evidence } = describeResult(found, words);
  const ofInventory = 'subject' in found ? found : undefined;
  return {
    rule: rule.id,
    severity: rule.severity,
    floor: rule.floor,
    outcome,
    message,
    registry,
    about: registry ? undefined : ofInventory?.subject,
    count: ofInventory?.across.kind === 'count' ? ofInventory.across.count : undefined,
    location: found.registry ? found.registry.location : ofInventory && policyLocation(ofInventory),
    ruleLocation: rule.location,
    evidence: evidenceObjects(found.evidence, evidence),
    other: otherObject(across),
    fingerprint,
    suppression: suppression && suppressionObject(suppression),
    baselineState,
  };
}

/** Another registry that a finding names, and where it stands. */
function otherObject(across: AcrossDetail | undefined): object | undefined {
  const other = across && otherOf(across);
  return other && { registry: registryObject(other), location: other.location };
}

function evidenceObjects(evidence: readonly Evidence[], texts: readonly string[]): readonly object[] {
  return evidence.map(({ field, value, expected, negated }, at) => ({
    field,
    value,
    expected,
    negated,
    text: texts[at],
  }));
}

function suppressionObject(suppression: Suppression): object {
  if (suppression.kind === 'baseline') return { kind: 'baseline', file: suppression.file };
  const { waiver } = suppression;
  return { kind: 'waiver', ...waiverObject(waiver), location: waiver.location };
}

function waiverObject({ reason, expires, approvedBy, ticket }: Waiver): object {
  return { justification: reason, expires, approvedBy, ticket };
}

function policyFindingObject(finding: PolicyFinding, words: Messages): object {
  const { code, severity, waiver, matched, days, fingerprint } = finding;
  return {
    rule: code,
    severity,
    message: describePolicyFinding(finding, words),
    location: waiver.location,
    waiver: {
      rule: waiver.rule,
      registry: Object.fromEntries(waiver.registry.map(({ field, patterns }) => [field, patterns])),
      ...waiverObject(waiver),
    },
    matched,
    days,
    fingerprint,
  };
}

function absentObject({ rule, outcome, fingerprint, ...registry }: BaselineEntry): object {
  return { rule, outcome, registry, fingerprint };
}

function noticeObject(notice: NoticeCount, words: Messages): object {
  const { code, field, count, first } = notice;
  return { code, field, text: words.notice(notice), count, first: first && registryObject(first) };
}
