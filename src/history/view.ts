import type { FindingState, FixedFinding, HistoryView } from '../model/compliance.js';
import type { Day } from '../model/waiver.js';
import { factsOf } from './format.js';
import type { Changes, Lifecycle, Lifecycles } from './lifecycle.js';
import { type History, statesOf } from './read.js';
import type { HistoryFinding, HistoryRun, RunFacts } from './run.js';
import { dayOf, daysOf, Sum } from './sum.js';

/** How a finding of a run stands beside the runs before. */
export interface Seen {
  readonly state: FindingState;
  /** The day on which it was first seen since it was last fixed. */
  readonly since: Day;
}

/** What earlier runs say of a run, and of each of its findings. */
export interface RunView {
  readonly view: HistoryView;
  /** By fingerprint, for every finding of the run. */
  readonly findings: ReadonlyMap<string, Seen>;
}

/**
 * A run beside those before it that looked at the same: runs of another scope, and runs that began later, count for
 * nothing. The run need not be in the history; where it is, it is not compared with itself.
 */
export function viewOf(history: History, run: HistoryRun): RunView {
  const summed = new Sum();
  for (const state of statesOf(history, run.scope)) {
    if (state.run.startedAt > run.startedAt) break;
    if (!isSame(state.run, run)) summed.addStored(state);
  }
  const { previous, previousFailed } = summed;
  const changes = summed.add(run, new Map(run.findings.map((finding) => [finding.fingerprint, finding])));
  return {
    view: {
      ...(previous !== undefined && { previous }),
      ...(previousFailed !== undefined && { previousFailed }),
      days: [...summed.days.values()],
      ...counts(changes),
      fixed: changes.fixed.map(fixedFinding),
      unchecked: changes.unchecked.length,
      carried: changes.carried.length,
      ...meanOf(summed),
    },
    findings: seen(changes, summed.lifecycles),
  };
}

/** The mean where anything was ever fixed. */
function meanOf({ meanDaysToFix }: Sum): Pick<HistoryView, 'meanDaysToFix'> {
  return meanDaysToFix === undefined ? {} : { meanDaysToFix };
}

function counts({ states }: Changes): Record<FindingState, number> {
  const counted = { new: 0, reopened: 0, known: 0 };
  for (const state of states.values()) counted[state]++;
  return counted;
}

function seen({ states }: Changes, lifecycles: Lifecycles): Map<string, Seen> {
  const all = new Map<string, Seen>();
  for (const [fingerprint, state] of states) {
    const since = lifecycles.get(fingerprint)?.periods.at(-1)?.from;
    if (since !== undefined) all.set(fingerprint, { state, since: dayOf(since) });
  }
  return all;
}

function fixedFinding({ finding, periods }: Lifecycle): FixedFinding {
  const last = periods.at(-1);
  const { rule, severity, fingerprint, account = '' } = finding;
  return {
    rule,
    severity,
    fingerprint,
    account,
    registry: registryName(finding),
    since: dayOf(last?.from ?? ''),
    days: daysOf(last),
  };
}

/** As the text report names what is no longer found: `harbor/cn-hangzhou/legacy-harbor#70102`. */
function registryName({ type, region, name, id }: HistoryFinding): string {
  const path = [type, region, name].filter((part) => part !== undefined && part !== '').join('/');
  return id === undefined ? path : `${path}#${id}`;
}

/** What began in the same millisecond and says the same is the same run. */
function isSame(one: RunFacts, other: RunFacts): boolean {
  return one.startedAt === other.startedAt && JSON.stringify(factsOf(one)) === JSON.stringify(factsOf(other));
}
