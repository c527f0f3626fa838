import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HistoryRecorder } from '../../../src/history/recorder.js';
import { viewOf } from '../../../src/history/view.js';
import { recordsSource } from '../../../src/inventory/memory.js';
import { inventoryOf } from '../../../src/inventory/source.js';
import { en } from '../../../src/messages/en.js';
import type { Baseline, BaselineEntry } from '../../../src/model/baseline.js';
import type { ComplianceReport, Standing } from '../../../src/model/compliance.js';
import type { Inventory } from '../../../src/model/registry.js';
import { severities } from '../../../src/model/severity.js';
import { builtinRules } from '../../../src/policy/builtin.js';
import { ComplianceBuilder } from '../../../src/report/compliance/builder.js';
import { withHistory } from '../../../src/report/compliance/with-history.js';
import { formats } from '../../../src/report/formats.js';
import type { PageData } from '../../../src/report/html/data-types.js';
import { lint } from '../../../src/run/lint.js';
import { type Fields, written } from '../../support/compliance.js';
import { policyOf } from '../../support/policies.js';
import { anyRecords } from '../../support/random-records.js';

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

const nowhere = { RegistryName: 'a name that no registry has' };
const waived = (rule: string, expires: string) => ({
  rule,
  registry: { RegistryType: 'harbor' },
  reason: 'none',
  expires,
});

/** What a policy can be made of, each with what it does to numbers. */
const rules: Readonly<Record<string, unknown>> = {
  'require-https': 'error',
  'persistence-days': 'warning',
  'whitelist-bounded': 'note',
  'vpc-id-present': 'error',
  'domain-is-name': { severity: 'warning', when: nowhere },
  'default-credentials': { severity: 'error', when: { RegistryType: 'quay' } },
  once: { title: 'Once', severity: 'error', unique: ['DomainName', 'RegistryHostIp'] },
  rare: { title: 'Rare', severity: 'note', unique: 'Id', when: { RegistryType: 'harbor' } },
  some: { title: 'Some', severity: 'error', count: { min: 2 } },
  each: { title: 'Each', severity: 'warning', count: { min: 1, max: 3, by: 'RegionId' } },
  declared: { title: 'Declared', severity: 'warning', expected: [{ RegistryName: 'payments' }, { Id: 3 }] },
};

const waivers = [
  waived('require-https', '2027-01-31'),
  waived('persistence-days', '2026-11-30'),
  waived('once', '2026-01-31'),
];

const overrides = [{ match: { RegistryType: 'acr' }, rules: { 'require-https': 'off' } }];

const anyPolicy = fc
  .record({
    rules: fc.subarray(Object.keys(rules), { minLength: 1 }),
    waivers: fc.subarray(waivers),
    overridden: fc.boolean(),
  })
  .map((chosen) => {
    const own = Object.fromEntries(chosen.rules.map((id) => [id, rules[id]]));
    const known = chosen.waivers.filter(({ rule }) => rule !== 'once' || 'once' in own);
    const more = chosen.overridden && 'require-https' in own ? { overrides } : {};
    return JSON.stringify({ version: 1, rules: own, waivers: known, ...more });
  });

const unread = { account: 'gone', code: 'no-permission', message: 'refused' };

/** The inventory, as if another account could not have been read. */
function inventory(records: readonly Fields[], cut: boolean): Inventory {
  const whole = inventoryOf(recordsSource(records));
  if (!cut) return whole;
  const read = { account: 'seen', position: 0, registries: records.length };
  return { ...whole, accounts: () => [read, { account: 'gone', position: 1, registries: 0, unread }] };
}

interface Run {
  readonly records: readonly Fields[];
  readonly policy: string;
  readonly cut: boolean;
  readonly failOnOpen: boolean;
}

