import type { DayStanding } from '../model/compliance.js';
import type { Lifecycle } from './lifecycle.js';
import { type History, statesOf } from './read.js';
import { type Scope, scopeKey } from './run.js';
import { Sum } from './sum.js';

/** What all runs of one scope say together. */
export interface Overview {
  readonly scope: Scope;
  readonly runs: number;
  /** The standing of each day that has a run, the last one of the day, oldest first. */
  readonly days: readonly DayStanding[];
  readonly meanDaysToFix: number | undefined;
  /** Every finding that any run had. */
  readonly findings: readonly Lifecycle[];
}

/** The scopes of a history, the one with the oldest run first. */
export function overviewsOf(history: History): readonly Overview[] {
  const scopes = new Map(history.runs.map(({ facts: { scope } }) => [scopeKey(scope), scope]));
  return [...scopes.values()].map((scope) => overviewOf(history, scope));
}

function overviewOf(history: History, scope: Scope): Overview {
  const sum = new Sum();
  let runs = 0;
  for (const state of statesOf(history, scope)) {
    sum.addStored(state);
    runs++;
  }
  const { days, lifecycles, meanDaysToFix } = sum;
  return {
    scope,
    runs,
    days: [...days.values()],
    meanDaysToFix,
    findings: [...lifecycles].map(({ finding, periods, lastSeen }) => ({ finding, periods, lastSeen })),
  };
}
