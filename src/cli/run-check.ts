import type { HistoryStore } from '../history/store.js';
import { exitCodeOf, exitCodes } from '../model/error.js';
import type { Summary } from '../model/result.js';
import { formats } from '../report/formats.js';
import { baselineOf } from './baseline-of.js';
import { refuseIdleProbes } from './idle-probes.js';
import { openInventory } from './open-inventory.js';
import { type CheckOptions, policyOptions } from './options/check.js';
import { choosePolicy } from './options/choose-policy.js';
import { systemLanguage } from './options/language.js';
import { probesOf } from './options/probe.js';
import type { OutputTarget } from './options/targets.js';
import { Progress } from './terminal/progress.js';
import { readsOf } from './terminal/same-file.js';
import { endOnSignals } from './terminal/signals.js';
import { withProbes } from './with-probes.js';

/** Checks an inventory against a policy, and tells the exit code. */
export async function runCheck(
  options: CheckOptions,
  targets: readonly OutputTarget<'check'>[],
): Promise<number> {
  const startedAt = options.startedAt ?? new Date();
  const progress = new Progress();
  endOnSignals(() => progress.stop());
  const probes = probesOf(options, startedAt, progress);
  const { inventory, shard, reads: ofAccounts } = await openInventory(options, progress, startedAt);
  const policy = await choosePolicy(options.policy, process.cwd(), policyOptions(options));
  if (probes) refuseIdleProbes(policy);
  const baseline = await baselineOf(options.baseline);
  const history = await historyOf(options);
  const { openOutputs } = await import('./terminal/outputs.js');
  const reads = { ...readsOf(options, policy), ...ofAccounts };
  const lang = options.lang ?? systemLanguage(process.env);
  const outputs = await openOutputs(targets, {
    reads,
    lang,
    isShard: shard !== undefined,
    beforeText: () => progress.stop(),
  });
  try {
    const { lint } = await import('../run/lint.js');
    const seen = await withProbes(inventory, probes);
    const summary = await lint(history?.recorder.watch(seen) ?? seen, policy, {
      failOn: options.failOn,
      failOnOpen: options.allowOpen !== true,
      allowEmpty: options.allowEmpty === true,
      includePass: options.includePass === true,
      baseline,
      reports: history ? [...outputs.reports, history.recorder] : outputs.reports,
      startedAt,
      shard,
    });
    progress.stop();
    outputs.commit();
    if (summary.unread) (await import('./unread.js')).tellUnread(summary);
    history?.append();
    await tellVerdict(summary, options, targets);
    return exitCodeOf(summary);
  } finally {
    progress.stop();
    outputs.discard();
  }
}

/** Says why the run fails, beside an output in which nobody reads it. */
async function tellVerdict(
  summary: Summary,
  options: CheckOptions,
  targets: readonly OutputTarget<'check'>[],
): Promise<void> {
  if (exitCodeOf(summary) !== exitCodes.findings || targets.some(saysVerdict)) return;
  (await import('./terminal/verdict.js')).tellVerdict(summary.counts, options);
}

/** Whether whoever reads standard output finds the verdict there. */
const saysVerdict = ({ format, file }: OutputTarget<'check'>): boolean =>
  file === undefined && (format === formats.text || format === formats.json);

/** The history that the check is to be added to; nothing of it is loaded where there is none. */
async function historyOf({ history, shard }: CheckOptions): Promise<HistoryStore | undefined> {
  if (history === undefined) return undefined;
  const { openHistoryStore, refuseShard } = await import('./history-store.js');
  refuseShard(shard);
  return openHistoryStore(history);
}