/** What is told of one input: by the report with its history, and by `check --format json`. */
async function told({ records, policy: text, cut, failOnOpen }: Run, accepted?: ReadonlySet<string>) {
  const policy = await policyOf(text);
  const baseline = accepted && baselineOf(accepted);
  const options = { failOnOpen, allowEmpty: true, startedAt: new Date('2026-11-23T08:00:00Z'), baseline };
  const builder = new ComplianceBuilder({ messages: en, facts: builtinRules });
  const recorder = new HistoryRecorder();
  const seen = recorder.watch(builder.watch(inventory(records, cut)));
  await lint(seen, policy, { ...options, includePass: true, reports: [builder, recorder] });
  let checked = '';
  const json = await formats.json.check({
    write: (part: string) => {
      checked += part;
    },
  });
  const alone = new HistoryRecorder();
  await lint(alone.watch(inventory(records, cut)), policy, { ...options, reports: [json, alone] });
  const report = withHistory(builder.report, viewOf({ folder: '', runs: [] }, recorder.run));
  return { report, check: JSON.parse(checked), run: recorder.run, runOfCheck: alone.run };
}

/** A baseline that holds these findings. */
function baselineOf(fingerprints: ReadonlySet<string>): Baseline {
  const all = [...fingerprints];
  const entries = all.map(
    (fingerprint): BaselineEntry => ({ rule: 'require-https', outcome: 'fail', fingerprint }),
  );
  return {
    file: 'base.jsonl',
    outcomes: new Map(all.map((fingerprint) => [fingerprint, 'fail'])),
    entries: (isMeant = () => true) => entries.filter(({ fingerprint }) => isMeant(fingerprint)),
  };
}

const badOf = ({ counts }: Standing): number =>
  sum(severities.flatMap((severity) => [counts[severity].fail, counts[severity].open]));

/** The report against itself. */
function expectSums(report: ComplianceReport): void {
  const { standing, registries, findings, controls, gate } = report;
  const own = findings.filter(({ registry }) => registry !== undefined);
  for (const groups of [report.accounts, report.types, report.regions]) {
    for (const number of ['registries', 'judged', 'compliant'] as const)
      expect(sum(groups.map((group) => group[number]))).toBe(standing[number]);
    expect(sum(groups.map((group) => badOf(group) + group.suppressed))).toBe(own.length);
  }
  expect(badOf(standing) + standing.suppressed).toBe(findings.length);
  const withFindings = registries.filter((one) => one.findings > 0);
  const without = registries.filter((one) => one.judged && one.findings === 0);
  const unjudged = registries.filter(({ judged }) => !judged);
  expect(withFindings.length + without.length + unjudged.length).toBe(standing.registries);
  expect(unjudged.length).toBe(standing.registries - standing.judged);
  expect(registries.filter(({ compliant }) => compliant)).toHaveLength(standing.compliant);
  for (const { compliant, findings: some } of unjudged) expect([compliant, some]).toEqual([false, 0]);
  if (standing.judged > 0 || findings.length > 0) expect(gate.judged).toBe(true);
  const byId = new Map(report.rules.map((rule) => [rule.id, rule]));
  for (const control of controls) {
    const on = control.rules.flatMap(({ rule }) => byId.get(rule) ?? []);
    for (const number of ['passed', 'failed', 'open', 'suppressed'] as const)
      expect(control[number]).toBe(sum(on.map((rule) => rule[number])));
  }
}

/** The report against what a check of the same says. */
function expectSameAs(report: ComplianceReport, check: CheckDocument): void {
  const { summary } = check;
  const { standing, rules: all, policyFindings } = report;
  expect(standing.registries).toBe(summary.registries);
  expect(report.gate.failed).toBe(summary.failed);
  expect(sum(all.map(({ passed }) => passed))).toBe(summary.passed);
  expect(sum(all.map(({ notApplicable }) => notApplicable))).toBe(summary.notApplicable);
  const accepted = summary.suppressed.waiver + summary.suppressed.baseline;
  expect([standing.suppressed, sum(all.map(({ suppressed }) => suppressed))]).toEqual([accepted, accepted]);
  for (const severity of severities) {
    const { fail, open } = summary.counts[severity];
    const ofPolicy = policyFindings.filter((finding) => finding.severity === severity).length;
    const of = all.filter((rule) => rule.severity === severity);
    expect(standing.counts[severity]).toEqual({ fail: fail - ofPolicy, open });
    expect(sum(of.map(({ failed }) => failed))).toBe(fail - ofPolicy);
    expect(sum(of.map((rule) => rule.open))).toBe(open);
  }
}

