import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ComplianceReport, Standing } from '../../../src/model/compliance.js';
import { severities } from '../../../src/model/severity.js';
import { rateOf } from '../../../src/report/compliance/standing.js';
import { complianceOf } from '../../support/compliance.js';
import { policyOf } from '../../support/policies.js';
import { anyRecords } from '../../support/random-records.js';

const strict = await policyOf(
  [
    'version: 1',
    'extends: strict',
    'waivers:',
    '  - { rule: require-https, registry: { RegistryType: harbor }, reason: none, expires: 2027-01-31 }',
  ].join('\n'),
);

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

const bad = ({ counts }: Standing): number =>
  sum(severities.flatMap((severity) => [counts[severity].fail, counts[severity].open]));

/** Everything that can be counted in two ways. */
function expectSums(report: ComplianceReport): void {
  const { standing, accounts, types, regions, rules, registries, findings } = report;
  for (const groups of [accounts, types, regions]) {
    for (const number of ['registries', 'compliant', 'suppressed'] as const)
      expect(sum(groups.map((group) => group[number]))).toBe(standing[number]);
    expect(sum(groups.map(bad))).toBe(bad(standing));
  }
  expect(registries).toHaveLength(standing.registries);
  expect(registries.filter(({ compliant }) => compliant)).toHaveLength(standing.compliant);
  expect(sum(registries.map((registry) => registry.findings))).toBe(bad(standing));
  expect(findings.filter(({ suppression }) => suppression)).toHaveLength(standing.suppressed);
  expect(findings).toHaveLength(bad(standing) + standing.suppressed);
  for (const { passed, failed, open, suppressed, notApplicable } of rules)
    expect(sum([passed, failed, open, suppressed, notApplicable])).toBe(standing.registries);
  for (const [position, registry] of registries.entries()) {
    const own = findings.filter((finding) => finding.registry === position && !finding.suppression);
    expect(own).toHaveLength(registry.findings);
    expect(registry.compliant).toBe(own.every(({ severity }) => severity !== 'error'));
  }
}

/** A control is never better than what the rules that map to it found. */
function expectHonestControls({ controls, rules }: ComplianceReport): void {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const control of controls) {
    const on = control.rules.flatMap(({ rule }) => byId.get(rule) ?? []);
    if (on.some(({ failed }) => failed > 0)) expect(control.state).toBe('not-met');
    if (control.state !== 'met') continue;
    expect(on).toHaveLength(control.rules.length);
    for (const { open, suppressed, passed } of on) {
      expect([open, suppressed]).toEqual([0, 0]);
      expect(passed).toBeGreaterThan(0);
    }
  }
}

it('adds up for any inventory, and no control is better than its rules', async () => {
  await fc.assert(
    fc.asyncProperty(anyRecords, async (records) => {
      const report = await complianceOf(records, { policy: strict });
      expectSums(report);
      expectHonestControls(report);
    }),
    { numRuns: 150 },
  );
});

it('is cut and not rounded, so that 100 means all of them', () => {
  expect(rateOf({ judged: 0, compliant: 0 })).toBeUndefined();
  expect(rateOf({ judged: 10_000, compliant: 9_999 })).toBe('99.9%');
  expect(rateOf({ judged: 10_000, compliant: 1 })).toBe('0.0%');
  expect(rateOf({ judged: 10_000, compliant: 10_000 })).toBe('100.0%');
  expect(rateOf({ judged: 10_000, compliant: 0 })).toBe('0.0%');
  expect(rateOf({ judged: 3, compliant: 1 })).toBe('33.3%');
  expect(rateOf({ judged: 14, compliant: 4 })).toBe('28.5%');
});
