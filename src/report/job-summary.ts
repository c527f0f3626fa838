import type { Messages } from '../messages/messages.js';
import type { InventoryFinding } from '../model/across.js';
import { hasFindings, judgedNothing } from '../model/gate.js';
import { formatLocation } from '../model/location.js';
import type { Registry } from '../model/registry.js';
import type { Result, RunInfo, Summary } from '../model/result.js';
import type { Rule } from '../model/rule.js';
import { severities } from '../model/severity.js';
import { Affected } from './affected.js';
import { aboutAccounts, describeUnread, MOST_UNREAD, unreadInAll } from './describe/accounts.js';
import { headingDetails, registryName, sourceOf } from './describe/registry.js';
import { describeResult } from './describe/result.js';
import { helpUri, ruleText } from './describe/rule.js';
import { describePolicyFinding } from './describe/waiver.js';
import type { Report, ReportOptions } from './format.js';
import { MOST_NOTICES } from './formats/text/conclusion.js';
import { cell, firstParagraph, link } from './markdown.js';
import { policyName } from './policy-name.js';
import { RANKS, rank } from './rank.js';
import { showProse, showValue } from './sanitise.js';
import { Worst } from './top-k.js';

/** GitHub takes so many bytes of summary from a step, and shows none of a larger one. */
export const SUMMARY_BYTES = 1024 * 1024;

/** Kept for the remark that something was left out. */
const REMARK_BYTES = 500;

/** No row is shorter than a hundred bytes, so more could not be shown. */
const MOST_ROWS = 10_000;

/** Findings about waivers that are shown; the others are counted. */
const MOST_WAIVERS = 40;

type Count = { fail: number; open: number };

/** The summary of a job: Markdown, the worst first, cut at a row where GitHub would take no more. */
export class JobSummary implements Report {
  readonly #write: (text: string) => void;
  readonly #words: Messages;
  readonly #worst = new Worst<Result | InventoryFinding>(MOST_ROWS, RANKS);
  /** Grows with the policy, not with the inventory. */
  readonly #byRule = new Map<string, Count>();
  readonly #affected = new Affected();
  #room: number;
  #run: RunInfo | undefined;

  constructor({ write, room = SUMMARY_BYTES }: ReportOptions, messages: Messages) {
    this.#write = write;
    this.#words = messages;
    this.#room = room - REMARK_BYTES;
  }

  begin(run: RunInfo): void {
    this.#run = run;
    this.#affected.begin(run);
  }

  registry(registry: Registry, results: readonly Result[]): void {
    for (const result of results) this.#note(result);
    this.#affected.take(registry, results);
  }

