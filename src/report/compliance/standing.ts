import type { ComplianceReport, Standing } from '../../model/compliance.js';
import { verdictOf } from '../../model/verdict.js';
import { wordsOf } from '../words/words.js';
import { rateOf } from './numbers.js';
import { type ComplianceWords, complianceWords } from './words.js';

/** The code under which programs are told that nothing was checked. */
export const NOTHING_JUDGED = 'nothing-judged';

/** The word for how the run ended. */
export function verdictWord(report: ComplianceReport): string {
  const { page } = wordsOf(report.lang);
  return { failed: page.failed, passed: page.passed, nothing: page.passedEmpty }[verdictOf(report)];
}

/** Says that nothing was checked, and why; undefined where something was. */
export function nothingText({ lang, gate, standing }: ComplianceReport): string | undefined {
  if (gate.judged) return undefined;
  const { page } = wordsOf(lang);
  return standing.registries > 0 ? page.nothingApplied : page.nothingChecked;
}

/** The same for a format that is a list, and tells of each account that could not be read anyway. */
export function nothingItem(report: ComplianceReport): string | undefined {
  const { standing, unread } = report;
  return standing.registries === 0 && unread.length > 0 ? undefined : nothingText(report);
}

/** How many registries are compliant, and of how many that is not known. */
export function standingText(report: ComplianceReport): string {
  const words = complianceWords(report.lang);
  const { registries, judged, compliant } = report.standing;
  const rate = rateOf(report.standing);
  if (registries === 0) return words.nothingChecked;
  if (rate === undefined) return nothingText(report) ?? words.wholeOnly;
  return [words.compliant(compliant, judged, rate), ...unjudgedText(report.standing, words)].join(' · ');
}

function unjudgedText({ registries, judged }: Standing, words: ComplianceWords): readonly string[] {
  return registries > judged ? [words.unjudged(registries - judged)] : [];
}
