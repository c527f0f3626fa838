import type { Messages } from '../../../messages/messages.js';
import type { InventoryFinding } from '../../../model/across.js';
import type { BaselineEntry } from '../../../model/baseline.js';
import type { Origin, Registry } from '../../../model/registry.js';
import type { NoticeCount, Result, RunInfo, Summary } from '../../../model/result.js';
import type { Rule } from '../../../model/rule.js';
import { severities } from '../../../model/severity.js';
import type { PolicyFinding } from '../../../model/waiver.js';
import { describeUnread } from '../../describe/accounts.js';
import { policyRules } from '../../describe/waiver.js';
import type { Report, ReportOptions } from '../../format.js';
import { Places } from '../../places.js';
import { RANKS, rank } from '../../rank.js';
import { safeJson, sanitise, shorten, showValue } from '../../sanitise.js';
import { Worst } from '../../top-k.js';
import { absentObject, messageText, policyFindingObject, ROOT, resultObject } from './result.js';
import { ruleDescriptor, sentence } from './rule.js';
import { Upload } from './upload.js';

/** GitHub takes no more results than this of a run, and no more rules. */
const MOST_RESULTS = 25_000;
const MOST_RULES = 25_000;

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** What becomes a result: one of a registry, a finding about the inventory or about a waiver, or a finding that is no longer there. */
type Told = Result | InventoryFinding | PolicyFinding | BaselineEntry;

/**
 * SARIF 2.1.0, as GitHub code scanning reads it. Of more results than GitHub takes, by number or by size, the
 * worst are kept, and `invocations` says so.
 */
export class SarifReport implements Report {
  readonly #options: ReportOptions;
  readonly #words: Messages;
  readonly #upload = new Upload();
  readonly #worst = new Worst<Told>(MOST_RESULTS, RANKS + 1);
  #run: RunInfo | undefined;

  constructor(options: ReportOptions, messages: Messages) {
    this.#options = options;
    this.#words = messages;
  }

  begin(run: RunInfo): void {
    this.#run = run;
  }

  registry(_registry: Registry, results: readonly Result[]): void {
    for (const result of results) this.#worst.add(rank(result), result);
  }

  async end(summary: Summary): Promise<void> {
    if (!this.#run) return;
    this.#addOthers(summary);
    const rules = this.#rules(this.#run.policy.rules);
    this.#write(`{\n"$schema": ${safeJson(SCHEMA)},\n"version": "2.1.0",\n"runs": [{\n`);
    for (const [key, value] of Object.entries(this.#head(this.#run, rules)))
      this.#write(`"${key}": ${safeJson(value)},\n`);
    this.#write('"results": [');
    const written = await this.#results(this.#run, rules);
    // Only now is it known how many there are.
    const invocations = safeJson([this.#invocation(this.#run, summary, written)]);
    this.#write(`\n],\n"invocations": ${invocations}\n}]\n}\n`);
  }

  #addOthers({ policyFindings, inventoryFindings = [], baseline }: Summary): void {
    for (const finding of inventoryFindings) this.#worst.add(rank(finding), finding);
    for (const finding of policyFindings) {
      this.#worst.add(severities.indexOf(finding.severity) * 2, finding);
    }
    if (!baseline || this.#options.withoutAbsent === true) return;
    for (const entry of baseline.absentEntries()) this.#worst.add(RANKS, entry);
  }

  #write(text: string): void {
    this.#upload.add(text);
    this.#options.write(text);
  }

  /** All rules, or of more than GitHub takes those that a result speaks of; and those of findings about waivers. */
  #rules(all: readonly Rule[]): readonly Rule[] {
    const spokenOf = new Set([...this.#worst].map(ruleId));
    const ofPolicy = [...policyRules(this.#words).values()].filter(({ id }) => spokenOf.has(id));
    const shown = all.length <= MOST_RULES ? all : all.filter(({ id }) => spokenOf.has(id));
    return [...shown, ...ofPolicy];
  }

  #head(run: RunInfo, listed: readonly Rule[]): object {
    const { name, version, url } = run.tool;
    const rules = listed.map((rule) => ruleDescriptor(rule, run, this.#words));
    return {
      tool: { driver: { name, version, semanticVersion: version, informationUri: url, rules } },
      automationDetails: { id: automationId(run, this.#options.category) },
      language: this.#words.language === 'zh' ? 'zh-CN' : 'en-US',
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { [ROOT]: { description: { text: sentence(this.#words.page.root) } } },
    };
  }

  /** Writes as many as there is room for, and tells how many. */
  async #results(run: RunInfo, rules: readonly Rule[]): Promise<number> {
    const places = new Places(run, this.#options.root);
    const indices = new Map(rules.map(({ id }, index) => [id, index]));
    let written = 0;
    for (const told of this.#worst) {
      const object = toldObject(told, indices.get(ruleId(told)) ?? -1, places, this.#words);
      const text = (written === 0 ? '\n' : ',\n') + safeJson(object);
      if (!(await this.#upload.hasRoomFor(text))) break;
      this.#write(text);
      written++;
    }
    return written;
  }

  #invocation({ startedAt }: RunInfo, { notices, unread = [] }: Summary, written: number): object {
    const { seen } = this.#worst;
    const cut = notification('results-cut', 'warning', this.#words.page.leftOut(written, seen));
    const about = notices.map((notice) => notification(notice.code, 'note', noticeText(notice, this.#words)));
    const failures = unread.map((one) =>
      notification('unread-account', 'error', describeUnread(one, this.#words)),
    );
    return {
      // A part of the accounts says nothing of the others, and a reader must be able to tell.
      executionSuccessful: unread.length === 0,
      startTimeUtc: startedAt,
      toolExecutionNotifications: [...failures, ...(written < seen ? [cut] : []), ...about],
    };
  }
}

function ruleId(told: Told): string {
  if ('code' in told) return told.code;
  return 'evidence' in told ? told.rule.id : told.rule;
}

function toldObject(told: Told, ruleIndex: number, places: Places, words: Messages): object {
  if ('code' in told) return policyFindingObject(told, ruleIndex, places, words);
  if ('evidence' in told) return resultObject(told, ruleIndex, places, words);
  return absentObject(told, ruleIndex, places, words);
}

function notification(id: string, level: 'note' | 'warning' | 'error', text: string): object {
  return { descriptor: { id }, level, message: { text: messageText(sentence(text)) } };
}

const noticeText = (notice: NoticeCount, words: Messages): string =>
  `${showValue(words.notice(notice))} (${words.page.times(notice.count)})`;

/**
 * What GitHub calls the category: a later upload closes the alerts of an earlier one of the same id, and no
 * others. So it must differ between the runs of a matrix and stay the same from day to day, and nothing that
 * was found can be part of it. It ends in `/`, for GitHub drops what stands behind the last one.
 */
function automationId({ policy, origin, shard }: RunInfo, category = scopeOf(origin)): string {
  const part = shard ? `shard-${shard.index}-of-${shard.of}/` : '';
  return `registry-lint/${shorten(sanitise(policy.name), 100)}/${shorten(sanitise(category), 100)}/${part}`;
}

function scopeOf({ kind, file, region, endpoint, registryType }: Origin): string {
  return [file ?? region ?? endpoint ?? kind, registryType].filter(Boolean).join('/');
}