  /** Notes what is shown: what can fail the gate. */
  #note(told: Result | InventoryFinding): void {
    const { suppression, outcome, rule } = told;
    if (suppression || (outcome !== 'fail' && outcome !== 'open')) return;
    this.#worst.add(rank(told), told);
    const count = this.#byRule.get(rule.id) ?? { fail: 0, open: 0 };
    count[outcome]++;
    this.#byRule.set(rule.id, count);
  }

  end(summary: Summary): void {
    const run = this.#run;
    if (!run) return;
    const { page } = this.#words;
    for (const finding of summary.inventoryFindings ?? []) this.#note(finding);
    this.#add(this.#head(run, summary));
    this.#unread(summary);
    this.#aboutWaivers(summary);
    const whole = this.#table(page.rules, this.#ruleHead(), this.#ruleRows(run));
    const all = this.#worst.seen;
    const shown = whole ? this.#table(page.findings, this.#resultHead(), this.#resultRows(run)) : 0;
    if (shown < all) this.#write(`\n**${cell(page.leftOut(shown, all))}**\n`);
    else if (!this.#notices(summary)) this.#write(`\n${cell(page.moreNotices(summary.notices.length))}\n`);
  }

  /** Whether there was room for it. Once there was none, there is none for anything. */
  #add(text: string): boolean {
    this.#room -= Buffer.byteLength(text);
    if (this.#room < 0) return false;
    this.#write(text);
    return true;
  }

  #head(run: RunInfo, summary: Summary): string {
    const { page } = this.#words;
    const { waivers } = this.#words;
    const { counts, failed, passed, registries, suppressed, baseline } = summary;
    const empty = registries === 0 && !hasFindings(summary);
    const cut = (summary.unread?.length ?? 0) > 0;
    const { accounts } = this.#words;
    const idle = judgedNothing(summary);
    const word = cut ? accounts.notWhole : failed ? page.failed : idle ? page.passedEmpty : page.passed;
    const open = severities.reduce((sum, severity) => sum + counts[severity].open, 0);
    const numbers = [
      ...severities.map((severity) => page.counts(severity, counts[severity])),
      page.openCount(open),
      page.passedCount(passed),
      ...(suppressed.waiver > 0 ? [waivers.waivedCount(suppressed.waiver)] : []),
      ...(suppressed.baseline > 0 ? [waivers.knownCount(suppressed.baseline)] : []),
    ];
    const compared =
      baseline &&
      waivers.comparison(showValue(baseline.file), baseline.new, baseline.unchanged, baseline.absent);
    const { failOn, failOnOpen, policy, tool } = run;
    const about = page.checks(
      sourceOf(run.origin, this.#words),
      policyName(policy, this.#words),
      policy.rules.length,
    );
    const lines = empty
      ? [cut ? page.nothingChecked : `${page.nothingChecked}. ${page.whyNothing}`]
      : [
          [...this.#affected.told(summary, this.#words), ...aboutAccounts(summary, this.#words)].join(' · '),
          ...(registries === 0 ? [page.nothingChecked] : idle ? [page.nothingApplied] : []),
          numbers.join(' · '),
          ...(compared === undefined ? [] : [compared]),
          ...(idle && !failed ? [] : [page.verdict(failed, failOn, failOnOpen, open)]),
        ];
    const text = [about, ...lines].map((line) => `${cell(line)}\n`).join('\n');
    return `## ${cell(`${tool.name}: ${word}`)}\n\n${text}`;
  }

  /** A table with as many rows as there is room for. Tells how many; 0 where there are none to show. */
  #table(title: string, heads: readonly string[], rows: Iterable<readonly string[]>): number {
    let written = 0;
    for (const row of rows) {
      const line = `| ${row.join(' | ')} |\n`;
      if (!this.#add(written === 0 ? tableHead(title, heads) + line : line)) break;
      written++;
    }
    return written;
  }

  #ruleHead(): readonly string[] {
    const { page } = this.#words;
    return [page.rule, page.severityHead, page.failedCount, page.open, page.howToFix];
  }

  *#ruleRows(run: RunInfo): Iterable<readonly string[]> {
    const { page } = this.#words;
    const found = run.policy.rules.filter(({ id }) => this.#byRule.has(id));
    const bySeverity = severities.flatMap((severity) => found.filter((rule) => rule.severity === severity));
    for (const rule of bySeverity) {
      const { fail, open } = this.#byRule.get(rule.id) ?? { fail: 0, open: 0 };
      const { fix, title } = ruleText(rule, this.#words);
      yield [
        ruleLink(rule, run),
        page.severity[rule.severity],
        String(fail),
        String(open),
        cell(showProse(fix === undefined ? page.wanted(title) : firstParagraph(fix))),
      ];
    }
  }

  #resultHead(): readonly string[] {
    const { page } = this.#words;
    return [page.result, page.registry, page.rule, page.what];
  }

  *#resultRows(run: RunInfo): Iterable<readonly string[]> {
    for (const result of this.#worst) {
      const { rule, registry, outcome } = result;
      const { name, message, evidence } = describeResult(result, this.#words, true);
      const severity = this.#words.page.severity[rule.severity];
      const details = registry ? cell(headingDetails(registry)) : '';
      yield [
        outcome === 'open' ? `${this.#words.page.open} (${severity})` : severity,
        `**${cell(name)}**${details && `<br>${details}`}`,
        ruleLink(rule, run),
        [message, ...(outcome === 'open' ? [] : evidence)].map(cell).join('<br>'),
      ];
    }
  }

  /** The accounts of which nothing is known. They come before all else. */
  #unread(summary: Summary): void {
    const { unread = [] } = summary;
    if (unread.length === 0) return;
    const { accounts } = this.#words;
    const shown = unread.slice(0, MOST_UNREAD).map((one) => `- ${cell(describeUnread(one, this.#words))}\n`);
    const more = unread.length - shown.length;
    const last = more > 0 ? `- ${cell(accounts.more(more))}\n` : '';
    const what = cell(unreadInAll(summary, this.#words));
    this.#add(`\n### ${accounts.notRead}\n\n**${what}**\n\n${shown.join('')}${last}`);
  }

  /** What is wrong with waivers, errors first. */
  #aboutWaivers({ policyFindings }: Summary): void {
    if (policyFindings.length === 0) return;
    const { page, waivers } = this.#words;
    const shown = severities
      .flatMap((severity) => policyFindings.filter((finding) => finding.severity === severity))
      .slice(0, MOST_WAIVERS)
      .map((finding) => {
        const place = formatLocation(finding.waiver.location);
        const text = describePolicyFinding(finding, this.#words);
        return `- ${cell(`${page.severity[finding.severity]}: ${text} (${showValue(place)})`)}\n`;
      });
    const more = policyFindings.length - shown.length;
    const last = more > 0 ? `- ${cell(waivers.more(more))}\n` : '';
    this.#add(`\n### ${waivers.aboutWaivers}\n\n${shown.join('')}${last}`);
  }

  /** Whether there was room for all that is shown. */
  #notices({ notices }: Summary): boolean {
    if (notices.length === 0) return true;
    const { page } = this.#words;
    const shown = notices.slice(0, MOST_NOTICES).map((notice) => {
      const { count, first } = notice;
      const where = first ? ` (${page.firstIn(registryName(first, this.#words))})` : '';
      return `- ${cell(`${page.times(count)} ${showValue(this.#words.notice(notice))}${where}`)}\n`;
    });
    const more = notices.length - shown.length;
    const last = more > 0 ? `- ${cell(page.moreNotices(more))}\n` : '';
    return this.#add(`\n### ${page.aboutInventory}\n\n${shown.join('')}${last}`);
  }
}

const ruleLink = (rule: Rule, { tool }: RunInfo): string => link(showValue(rule.id), helpUri(rule, tool));

const tableHead = (title: string, heads: readonly string[]): string =>
  `\n### ${title}\n\n| ${heads.join(' | ')} |\n|${heads.map(() => ' --- |').join('')}\n`;
