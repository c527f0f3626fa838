import type { Messages } from '../messages/messages.js';
import type { ComplianceFinding, ComplianceReport } from '../model/compliance.js';
import { sanitise, shorten } from '../report/sanitise.js';
import { isBroken } from './broken.js';
import { type Change, changesOf, standingBefore, statesOf } from './changes.js';
import { showDifference, showRate, tenthsOf } from './rate.js';

/**
 * How a run ended. With accounts `unread` nothing whole can be said; where no finding fails the gate nothing is said
 * to have passed, it is only `reported`. `nothing`: no rule had anything to say.
 */
export type NotificationState = 'passed' | 'failed' | 'unread' | 'reported' | 'nothing';

/** One line of a notification. No text here is markup: each service escapes all of it in its own way. */
export interface Line {
  /** `alert` is what has to be seen first, `head` stands over the items that follow it. */
  readonly kind: 'alert' | 'text' | 'head' | 'item';
  readonly text: string;
}

/** What is told, before any service has put it into its own form. */
export interface Notification {
  readonly report: ComplianceReport;
  readonly state: NotificationState;
  /** Undefined where there is no run to compare to. */
  readonly changes: readonly Change[] | undefined;
  /** The findings that are shown, worst first: of what is new or back where that is known. */
  readonly worst: readonly ComplianceFinding[];
  /** Made of fixed words and numbers alone. */
  readonly title: string;
  readonly lines: readonly Line[];
  readonly link: Link | undefined;
}

/** Where the whole report is. */
export interface Link {
  readonly text: string;
  readonly url: URL;
}

/** So many findings and accounts are shown; the report has all. */
const SHOWN = 3;

/** Lengths, in UTF-16 units, at which texts that others wrote are cut. */
const NAME = 80;
const MESSAGE = 200;

/** What to tell of a report: short, and the gaps first. */
export function notificationOf(
  report: ComplianceReport,
  { notification: words }: Messages,
  reportUrl?: URL,
): Notification {
  const state = stateOf(report);
  const changes = changesOf(report);
  const worst = worstOf(report);
  return {
    report,
    state,
    changes,
    worst: worst.slice(0, SHOWN),
    title: titleOf(report, state, words),
    lines: [
      ...unreadLines(report, words),
      ...standingLines(report, words),
      ...changeLines(report, changes, words),
      ...findingLines(report, worst, words),
    ],
    link: reportUrl && { text: words.link, url: reportUrl },
  };
}

function stateOf({ unread, gate }: ComplianceReport): NotificationState {
  if (unread.length > 0) return 'unread';
  if (gate.failed) return 'failed';
  if (!gate.judged) return 'nothing';
  return gate.failOn === 'never' ? 'reported' : 'passed';
}

function titleOf(
  { standing }: ComplianceReport,
  state: NotificationState,
  words: Messages['notification'],
): string {
  const tenths = tenthsOf(standing);
  return words.title([
    ...(state === 'reported' ? [] : [words.state[state]]),
    ...(tenths === undefined ? [] : [words.compliant(showRate(tenths))]),
  ]);
}

/**
 * A text that others wrote: on one line, with everything that could harm a reader shown, and of bounded length. Two
 * spaces at the end of a line would break it in Markdown.
 */
function shown(text: string, limit: number): string {
  const harmless = sanitise(shorten(text, limit)).replace(/ +/g, ' ').trim();
  return shorten(harmless, limit);
}

function unreadLines(report: ComplianceReport, words: Messages['notification']): readonly Line[] {
  const { unread } = report;
  if (unread.length === 0) return [];
  if (isBroken(report)) return brokenLines(report, words);
  const items = unread
    .slice(0, SHOWN)
    .map(({ account, message }) => words.unreadOne(shown(account, NAME), shown(message, MESSAGE)));
  return [{ kind: 'alert', text: words.unread(unread.length) }, ...itemLines(items, unread.length, words)];
}

function brokenLines({ unread }: ComplianceReport, words: Messages['notification']): readonly Line[] {
  const items = unread.map(({ message }) => shown(message, MESSAGE));
  return [{ kind: 'alert', text: words.broken }, ...itemLines(items, items.length, words)];
}

