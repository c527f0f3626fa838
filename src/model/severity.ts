import { suggest } from './suggest.js';

/** How much a finding matters, worst first. Named after SARIF's `level` (SARIF 2.1.0, §3.27.10). */
export const severities = ['error', 'warning', 'note'] as const;

/** The severity of a rule that is on. */
export type Severity = (typeof severities)[number];

/** What a policy may set: a severity, or `off`. */
export type SeveritySetting = Severity | 'off';

/** The least severity that fails the gate; `never` lets everything through. */
export type FailOn = Severity | 'never';

/** Whether a finding of this severity fails a gate with this threshold. */
export function atOrAbove(severity: Severity, threshold: FailOn): boolean {
  return threshold !== 'never' && severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** Whether a text is a severity or `off`, perhaps misspelt. */
export function isLikeSeverity(text: string): boolean {
  const settings = [...severities, 'off'];
  return settings.includes(text) || suggest(text, settings) !== undefined;
}
