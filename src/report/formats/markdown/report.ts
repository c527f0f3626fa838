import type { Messages } from '../../../messages/messages.js';
import type {
  ComplianceFinding,
  ComplianceReport,
  ControlEvidence,
  ControlStanding,
  GroupStanding,
  HistoryView,
  RuleStanding,
} from '../../../model/compliance.js';
import { formatLocation } from '../../../model/location.js';
import { severities } from '../../../model/severity.js';
import {
  failedOf,
  nothingText,
  openOf,
  rateOf,
  standingText,
  verdictWord,
  wholeOf,
} from '../../compliance/standing.js';
import { registryLabel, sourceOf } from '../../describe/registry.js';
import type { Write } from '../../format.js';
import { firstParagraph } from '../../markdown.js';
import { policyName } from '../../policy-name.js';
import { shorten, showProse, showValue } from '../../sanitise.js';
import { Page, shown } from './page.js';

/** Rows of each table that are shown; the others are counted. */
const MOST = { first: 10, groups: 30, findings: 100, fixed: 20, waivers: 20 } as const;

/** Notices of rules that looked at nothing: with them unsaid, a page of passes would claim more than was seen. */
const MEANT: ReadonlySet<string> = new Set(['not-probed', 'idle-rule', 'idle-override']);

/** A message in a cell is for finding one's way; all of it is in the other formats. */
const MESSAGE_LIMIT = 240;

/**
 * For a comment on a pull request or an e-mail: GitHub's Markdown, its sections in the order in which they matter, cut
 * where it is long.
 */
export class MarkdownReport {
  readonly #report: ComplianceReport;
  readonly #page: Page;
  readonly #words: Messages['compliance'];
  readonly #common: Messages;

  constructor(report: ComplianceReport, messages: Messages, write: Write) {
    this.#report = report;
    this.#page = new Page(write, messages.compliance);
    this.#words = messages.compliance;
    this.#common = messages;
  }

  write(): void {
    this.#heading();
    this.#changes();
    this.#first();
    this.#controls();
    this.#groups(this.#words.byAccount, this.#words.account, this.#report.accounts);
    this.#groups(this.#words.byType, this.#words.type, this.#report.types);
    this.#whole();
    this.#waivers();
    this.#findings();
  }

