import { fileSource } from '../../src/inventory/file/read.js';
import { recordsSource } from '../../src/inventory/memory.js';
import { inventoryOf } from '../../src/inventory/source.js';
import { en } from '../../src/messages/en.js';
import type { Origin } from '../../src/model/registry.js';
import type { Policy } from '../../src/model/rule.js';
import { Collector } from '../../src/report/collector.js';
import { registryName } from '../../src/report/describe/registry.js';
import { describeResult } from '../../src/report/describe/result.js';
import type { ReportOptions } from '../../src/report/format.js';
import { type LintOptions, lint } from '../../src/run/lint.js';
import type { CreateReport } from './results.js';

type Records = readonly Readonly<Record<string, unknown>>[];

const words = en;

/** What a run comes to, in lines that a test can compare. */
export interface Judged {
  /** `NAME OUTCOME: MESSAGE`, registry by registry. */
  readonly results: readonly string[];
  /** `OUTCOME: MESSAGE`, with the registry before it where there is one. */
  readonly whole: readonly string[];
  readonly fingerprints: readonly string[];
  readonly failed: boolean;
  readonly passed: number;
  readonly notices: readonly string[];
}

/** Checks records as a run does. */
export async function judge(
  policy: Policy,
  records: Records | string,
  origin: Partial<Origin> = {},
  options: LintOptions = {},
): Promise<Judged> {
  const source = typeof records === 'string' ? fileSource(records) : recordsSource(records);
  const inventory = inventoryOf({ ...source, origin: { ...source.origin, ...origin } });
  const collector = new Collector();
  const summary = await lint(inventory, policy, {
    failOn: 'note',
    allowEmpty: true,
    ...options,
    reports: [collector],
  });
  const { results, inventoryFindings } = collector;
  return {
    results: results.map(
      (result) =>
        `${registryName(result.registry, words)} ${result.outcome}: ${describeResult(result, words).message}`,
    ),
    whole: inventoryFindings.map((finding) => {
      const name = finding.registry ? `${registryName(finding.registry, words)} ` : '';
      return `${name}${finding.outcome}: ${describeResult(finding, words).message}`;
    }),
    fingerprints: [...results, ...inventoryFindings].map(({ fingerprint }) => fingerprint),
    failed: summary.failed,
    passed: summary.passed,
    notices: summary.notices.map(({ text }) => text),
  };
}

/** Everything that a format writes of a run. */
export async function reportOf(
  create: CreateReport,
  policy: Policy,
  records: Records,
  options: Partial<ReportOptions> & Pick<LintOptions, 'baseline' | 'includePass'> = {},
): Promise<string> {
  const written: string[] = [];
  const { baseline, includePass, ...rest } = options;
  const report = await create({ write: (text) => written.push(text), ...rest });
  await lint(inventoryOf(recordsSource(records)), policy, {
    reports: [report],
    startedAt: new Date('2026-11-24T08:00:00Z'),
    baseline,
    includePass: includePass === true,
  });
  return written.join('');
}

/** A policy with a rule of each kind, of which every one finds something, and a waiver of a group. */
export const acrossPolicy = `version: 1
rules:
  one-entry-per-host:
    severity: error
    unique: [DomainName, RegistryHostIp]
    fix: Take one of them out of Security Center.
  harbor-everywhere:
    title: There is a Harbor in every region
    when: { RegistryType: harbor }
    count: { min: 1, by: RegionId }
    message: No Harbor in {RegionId}
  few: { severity: note, count: { max: 3 } }
  declared:
    severity: error
    expected:
      - { RegistryName: payments, RegionId: cn-hangzhou }
      - { RegistryName: 'team-*' }
      - { RegistryName: gone, RegistryType: [harbor, quay] }
      - { RegistryName: partly, VpcId: vpc-1 }
waivers:
  - rule: harbor-everywhere
    registry: { RegionId: cn-beijing }
    reason: Opens next year
    expires: 2999-01-31
`;

/** Of these every rule of that policy finds something. */
export const acrossRecords: Records = [
  at(1, 'payments', 'cn-hangzhou', 'harbor', 'a.example.com', '10.0.0.1'),
  at(2, 'team-copy', 'cn-hangzhou', 'harbor', 'A.example.com', '10.0.0.1'),
  at(3, 'team-quay', 'cn-shanghai', 'quay', 'b.example.com', '10.0.0.2'),
  at(4, 'rogue', 'cn-beijing', 'quay', 'c.example.com', '10.0.0.3'),
  { ...at(5, 'partly', 'cn-hangzhou', 'harbor', 'b.example.com'), VpcId: undefined },
  { ...at(6, 'team-6', 'cn-chengdu', undefined, 'd.example.com', '10.0.0.6') },
];

function at(
  Id: number,
  RegistryName: string,
  RegionId: string,
  RegistryType: string | undefined,
  DomainName: string,
  RegistryHostIp?: string,
) {
  const VpcId = `vpc-x${Id}`;
  return { Id, AliUid: 7, RegistryName, RegionId, RegistryType, DomainName, RegistryHostIp, VpcId };
}