function itemLines(items: readonly string[], all: number, words: Messages['notification']): readonly Line[] {
  const more = all - items.length;
  return [...items, ...(more > 0 ? [words.more(more)] : [])].map((text) => ({ kind: 'item', text }));
}

function standingLines(report: ComplianceReport, words: Messages['notification']): readonly Line[] {
  if (isBroken(report)) return [];
  const { standing, policyFindings } = report;
  const { error, warning, note } = standing.counts;
  const failed = { error: error.fail, warning: warning.fail, note: note.fail };
  const lines = [rateLine(report, words)];
  lines.push(words.counts(failed, error.open + warning.open + note.open, standing.suppressed));
  if (policyFindings.length > 0) lines.push(words.waivers(policyFindings.length));
  return lines.map((text) => ({ kind: 'text', text }));
}

function rateLine(report: ComplianceReport, words: Messages['notification']): string {
  const { standing, history } = report;
  const tenths = tenthsOf(standing);
  if (tenths === undefined) return withoutRate(report, words);
  const unjudged = standing.registries - standing.judged;
  const text =
    words.standing(standing.compliant, standing.judged, showRate(tenths)) +
    (unjudged > 0 ? words.unjudged(unjudged) : '');
  const before = history && standingBefore(history);
  const tenthsBefore = before && tenthsOf(before);
  if (before === undefined || tenthsBefore === undefined) return text;
  return `${text}${words.since(showDifference(tenths - tenthsBefore), before.day)}`;
}

/** What is said where no registry was judged. */
function withoutRate({ standing, gate }: ComplianceReport, words: Messages['notification']): string {
  if (standing.registries === 0) return words.nothing;
  return gate.judged ? words.wholeOnly : words.nothingApplied;
}

function changeLines(
  report: ComplianceReport,
  changes: readonly Change[] | undefined,
  words: Messages['notification'],
): readonly Line[] {
  if (isBroken(report)) return [];
  const lines: string[] = [];
  if (changes?.includes('gate')) lines.push(words.turned(report.gate.failed));
  if (changes?.includes('read-again')) lines.push(words.readAgain);
  if (changes?.includes('unchecked')) lines.push(words.unchecked(report.history?.unchecked ?? 0));
  if (changes?.includes('not-accepted')) lines.push(words.notAccepted);
  lines.push(comparison(report, words));
  return lines.map((text) => ({ kind: 'text', text }));
}

function comparison(report: ComplianceReport, words: Messages['notification']): string {
  const { history } = report;
  if (!history) return words.noHistory;
  if (history.previous === undefined) return words.first;
  const since = showTime(history.previous);
  const { new: fresh, reopened } = statesOf(report);
  const fixed = history.fixed.length;
  if (fresh + reopened + fixed === 0) return words.unchanged(since);
  return words.changed(fresh, reopened, fixed, since);
}

/** `2026-11-23 01:00 UTC` */
export function showTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** Findings come worst first. What is accepted is nobody's to do. */
function worstOf({ findings, history }: ComplianceReport): readonly ComplianceFinding[] {
  const standing = findings.filter(({ suppression }) => suppression === undefined);
  if (history?.previous === undefined) return standing;
  return standing.filter(({ state }) => state === 'new' || state === 'reopened');
}

function findingLines(
  report: ComplianceReport,
  worst: readonly ComplianceFinding[],
  words: Messages['notification'],
): readonly Line[] {
  if (worst.length === 0) return [];
  const head = report.history?.previous === undefined ? words.worst : words.worstNew;
  const items = worst.slice(0, SHOWN).map((finding) =>
    words.finding({
      severity: finding.outcome === 'open' ? words.open : words.severity[finding.severity],
      rule: shown(finding.rule, NAME),
      where: whereOf(report, finding),
      message: shown(finding.message, MESSAGE),
    }),
  );
  return [{ kind: 'head', text: head }, ...itemLines(items, worst.length, words)];
}

/** The account and the registry, as far as they are known. */
function whereOf({ registries }: ComplianceReport, { registry }: ComplianceFinding): string {
  const entry = registry === undefined ? undefined : registries[registry];
  if (!entry) return '';
  const name = entry.name || entry.host || (entry.id && `Id ${entry.id}`) || '';
  return [entry.account, name]
    .map((part) => shown(part, NAME))
    .filter((part) => part !== '')
    .join('/');
}
