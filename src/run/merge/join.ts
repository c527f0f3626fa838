import { loadMessages } from '../../messages/messages.js';
import { exitCodeOf } from '../../model/error.js';
import { failsGate, type Gate } from '../../model/gate.js';
import type { SeverityCount, UnreadAccount } from '../../model/result.js';
import type { Severity } from '../../model/severity.js';
import { JsonDocument } from '../../report/formats/json/document.js';
import type { AbsentObject, ResultObject, ShardReport } from './document.js';
import { joinNotices } from './notices.js';
import { joinPolicyFindings } from './policy-findings.js';
import { damaged, refuseStrangers } from './refuse.js';
import { Seats } from './seats.js';

/** What a run over all accounts would have come to. */
export interface Joined {
  readonly exitCode: 0 | 1 | 3;
  readonly registries: number;
  readonly accounts: number;
  readonly unread: readonly UnreadAccount[];
  readonly counts: Readonly<Record<Severity, SeverityCount>>;
  readonly gate: Gate;
}

/**
 * Joins the reports of all shards to the one that a single run would have written, to the byte.
 *
 * @throws UsageError and InventoryError where they are not the reports of all shards of one run; nothing that was
 * written by then is of use
 */
export async function joinShards(
  reports: readonly [ShardReport, ...ShardReport[]],
  write: (text: string) => void,
): Promise<Joined> {
  refuseStrangers(reports);
  const [first] = reports;
  const seats = new Seats(reports);
  const document = new JsonDocument(write);
  const { $schema, version, tool, policy, inventory, gate } = first;
  const startedAt = earliest(reports);
  document.begin({ $schema, version, tool, startedAt, policy, inventory, gate });
  for (const result of resultsOf(reports, seats)) document.result(result);
  document.endResults();
  const policyFindings = joinPolicyFindings(reports, await loadMessages(first.shard.lang));
  document.list('policyFindings', policyFindings);
  const absent = absentOf(reports);
  if (absent) document.list('absent', absent);
  document.member('notices', joinNotices(reports, seats));
  const unread = seats.accounts.flatMap(({ standing }) => standing.unread ?? []);
  if (unread.length > 0) document.list('unread', unread);
  const counts = countsOf(reports);
  for (const { severity } of policyFindings) counts[severity].fail++;
  const failed = unread.length > 0 || failsGate(counts, gate);
  const registries = sum(reports, ({ summary }) => summary.registries);
  document.end({
    registries,
    accounts: seats.accounts.length,
    unread: unread.length > 0 ? unread.length : undefined,
    counts,
    passed: sum(reports, ({ summary }) => summary.passed),
    notApplicable: sum(reports, ({ summary }) => summary.notApplicable),
    suppressed: {
      waiver: sum(reports, ({ summary }) => summary.suppressed.waiver),
      baseline: sum(reports, ({ summary }) => summary.suppressed.baseline),
    },
    baseline: comparisonOf(reports, absent),
    failed,
  });
  const exitCode = exitCodeOf({ failed, unread });
  return { exitCode, registries, accounts: seats.accounts.length, unread, counts, gate };
}

/** When the whole run began. */
export function earliest(reports: readonly [ShardReport, ...ShardReport[]]): string {
  return reports.map(({ startedAt }) => startedAt).toSorted()[0] ?? reports[0].startedAt;
}

/** All results, account by account, each registry at its place in the whole inventory. */
export function* resultsOf(reports: readonly ShardReport[], seats: Seats): Iterable<ResultObject> {
  const next = new Map(reports.map((report) => [report, 0]));
  for (const { standing, report, here, whole } of seats.accounts) {
    let at = next.get(report) ?? 0;
    for (; at < report.results.length; at++) {
      const result = report.results[at];
      if (!result || result.registry.index >= here + standing.registries) break;
      const { registry } = result;
      if (registry.account !== standing.account || registry.index < here) {
        throw damaged(report.from, 'has its results in another order than its accounts');
      }
      yield { ...result, registry: { ...registry, index: registry.index - here + whole } };
    }
    next.set(report, at);
  }
  for (const [report, at] of next) {
    if (at < report.results.length)
      throw damaged(report.from, 'has results of accounts that it does not have');
  }
}

function countsOf(reports: readonly ShardReport[]): Record<Severity, SeverityCount> {
  const of = (severity: Severity): SeverityCount => ({
    // Findings about waivers are counted anew: what a waiver did is known only of all shards together.
    fail: sum(
      reports,
      ({ summary, policyFindings }) =>
        summary.counts[severity].fail -
        policyFindings.filter((finding) => finding.severity === severity).length,
    ),
    open: sum(reports, ({ summary }) => summary.counts[severity].open),
  });
  return { error: of('error'), warning: of('warning'), note: of('note') };
}

/** What stands in the baseline and was found by no shard, in its order; undefined without a baseline. */
function absentOf([first, ...others]: readonly ShardReport[]): readonly AbsentObject[] | undefined {
  if (!first?.absent) return undefined;
  const elsewhere = others.map(({ absent = [] }) => new Set(absent.map(({ fingerprint }) => fingerprint)));
  return first.absent.filter(({ fingerprint }) => elsewhere.every((missing) => missing.has(fingerprint)));
}

function comparisonOf(
  reports: readonly ShardReport[],
  absent: readonly AbsentObject[] | undefined,
): object | undefined {
  const baseline = reports[0]?.summary.baseline;
  if (!baseline || !absent) return undefined;
  return {
    file: baseline.file,
    new: sum(reports, ({ summary }) => summary.baseline?.new ?? 0),
    unchanged: sum(reports, ({ summary }) => summary.baseline?.unchanged ?? 0),
    absent: new Set(absent.map(({ fingerprint }) => fingerprint)).size,
  };
}

/** What all reports together come to. */
export function sum(reports: readonly ShardReport[], count: (report: ShardReport) => number): number {
  return reports.reduce((all, report) => all + count(report), 0);
}
