import type { ComplianceReport, Standing } from '../../model/compliance.js';
import { tenthsOfPercent } from '../../model/rate.js';
import { type Severity, severities } from '../../model/severity.js';

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