  #heading(): void {
    const { standing, unread, policy, policyFindings, origin, startedAt, tool, rules } = this.#report;
    const words = this.#words;
    const { page } = this.#common;
    this.#page.text(`## ${shown(words.title)}: ${shown(verdictWord(this.#report, this.#common))}\n`);
    if (unread.length > 0) this.#unread();
    this.#page.text(`\n**${shown(standingText(this.#report, this.#common))}**\n`);
    const numbers = [
      ...severities.map((severity) => page.counts(severity, standing.counts[severity])),
      page.openCount(openOf(standing)),
      `${words.suppressed}: ${standing.suppressed}`,
      ...(policyFindings.length > 0 ? [page.aboutWaivers(policyFindings.length)] : []),
    ];
    this.#page.paragraph(numbers.join(' · '));
    const about = page.checks(sourceOf(origin, this.#common), policyName(policy, this.#common), rules.length);
    this.#page.paragraph([about, `${tool.name} ${tool.version}`, startedAt].join(' · '));
    for (const { code, text } of this.#report.notices) {
      if (MEANT.has(code)) this.#page.paragraph(showProse(text));
    }
    this.#page.paragraph(words.notAnAudit);
  }

  #unread(): void {
    const { unread } = this.#report;
    const listed = unread.slice(0, MOST.groups);
    const lines = listed.map(
      ({ account, message }) => `> - ${shown(`${showValue(account)}: ${showProse(message)}`)}`,
    );
    const more =
      unread.length > listed.length
        ? [`> - ${shown(this.#words.leftOut(listed.length, unread.length))}`]
        : [];
    this.#page.text(
      `\n> **${shown(this.#words.unread(unread.length))}**\n>\n${[...lines, ...more].join('\n')}\n`,
    );
  }

  #changes(): void {
    const { history } = this.#report;
    if (!history) return;
    const words = this.#words;
    this.#page.title(words.changes);
    if (history.previous === undefined) this.#page.paragraph(words.firstRun);
    else this.#compared(history, history.previous);
  }

  #compared(history: HistoryView, previous: string): void {
    const words = this.#words;
    const { fixed, unchecked = 0, carried = 0, meanDaysToFix } = history;
    const numbers = words.changed(history.new, history.reopened, history.known, fixed.length);
    this.#page.paragraph(`${words.comparedWith(previous)} ${numbers}`);
    this.#rateBefore(history, previous.slice(0, 10));
    if (unchecked > 0) this.#page.paragraph(words.unchecked(unchecked));
    if (carried > 0) this.#page.paragraph(words.carried(carried));
    if (meanDaysToFix !== undefined) this.#page.paragraph(words.daysToFix(meanDaysToFix.toFixed(1)));
    const fresh = this.#report.findings.filter(({ state }) => state === 'new' || state === 'reopened');
    this.#table(fresh, MOST.fixed);
    this.#fixed(history);
  }

  /** The standing of the day of the run before, where it is another than today's. */
  #rateBefore({ days }: HistoryView, day: string): void {
    const before = days.find((one) => one.day === day);
    const rate = before && rateOf(before);
    if (rate !== undefined && days.at(-1)?.day !== day)
      this.#page.paragraph(this.#words.rateBefore(rate, day));
  }

  #fixed({ fixed }: HistoryView): void {
    const words = this.#words;
    const rows = fixed.map(({ rule, severity, account, registry, since }) => [
      words.fixed,
      this.#common.page.severity[severity],
      rule,
      showValue(account),
      showValue(registry),
      since,
    ]);
    const heads = [words.state, words.severity, words.rule, words.account, words.registry, words.since];
    this.#page.table(heads, rows, MOST.fixed);
  }

  /** The rules that fail, the worst and most frequent first, each with the first step of its fix. */
  #first(): void {
    const { rules } = this.#report;
    const words = this.#words;
    const standing = (rule: RuleStanding): number => rule.failed + rule.open;
    const found = severities.flatMap((severity) =>
      rules
        .filter((rule) => rule.severity === severity && standing(rule) > 0)
        .sort((left, right) => standing(right) - standing(left)),
    );
    this.#page.title(words.first);
    if (found.length === 0) this.#page.paragraph(this.#nothingFound());
    const rows = found.map((rule) => [
      rule.id,
      this.#common.page.severity[rule.severity],
      String(rule.failed),
      String(rule.open),
      showProse(rule.fix === undefined ? rule.title : firstParagraph(rule.fix)),
    ]);
    const heads = [words.rule, words.severity, words.failed, words.open, words.fix];
    this.#page.table(heads, rows, MOST.first);
  }

  #controls(): void {
    const words = this.#words;
    this.#page.title(words.byControl);
    const rows = this.#report.controls.map((control) => [
      `${control.standardName} ${control.id}`,
      control.title,
      words.controlStates[control.state],
      String(control.failed),
      String(control.open),
      this.#shownBy(control),
    ]);
    const heads = [words.control, words.ruleTitle, words.state, words.failed, words.open, words.shownBy];
    this.#page.table(heads, rows, rows.length);
    const scopes = new Map(this.#report.controls.map(({ standardName, scope }) => [standardName, scope]));
    for (const [name, scope] of scopes) if (scope) this.#page.paragraph(`${name}: ${scope}`);
  }

  #shownBy({ rules }: ControlStanding): string {
    const { off, idle, narrowed, noRule } = this.#words;
    const said = (why: ControlEvidence): string | undefined =>
      why.off ? off : why.idle ? idle : why.narrowed ? narrowed : undefined;
    if (rules.length === 0) return noRule;
    return rules
      .map((evidence) => {
        const silent = said(evidence);
        return silent === undefined ? evidence.rule : `${evidence.rule} (${silent})`;
      })
      .join(', ');
  }

  /** The groups with most to do first. */
  #groups(title: string, head: string, groups: readonly GroupStanding[]): void {
    const words = this.#words;
    const missing = ({ judged, compliant }: GroupStanding): number => judged - compliant;
    const { standing } = this.#report;
    const some = standing.judged < standing.registries;
    const rows = [...groups]
      .sort((left, right) => missing(right) - missing(left))
      .map((group) => [
        group.name === '' ? words.noName : showValue(group.name),
        String(group.registries),
        ...(some ? [String(group.registries - group.judged)] : []),
        String(group.compliant),
        rateOf(group) ?? '–',
        ...severities.map((severity) => String(failedOf(group, severity))),
        String(openOf(group)),
        String(group.suppressed),
      ]);
    if (rows.length === 0) return;
    this.#page.title(title);
    const { registries, compliantHead, rate, errors, warnings, notes, open, suppressed } = words;
    const unjudged = some ? [words.notJudgedHead] : [];
    const numbers = [compliantHead, rate, errors, warnings, notes, open, suppressed];
    this.#page.table([head, registries, ...unjudged, ...numbers], rows, MOST.groups);
  }

  /** What is of no group: without it, the figures of the groups would not make those of the whole. */
  #whole(): void {
    const whole = wholeOf(this.#report);
    if (whole > 0) this.#page.paragraph(this.#words.whole(whole));
  }

  #waivers(): void {
    const { policyFindings } = this.#report;
    if (policyFindings.length === 0) return;
    const words = this.#words;
    this.#page.title(words.waivers);
    const rows = policyFindings.map(({ severity, message, location }) => [
      this.#common.page.severity[severity],
      message,
      showValue(formatLocation(location)),
    ]);
    this.#page.table([words.severity, words.what, words.location], rows, MOST.waivers);
  }

  #findings(): void {
    const { findings } = this.#report;
    this.#page.title(this.#words.findings);
    if (findings.length === 0) this.#page.paragraph(this.#nothingFound());
    this.#table(findings, MOST.findings);
  }

  /** That nothing was looked at is not that all is well. */
  #nothingFound(): string {
    return nothingText(this.#report, this.#common) ?? this.#words.nothingFound;
  }

  #table(findings: readonly ComplianceFinding[], most: number): void {
    const words = this.#words;
    const withState = this.#report.history !== undefined;
    const heads = [words.severity, words.account, words.registry, words.rule, words.what];
    const rows = findings
      .slice(0, most)
      .map((finding) => [
        this.#severity(finding),
        ...this.#where(finding),
        finding.rule,
        shorten(finding.message, MESSAGE_LIMIT),
        ...(withState ? [finding.state ? words.findingStates[finding.state] : ''] : []),
      ]);
    this.#page.table(withState ? [...heads, words.state] : heads, rows, most, findings.length);
  }

  #severity({ severity, outcome, suppression }: ComplianceFinding): string {
    const words = this.#words;
    const word = this.#common.page.severity[severity];
    const more = [
      ...(outcome === 'open' ? [words.outcomes.open] : []),
      ...(suppression ? [words.acceptances[suppression.kind]] : []),
    ];
    return more.length === 0 ? word : `${word} (${more.join(', ')})`;
  }

  #where({ registry }: ComplianceFinding): readonly [account: string, registry: string] {
    const entry = registry === undefined ? undefined : this.#report.registries[registry];
    if (!entry) return ['', this.#words.wholeInventory];
    return [showValue(entry.account), registryLabel(entry, this.#words)];
  }
}
