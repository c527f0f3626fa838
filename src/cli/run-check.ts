import { exitCodes } from '../model/error.js';
import type { Inventory } from '../model/registry.js';
import { baselineOf } from './baseline-of.js';
import type { CheckOptions } from './check-options.js';
import { choosePolicy } from './choose-policy.js';
import type { HistoryStore } from './history-store.js';
import { systemLanguage } from './language.js';
import { Progress } from './progress.js';
import { readsOf } from './same-file.js';
import { endOnSignals } from './signals.js';
import { openSource } from './source.js';
import type { Target } from './targets.js';
import { threadsFor } from './threads.js';

/** Checks an inventory against a policy, and tells the exit code. */
export async function runCheck(options: CheckOptions, targets: readonly Target[]): Promise<number> {
  const startedAt = new Date();
  const progress = new Progress();
  endOnSignals(() => progress.stop());
  const source = await openSource(options, progress);
  const policy = await choosePolicy(options.policy, process.cwd(), options.waivers);
  const baseline = await baselineOf(options.baseline);
  const history = await historyOf(options);
  const { Outputs } = await import('./outputs.js');
  const reads = readsOf(options, policy);
  const lang = options.lang ?? systemLanguage(process.env);
  const outputs = new Outputs(targets, reads, lang, () => progress.stop());
  try {
    const { inventoryOf } = await import('../inventory/source.js');
    const { lint } = await import('../lint.js');
    const inventory = counted(inventoryOf(source), progress);
    const summary = await lint(history?.recorder.watch(inventory) ?? inventory, policy, {
      failOn: options.failOn,
      failOnOpen: options.allowOpen !== true,
      allowEmpty: options.allowEmpty === true,
      includePass: options.includePass === true,
      threads: history ? undefined : threadsFor(options.inventory, options.threads),
      baseline,
      reports: history ? [...outputs.reports, history.recorder] : outputs.reports,
      startedAt,
    });
    progress.stop();
    outputs.commit();
    history?.append();
    return summary.failed ? exitCodes.findings : exitCodes.clean;
  } finally {
    progress.stop();
    outputs.discard();
  }
}

/** The history that the check is to be added to; nothing of it is loaded where there is none. */
async function historyOf({ history, threads }: CheckOptions): Promise<HistoryStore | undefined> {
  if (history === undefined) return undefined;
  const { HistoryStore, refuseThreads } = await import('./history-store.js');
  refuseThreads(threads);
  return new HistoryStore(history);
}

/** Says now and then how far it is. */
export function counted(inventory: Inventory, progress: Progress): Inventory {
  return {
    origin: inventory.origin,
    async *batches() {
      let count = 0;
      for await (const batch of inventory.batches()) {
        yield batch;
        count += batch.length;
        progress.say(`${count} registries checked`);
      }
    },
  };
}
