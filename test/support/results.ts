import { createHash } from 'node:crypto';
import { loadMessages } from '../../src/messages/messages.js';
import { registryIdentity } from '../../src/model/identity.js';
import type { Registry } from '../../src/model/registry.js';
import type { Evidence, NoticeCount, Outcome, Result, RunInfo, Summary } from '../../src/model/result.js';
import type { Rule } from '../../src/model/rule.js';
import type { Severity } from '../../src/model/severity.js';
import type { PolicyFinding } from '../../src/model/waiver.js';
import type { Report, ReportOptions } from '../../src/report/format.js';
import { JobSummary } from '../../src/report/job-summary.js';

/** A registry as the inventory room hands it on, with what a test says of it. */
export function aRegistry(fields: Partial<Registry> = {}): Registry {
  return {
    index: 0,
    Id: '66486',
    AliUid: '1000200030004000',
    RegistryName: 'payments-harbor-legacy',
    RegistryType: 'harbor',
    RegionId: 'cn-hangzhou',
    DomainName: 'harbor.example.com',
    RegistryHostIp: '114.55.10.20',
    ...fields,
  };
}

/** A rule whose condition nobody evaluates: reports only speak of it. */
export function aRule(id: string, severity: Severity = 'error', rest: Partial<Rule> = {}): Rule {
  return {
    id,
    severity,
    title: `What ${id} asks for`,
    message: `What ${id} asks for is not so`,
    tags: [],
    references: [],
    params: {},
    assert: { kind: 'all', of: [] },
    builtin: true,
    ...rest,
  };
}

/** One rule against one registry. */
export function aResult(
  rule: Rule,
  registry: Registry,
  evidence: readonly Evidence[] = [],
  outcome: Outcome = 'fail',
): Result {
  const identity = `${rule.id} ${registryIdentity(registry)} ${registry.occurrence ?? 1}`;
  const fingerprint = createHash('sha256').update(identity).digest('hex').slice(0, 32);
  return { rule, registry, outcome, evidence, fingerprint };
}

/** What is known before the first result. */
export function aRun(rules: readonly Rule[], rest: Partial<RunInfo> = {}): RunInfo {
  return {
    tool: { name: 'registry-lint', version: '0.1.0', url: 'https://github.com/registry-lint/registry-lint' },
    startedAt: '2026-11-24T08:00:00.000Z',
    policy: { name: 'registry-lint.yaml', files: ['registry-lint.yaml'], rules },
    origin: { kind: 'file', file: 'inventory.json' },
    failOn: 'error',
    failOnOpen: true,
    ...rest,
  };
}

/** Results by registry, in the order of the inventory. */
export type Groups = Iterable<readonly [Registry, readonly Result[]]>;

interface Counting {
  registries: number;
  passed: number;
  notApplicable: number;
  readonly counts: Record<Severity, { fail: number; open: number }>;
  readonly suppressed: { waiver: number; baseline: number };
}

function count(total: Counting, results: readonly Result[]): void {
  total.registries++;
  for (const { rule, outcome, suppression } of results) {
    if (suppression) total.suppressed[suppression.kind]++;
    else if (outcome === 'fail' || outcome === 'open') total.counts[rule.severity][outcome]++;
    else if (outcome === 'pass') total.passed++;
    else total.notApplicable++;
  }
}

/** What begins a report. */
export type CreateReport = (options: ReportOptions) => Report | Promise<Report>;

/** The summary of a job, which only the Action writes. */
export const jobSummary: CreateReport = async (options) =>
  new JobSummary(options, await loadMessages(options.lang));

/** Everything that a format writes of these results. */
export async function render(
  create: CreateReport,
  run: RunInfo,
  groups: Groups,
  options: Partial<ReportOptions> & {
    readonly notices?: readonly NoticeCount[];
    readonly policyFindings?: readonly PolicyFinding[];
    readonly baseline?: Summary['baseline'];
    readonly silent?: number;
    readonly unread?: Summary['unread'];
  } = {},
): Promise<string> {
  const written: string[] = [];
  const report = await create({ write: (text) => written.push(text), ...options });
  const none = (): { fail: number; open: number } => ({ fail: 0, open: 0 });
  const total: Counting = {
    registries: options.silent ?? 0,
    passed: (options.silent ?? 0) * run.policy.rules.length,
    notApplicable: 0,
    counts: { error: none(), warning: none(), note: none() },
    suppressed: { waiver: 0, baseline: 0 },
  };
  report.begin(run);
  for (const [registry, results] of groups) {
    count(total, results);
    report.registry(registry, results);
  }
  const { notices = [], policyFindings = [], baseline, unread } = options;
  for (const { severity } of policyFindings) total.counts[severity].fail++;
  const { error } = total.counts;
  const failed = error.fail > 0 || (run.failOnOpen && error.open > 0);
  const summary: Summary = {
    ...total,
    unjudged: 0,
    notices,
    policyFindings,
    ...(baseline && { baseline }),
    ...(unread && { unread }),
    failed,
  };
  await report.end(summary);
  return written.join('');
}