interface CheckDocument {
  readonly summary: Pick<Standing, 'registries' | 'counts'> & {
    readonly passed: number;
    readonly notApplicable: number;
    readonly suppressed: { readonly waiver: number; readonly baseline: number };
    readonly failed: boolean;
  };
}

/** How often each kind of finding is told: its severity, whether it is open, and whether it is accepted. */
function tally(kinds: Iterable<readonly [severity: string, open: boolean, accepted: boolean]>) {
  const counts: Record<string, number> = {};
  for (const kind of kinds) counts[kind.join()] = (counts[kind.join()] ?? 0) + 1;
  return counts;
}

async function expectSameCsv(report: ComplianceReport): Promise<void> {
  const text = await written(formats.csv.report, report);
  const [heads = [], ...rows]: string[][] = parse(text.replace(/^\ufeff/, ''), { recordDelimiter: '\r\n' });
  const at = (head: string) => heads.indexOf(head);
  const { findings, policyFindings, gate, standing } = report;
  const remarks = !gate.judged && (standing.registries > 0 || report.unread.length === 0) ? 1 : 0;
  const before = remarks + report.unread.length + policyFindings.length;
  expect(rows).toHaveLength(before + findings.length);
  const told = rows
    .slice(before)
    .map(
      (row) =>
        [row[at('Severity')] ?? '', row[at('Outcome')] === 'open', row[at('Accepted by')] !== ''] as const,
    );
  expect(tally(told)).toEqual(tallyOf(report));
}

const tallyOf = ({ findings }: ComplianceReport) =>
  tally(findings.map((one) => [one.severity, one.outcome === 'open', one.suppression !== undefined]));

async function expectSamePage(report: ComplianceReport): Promise<void> {
  const page = await written(formats.html.report, report);
  const [, text = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? [];
  const data: PageData = JSON.parse(text);
  const { standing } = report;
  const standings = data.registries.map(([, , , , , , , code]) => code);
  expect(standings).toHaveLength(standing.registries);
  expect(standings.filter((code) => code === 1)).toHaveLength(standing.compliant);
  expect(standings.filter((code) => code === 2)).toHaveLength(standing.registries - standing.judged);
  const told = data.findings.map(
    ([severity, open, , , , accepted]) =>
      [data.severities[severity] ?? '', open === 1, accepted >= 0] as const,
  );
  expect(tally(told)).toEqual(tallyOf(report));
  const registries = standing.judged === 1 ? 'registry' : 'registries';
  const rate = `<strong>${standing.compliant} of ${standing.judged} ${registries} compliant</strong>`;
  expect(page.includes(rate)).toBe(standing.judged > 0);
  for (const group of [...report.accounts, ...report.types, ...report.regions])
    if (group.judged === 0) expect(page).toContain('<td class="number strong">–</td>');
}

it('adds up in every format, with a check of the same, and with the history', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyRecords,
      anyPolicy,
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      async (records, policy, cut, failOnOpen, known) => {
        const run = { records, policy, cut, failOnOpen };
        const first = await told(run);
        const half = new Set(
          first.report.findings.filter((_, at) => at % 2 === 0).map(({ fingerprint }) => fingerprint),
        );
        const { report, check, run: stored, runOfCheck } = known ? await told(run, half) : first;
        expectSums(report);
        expectSameAs(report, check);
        expect(stored.standing).toEqual(report.standing);
        expect(runOfCheck.standing).toEqual(report.standing);
        const { counts, ...day } = report.standing;
        const of = (count: (severity: 'error' | 'warning' | 'note') => number) =>
          Object.fromEntries(severities.map((severity) => [severity, count(severity)]));
        expect(report.history?.days.at(-1)).toEqual({
          day: '2026-11-23',
          ...day,
          findings: of((severity) => counts[severity].fail + counts[severity].open),
          open: of((severity) => counts[severity].open),
          unread: cut ? 1 : 0,
        });
        const { $schema: _, version, ...json } = JSON.parse(await written(formats.json.report, report));
        expect(version).toBe(1);
        expect(json.standing).toEqual(report.standing);
        expect(json.rules).toEqual(report.rules);
        await expectSameCsv(report);
        await expectSamePage(report);
      },
    ),
    { numRuns: 100 },
  );
});
