import { exitCodes } from '../model/error.js';
import type { Inventory } from '../model/registry.js';
import { baselineOf } from './baseline-of.js';
import type { CheckOptions } from './check-options.js';
import { choosePolicy } from './choose-policy.js';
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
  const { Outputs } = await import('./outputs.js');
  const reads = readsOf(options, policy);
  const lang = options.lang ?? systemLanguage(process.env);
  const outputs = new Outputs(targets, reads, lang, () => progress.stop());
  try {
    const { inventoryOf } = await import('../inventory/source.js');
    const { lint } = await import('../lint.js');
    const summary = await lint(counted(inventoryOf(source), progress), policy, {
      failOn: options.failOn,
      failOnOpen: options.allowOpen !== true,
      allowEmpty: options.allowEmpty === true,
      includePass: options.includePass === true,
      threads: threadsFor(options.inventory, options.threads),
      baseline,
      reports: outputs.reports,
      startedAt,
    });
    progress.stop();
    outputs.commit();
    return summary.failed ? exitCodes.findings : exitCodes.clean;
  } finally {
    progress.stop();
    outputs.discard();
  }
}

/** Says now and then how far it is. */
export function counted(inventory: Inventory, progress: Progress): Inventory {
  return {
    ...inventory,
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
