import type { Standing } from '../../model/compliance.js';
import { type Severity, severities } from '../../model/severity.js';

/**
 * The share of registries that are compliant, as people read it: `97.3%`. Never rounded up to 100, nor down to 0.
 * Undefined where there is no registry: nothing is not everything.
 */
export function rateOf({
  registries,
  compliant,
}: Pick<Standing, 'registries' | 'compliant'>): string | undefined {
  if (registries === 0) return undefined;
  const tenths = Math.round((compliant / registries) * 1000);
  const honest = compliant < registries ? Math.min(tenths, 999) : tenths;
  return `${((compliant > 0 ? Math.max(honest, 1) : honest) / 10).toFixed(1)}%`;
}

/** How many results failed, by severity or of all. */
export function failedOf({ counts }: Standing, severity?: Severity): number {
  if (severity !== undefined) return counts[severity].fail;
  return severities.reduce((sum, one) => sum + counts[one].fail, 0);
}

/** How many results could not be decided. */
export function openOf({ counts }: Standing): number {
  return severities.reduce((sum, severity) => sum + counts[severity].open, 0);
}
