import fc from 'fast-check';
import parsePrometheus from 'parse-prometheus-text-format';
import { describe, expect, it } from 'vitest';
import type { ComplianceReport, GroupStanding } from '../../../src/model/compliance.js';
import { formats } from '../../../src/report/formats.js';
import { sanitise } from '../../../src/report/sanitise.js';
import { besideEarlier, complianceOf, type Fields, written } from '../../support/compliance.js';
import { type Family, type Sample, strictFamilies } from '../../support/openmetrics.js';
import { policyOf } from '../../support/policies.js';
import { anyRecords } from '../../support/random-records.js';

const http: Fields = { Id: 1, AliUid: 7, RegistryName: 'a', RegistryType: 'harbor', ProtocolType: 1 };
const https: Fields = { ...http, Id: 2, ProtocolType: 2 };

const textOf = (report: ComplianceReport): Promise<string> => written(formats.openmetrics.report, report);

const samplesOf = (families: readonly Family[], name: string): readonly Sample[] =>
  families.find((family) => family.name === `registry_lint_${name}`)?.samples ?? [];

const numberOf = (families: readonly Family[], name: string, labels: Readonly<Record<string, string>> = {}) =>
  samplesOf(families, name).find((sample) =>
    Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )?.value;

describe('the format openmetrics', () => {
  it('tells the numbers of the report', async () => {
    const report = besideEarlier(await complianceOf([http, https]));
    const families = strictFamilies(await textOf(report));
    const value = (name: string, labels?: Readonly<Record<string, string>>) =>
      numberOf(families, name, labels);
    expect(value('run_timestamp_seconds')).toBe(Date.parse(report.startedAt) / 1000);
    expect([value('registries'), value('compliant_registries'), value('failed')]).toEqual([2, 0, 1]);
    expect(value('findings', { severity: 'error', outcome: 'fail' })).toBe(report.standing.counts.error.fail);
    expect(value('account_registries', { account: '7' })).toBe(2);
    expect(value('type_findings', { type: 'harbor', severity: 'error' })).toBe(1);
    expect(value('rule_results', { rule: 'require-https', outcome: 'passed' })).toBe(1);
    expect(value('changes', { change: 'fixed' })).toBe(1);
    const state = samplesOf(families, 'control').find(({ labels }) => labels['control'] === '3.2.1');
    expect(state?.labels['state']).toBe('not-met');
  });

  it('does not pass where no rule applied to anything', async () => {
    const policy = await policyOf('version: 1\nrules:\n  vpc-id-present: error\n');
    const families = strictFamilies(await textOf(await complianceOf([{ ...https, NetType: 1 }], { policy })));
    const value = (name: string) => numberOf(families, name);
    expect([value('failed'), value('registries'), value('judged_registries')]).toEqual([0, 1, 0]);
    expect([value('compliant_registries'), value('account_judged_registries')]).toEqual([0, 0]);
    expect(samplesOf(families, 'verdict').map(({ labels }) => labels['verdict'])).toEqual(['nothing']);
  });

  it('says how many accounts could not be read', async () => {
    const report = await complianceOf([https]);
    const unread = [{ account: 'prod', code: 'no-permission', message: 'refused' }];
    expect(numberOf(strictFamilies(await textOf(report)), 'unread_accounts')).toBe(0);
    expect(numberOf(strictFamilies(await textOf({ ...report, unread })), 'unread_accounts')).toBe(1);
  });

  it('has a bounded number of series, however many accounts there are, and loses no registry', async () => {
    const report = await complianceOf([https]);
    const [one] = report.accounts;
    const accounts = Array.from(
      { length: 2000 },
      (_, at): GroupStanding => ({ ...(one as GroupStanding), name: `account-${at}` }),
    );
    const families = strictFamilies(await textOf({ ...report, accounts }));
    const samples = samplesOf(families, 'account_registries');
    expect(samples).toHaveLength(501);
    expect(samples.reduce((sum, { value }) => sum + value, 0)).toBe(2000);
    expect(numberOf(families, 'account_registries', { account: '(others)' })).toBe(1500);
  });

  it('has one series for accounts whose long names begin alike', async () => {
    const report = await complianceOf([https]);
    const [one] = report.accounts;
    const long = 'x'.repeat(500);
    const accounts = ['1', '2'].map(
      (end): GroupStanding => ({ ...(one as GroupStanding), name: long + end }),
    );
    const samples = samplesOf(strictFamilies(await textOf({ ...report, accounts })), 'account_registries');
    expect(samples.map(({ value }) => value)).toEqual([2]);
  });

  it.each(['a"b', 'a\\', '\\n"', 'a\nb', '"} 1\nregistry_lint_failed 0', '#', '支付'])(
    'has a label that says %j, and no line more',
    async (name) => {
      const report = await complianceOf([https]);
      const [one] = report.accounts;
      const accounts = [{ ...(one as GroupStanding), name }];
      const text = await textOf({ ...report, accounts, policy: { name, files: [] } });
      const families = strictFamilies(text);
      for (const [metric, label] of [
        ['account_registries', 'account'],
        ['run', 'policy'],
      ] as const)
        expect(samplesOf(families, metric).map(({ labels }) => labels[label])).toEqual([sanitise(name)]);
      expect(parsePrometheus(text)).toHaveLength(families.length);
    },
  );

  it('is OpenMetrics, and the same to a reader of the format of Prometheus, whatever the inventory holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, async (records) => {
        const text = await textOf(await complianceOf(records));
        const strict = strictFamilies(text);
        const lenient = parsePrometheus(text);
        expect(lenient.map(({ name }) => name)).toEqual(strict.map(({ name }) => name));
        for (const [at, { samples }] of strict.entries()) {
          expect(lenient[at]?.metrics.map(({ value }) => Number(value))).toEqual(
            samples.map(({ value }) => value),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
