import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComplianceReport } from '../../../src/model/compliance.js';
import { formats } from '../../../src/report/formats.js';
import { complianceOf, type Fields, written } from '../../support/compliance.js';
import { policyOf } from '../../support/policies.js';
import { anyRecords } from '../../support/random-records.js';
import { type Element, parsedXml } from '../../support/xml.js';

const junitOf = async (report: ComplianceReport): Promise<Element> =>
  parsedXml(await written(formats.junit.report, report));

const https: Fields = { Id: 1, AliUid: 7, RegistryName: 'a', RegistryType: 'harbor', ProtocolType: 2 };
const http: Fields = { ...https, Id: 2, RegistryName: 'b', ProtocolType: 1 };

/** What became of each case. */
const outcomes = (suites: Element): [string | undefined, string[]][] =>
  suites.children.flatMap(({ children }) =>
    children.map((one): [string | undefined, string[]] => [
      one.attributes['name'],
      one.children.map(({ name }) => name),
    ]),
  );

describe('the format junit', () => {
  it('has a suite an account and a case a registry, which fails with what stands against it', async () => {
    const policy = await policyOf('version: 1\nrules:\n  require-https: error\n');
    const suites = await junitOf(await complianceOf([https, http], { policy }));
    expect(suites.attributes).toMatchObject({ tests: '2', failures: '1', errors: '0', skipped: '0' });
    expect(suites.children.map(({ attributes }) => attributes['name'])).toEqual(['7']);
    expect(outcomes(suites)).toEqual([
      ['a (#1)', []],
      ['b (#2)', ['failure']],
    ]);
    const failure = suites.children[0]?.children[1]?.children[0];
    expect(failure?.attributes).toEqual({
      message: 'The registry is reached over HTTP, HTTPS expected',
      type: 'require-https',
    });
    expect(failure?.text).toBe(
      'error, failed: The registry is reached over HTTP, HTTPS expected [require-https]',
    );
  });

  it('skips a registry of which all findings are waived, and lets pass what is below the threshold', async () => {
    const policy = await policyOf(
      [
        'version: 1',
        'rules: { require-https: error, persistence-days: note }',
        'waivers:',
        '  - { rule: require-https, registry: { RegistryName: b }, reason: OPS-212, expires: 2027-01-31 }',
      ].join('\n'),
    );
    const records = [
      { ...http, PersistenceDay: 90 },
      { ...https, PersistenceDay: 1 },
    ];
    const suites = await junitOf(await complianceOf(records, { policy }));
    expect(outcomes(suites)).toEqual([
      ['b (#2)', ['skipped']],
      ['a (#1)', ['system-out']],
    ]);
    expect(suites.attributes).toMatchObject({ tests: '2', failures: '0', skipped: '1' });
  });

  it('has an error for each account that could not be read, and a failure for an expired waiver', async () => {
    const policy = await policyOf(
      [
        'version: 1',
        'rules: { require-https: error }',
        'waivers:',
        '  - { rule: require-https, registry: { RegistryName: b }, reason: OPS-212, expires: 2026-01-31 }',
      ].join('\n'),
    );
    const report = await complianceOf([https], { policy });
    const unread = [{ account: 'prod <eu>', code: 'no-permission', message: 'not allowed & refused' }];
    const suites = await junitOf({ ...report, unread });
    expect(suites.attributes).toMatchObject({ errors: '1', failures: '1' });
    expect(outcomes(suites).slice(0, 2)).toEqual([
      ['prod <eu>', ['error']],
      [expect.stringContaining('expired'), ['failure']],
    ]);
  });

  it('skips a registry to which no rule applies, and says where none applied to any', async () => {
    const policy = await policyOf('version: 1\nrules:\n  vpc-id-present: error\n');
    const suites = await junitOf(await complianceOf([{ ...https, NetType: 1 }], { policy }));
    expect(outcomes(suites)).toEqual([
      ['No rule applied to any registry: nothing was checked', ['skipped']],
      ['a (#1)', ['skipped']],
    ]);
    expect(suites.attributes).toMatchObject({ tests: '2', failures: '0', skipped: '2' });
  });

  it('fails for a waiver where its finding is at or above the threshold, and not where it is below', async () => {
    const policy = await policyOf(
      'version: 1\nrules: { require-https: error }\nwaivers: [{ rule: require-https, registry: { RegistryName: x }, reason: r, expires: 2099-01-31 }]',
    );
    const report = await complianceOf([https], { policy });
    const failures = async (failOn: 'error' | 'warning') =>
      (await junitOf({ ...report, gate: { ...report.gate, failOn } })).attributes['failures'];
    expect([await failures('error'), await failures('warning')]).toEqual(['0', '1']);
  });

  it('is well-formed and has a case for each registry, whatever the inventory holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, async (records) => {
        const report = await complianceOf(records);
        const suites = await junitOf(report);
        const { registries, judged, compliant } = report.standing;
        const cases = registries + (report.gate.judged ? 0 : 1);
        expect(suites.attributes).toMatchObject({
          tests: String(cases),
          failures: String(judged - compliant),
        });
        expect(outcomes(suites)).toHaveLength(cases);
      }),
      { numRuns: 80 },
    );
  });
});
