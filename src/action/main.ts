import { setFailed } from '@actions/core';
import { baselineOf } from '../cli/baseline-of.js';
import { refuseIdleProbes } from '../cli/idle-probes.js';
import { choosePolicy } from '../cli/options/choose-policy.js';
import { readsOf } from '../cli/terminal/same-file.js';
import { endOnSignals } from '../cli/terminal/signals.js';
import { withProbes } from '../cli/with-probes.js';
import type { HistoryStore } from '../history/store.js';
import { loadMessages } from '../messages/messages.js';
import { exitCodeOf } from '../model/error.js';
import type { Summary } from '../model/result.js';
import { lint } from '../run/lint.js';
import { type Inputs, readInputs } from './inputs.js';
import { openInventory } from './inventory.js';
import { failureLine, tellOutcome } from './outcome.js';
import { Reports } from './reports.js';
import { maskEnvironment } from './secrets.js';
import { writeAtOnce } from './standard-output.js';
import { refuseUntrustedCheckout } from './untrusted-checkout.js';

let ended = false;

async function main(): Promise<void> {
  writeAtOnce();
  maskEnvironment(process.env);
  // Until the run has decided, whatever ends the program must not look like a clean one.
  process.exitCode = 1;
  // Even where telling it fails, as when nobody reads what is written: to try again would go on for ever.
  process.on('uncaughtException', (error) => void fail(error).finally(() => process.exit(1)));
  process.on('exit', () => {
    if (!ended) setFailed('ended before anything was decided');
  });
  // The runner cancels a job by signals: what waits for the exit has to have its turn.
  endOnSignals(() => {});
  try {
    const inputs = readInputs(process.env);
    refuseUntrustedCheckout(inputs, process.env, process.cwd());
    const summary = await check(inputs);
    tellOutcome(summary, inputs);
    ended = true;
    if (exitCodeOf(summary) === 0) process.exitCode = 0;
    else setFailed(failureLine(summary, inputs, await loadMessages(inputs.lang)));
  } catch (error) {
    await fail(error);
  }
}

async function check(inputs: Inputs): Promise<Summary> {
  const startedAt = inputs.startedAt ?? new Date();
  const { inventory: listed, shard, reads } = await openInventory(inputs, process.env);
  const policy = await choosePolicy(inputs.policy, process.cwd(), {
    waivers: inputs.waivers,
    floor: inputs.floor,
    allowPaths: inputs.allowPath,
  });
  if (inputs.probe) refuseIdleProbes(policy);
  const inventory = await withProbes(listed, inputs.probe ? { now: startedAt } : undefined);
  const baseline = await baselineOf(inputs.baseline);
  const history = await historyOf(inputs);
  const reports = new Reports(
    inputs,
    { ...readsOf({ ...inputs, ...inputs.source }, policy), ...reads },
    process.env,
  );
  try {
    await reports.open(inputs);
    const summary = await lint(history?.recorder.watch(inventory) ?? inventory, policy, {
      failOn: inputs.failOn,
      failOnOpen: !inputs.allowOpen,
      allowEmpty: inputs.allowEmpty,
      baseline,
      reports: history ? [...reports.all, history.recorder] : reports.all,
      startedAt,
      shard,
    });
    reports.commit();
    history?.append();
    return summary;
  } finally {
    reports.discard();
  }
}

/** The history that the run is to be added to; nothing of it is loaded where there is none. */
async function historyOf({ history }: Inputs): Promise<HistoryStore | undefined> {
  if (history === undefined) return undefined;
  const { HistoryStore } = await import('../history/store.js');
  return new HistoryStore(history, { hint: 'Check the input history.' });
}

async function fail(error: unknown): Promise<void> {
  ended = true;
  process.exitCode = 1;
  const { failUndecided } = await import('./failure.js');
  failUndecided(error, process.env);
}

void main();
