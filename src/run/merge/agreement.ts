import { digestOf } from '../../inventory/accounts/digest.js';
import { failsGate, isBad } from '../../model/gate.js';
import { severities } from '../../model/severity.js';
import type { ShardReport } from './document.js';

type Counts = ShardReport['summary']['counts'];

/**
 * What in a report does not agree with the rest of it; undefined where all does. Its numbers decide the exit code of
 * the whole, and its results are what people read.
 */
export function disagreementIn(report: ShardReport): string | undefined {
  const { accounts, summary, unread = [], gate, results } = report;
  const notRead = accounts.filter((one) => one.unread);
  if (Number.isNaN(Date.parse(report.startedAt))) return 'does not say when it began';
  const registries = accounts.reduce((sum, one) => sum + one.registries, 0);
  if (registries !== summary.registries || registries !== report.registries.length)
    return 'does not have as many registries as it says';
  if (notRead.length !== unread.length || notRead.some((one) => one.registries > 0))
    return 'does not say of its accounts which could not be read';
  if (!sameNumbers(countsIn(report), summary.counts)) return 'does not have the findings that it counts';
  const accepted = { waiver: 0, baseline: 0 };
  for (const { suppression } of results) if (suppression) accepted[suppression.kind]++;
  if (accepted.waiver !== summary.suppressed.waiver || accepted.baseline !== summary.suppressed.baseline)
    return 'does not have the accepted findings that it counts';
  if (summary.failed !== (notRead.length > 0 || failsGate(summary.counts, gate)))
    return 'does not end as its findings say';
  return undefined;
}

/** Whether the accounts of all reports are those of the accounts file, by name and in its order. */
export function areAllAccounts(reports: readonly ShardReport[]): boolean {
  const names: string[] = [];
  for (const { accounts } of reports) for (const { account, position } of accounts) names[position] = account;
  return reports.every(({ shard }) => shard.all === digestOf(names));
}

/** The findings that nobody has accepted, as the results and those about waivers show them. */
function countsIn({ results, policyFindings }: ShardReport): Counts {
  const counts = { error: none(), warning: none(), note: none() };
  for (const { severity, outcome, suppression } of results) {
    if (!suppression && isBad(outcome)) counts[severity][outcome]++;
  }
  for (const { severity } of policyFindings) counts[severity].fail++;
  return counts;
}

const none = () => ({ fail: 0, open: 0 });

function sameNumbers(a: Counts, b: Counts): boolean {
  return severities.every((severity) => {
    const [one, other] = [a[severity], b[severity]];
    return one.fail === other.fail && one.open === other.open;
  });
}
