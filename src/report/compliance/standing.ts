import type { Messages } from '../../messages/messages.js';
import type { ComplianceReport, Standing } from '../../model/compliance.js';
import { tenthsOfPercent } from '../../model/rate.js';
import { type Severity, severities } from '../../model/severity.js';
import { verdictOf } from '../../model/verdict.js';

/**
 * The share of the judged registries that are compliant, as people read it: `97.3%`. Cut and not rounded, as
 * everywhere, so that 100 means all of them. Undefined where none was judged: nothing is not everything.
 */
export function rateOf({ judged, compliant }: Pick<Standing, 'judged' | 'compliant'>): string | undefined {
  const tenths = tenthsOfPercent(compliant, judged);
  return tenths === undefined ? undefined : `${(tenths / 10).toFixed(1)}%`;
}

/** How many results failed, by severity or of all. */
export function failedOf({ counts }: Standing, severity?: Severity): number {
  if (severity !== undefined) return counts[severity].fail;
  return severities.reduce((sum, one) => sum + counts[one].fail, 0);
}

/** How many findings, accepted ones among them, are about the inventory as a whole. */
export function wholeOf({ findings }: Pick<ComplianceReport, 'findings'>): number {
  return findings.filter(({ registry }) => registry === undefined).length;
}

/** How many results could not be decided. */
export function openOf({ counts }: Standing): number {
  return severities.reduce((sum, severity) => sum + counts[severity].open, 0);
}

/** The code under which programs are told that nothing was checked. */
export const NOTHING_JUDGED = 'nothing-judged';

/** The word for how the run ended. */
export function verdictWord(report: ComplianceReport, { page }: Messages): string {
  return { failed: page.failed, passed: page.passed, nothing: page.passedEmpty }[verdictOf(report)];
}

/** Says that nothing was checked, and why; undefined where something was. */
export function nothingText({ gate, standing }: ComplianceReport, { page }: Messages): string | undefined {
  if (gate.judged) return undefined;
  return standing.registries > 0 ? page.nothingApplied : page.nothingChecked;
}

/** The same for a format that is a list, and tells of each account that could not be read anyway. */
export function nothingItem(report: ComplianceReport, messages: Messages): string | undefined {
  const { standing, unread } = report;
  return standing.registries === 0 && unread.length > 0 ? undefined : nothingText(report, messages);
}

/** How many registries are compliant, and of how many that is not known. */
export function standingText(report: ComplianceReport, messages: Messages): string {
  const { compliance: words } = messages;
  const { registries, judged, compliant } = report.standing;
  const rate = rateOf(report.standing);
  if (registries === 0) return words.nothingChecked;
  if (rate === undefined) return nothingText(report, messages) ?? words.wholeOnly;
  return [words.compliant(compliant, judged, rate), ...unjudgedText(report.standing, words)].join(' · ');
}

function unjudgedText({ registries, judged }: Standing, words: Messages['compliance']): readonly string[] {
  return registries > judged ? [words.unjudged(registries - judged)] : [];
}
