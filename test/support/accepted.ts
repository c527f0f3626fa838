import type { BaselineComparison, BaselineEntry } from '../../src/model/baseline.js';
import type { Result } from '../../src/model/result.js';
import type { PolicyFinding, Waiver } from '../../src/model/waiver.js';
import type { Groups } from './results.js';
import { sampleGroups } from './sample-results.js';

/** A waiver as a policy has it, with what a test says of it. */
export function aWaiver(rest: Partial<Waiver> = {}): Waiver {
  return {
    rule: 'require-https',
    registry: [{ field: 'RegistryName', patterns: ['legacy-*', 'old-*'], exact: [], globs: [] }],
    reason: 'Moves to TLS with the data centre',
    expires: '2027-01-31',
    approvedBy: 'Li Wei',
    ticket: 'OPS-212',
    location: { file: 'waivers.yaml', line: 3, column: 5 },
    ...rest,
  };
}

/** One of each kind of finding about waivers. */
export const sampleFindings: readonly PolicyFinding[] = [
  {
    code: 'ending-waiver',
    severity: 'warning',
    waiver: aWaiver({ expires: '2026-12-01' }),
    matched: 2,
    days: 7,
    fingerprint: '1'.repeat(32),
  },
  {
    code: 'expired-waiver',
    severity: 'error',
    waiver: aWaiver({ expires: '2026-11-24', location: { file: 'waivers.yaml', line: 9, column: 5 } }),
    matched: 1,
    fingerprint: '2'.repeat(32),
  },
  {
    code: 'unused-waiver',
    severity: 'warning',
    waiver: aWaiver({ rule: 'scan-rate' }),
    matched: 0,
    fingerprint: '3'.repeat(32),
  },
  {
    code: 'unknown-waiver-rule',
    severity: 'warning',
    waiver: aWaiver({ rule: 'require-htps', unknownRule: { suggestion: 'require-https' } }),
    matched: 0,
    fingerprint: '4'.repeat(32),
  },
];

/** A finding of a baseline. */
export const anEntry: BaselineEntry = {
  rule: 'require-https',
  outcome: 'fail',
  AliUid: '1000200030004000',
  RegistryType: 'harbor',
  RegionId: 'cn-hangzhou',
  RegistryName: 'retired',
  Id: '66400',
  fingerprint: '5'.repeat(32),
};

/** How a run compares to its baseline. */
export function aComparison(entries: readonly BaselineEntry[] = [anEntry]): BaselineComparison {
  return {
    file: 'registry-lint.baseline.jsonl',
    new: 3,
    unchanged: 2,
    absent: entries.length,
    absentEntries: () => entries,
  };
}

function accepted(result: Result, at: number): Result {
  if (result.outcome === 'pass') return result;
  if (at % 3 === 0) {
    return { ...result, baselineState: 'new', suppression: { kind: 'waiver', waiver: aWaiver() } };
  }
  if (at % 3 === 1) return { ...result, baselineState: 'new' };
  const suppression = { kind: 'baseline', file: 'registry-lint.baseline.jsonl' } as const;
  return { ...result, baselineState: 'unchanged', suppression };
}

/** The sample, of which a third is waived and a third stands in a baseline. */
export const acceptedGroups: Groups = sampleGroups.map(([registry, results]) => [
  registry,
  results.map(accepted),
]);
