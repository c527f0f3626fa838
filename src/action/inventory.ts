import { interruptible } from '../cli/signals.js';
import { tell } from '../cli/terminal.js';
import type { LiveProgress } from '../inventory/live/progress.js';
import { RegistryLintError } from '../model/error.js';
import type { Inventory, Registry } from '../model/registry.js';
import type { SourceInputs } from './inputs.js';

/** Where the inputs say that registries come from. Nothing is read yet. */
export async function openInventory(inputs: SourceInputs, env: NodeJS.ProcessEnv): Promise<Inventory> {
  const { inventoryOf } = await import('../inventory/source.js');
  if (inputs.inventory === undefined) return liveInventory(inputs, env);
  const { fileSource } = await import('../inventory/file/read.js');
  return inventoryOf(interruptible(fileSource(inputs.inventory), inputs.inventory));
}

async function liveInventory({ role, ...options }: SourceInputs, env: NodeJS.ProcessEnv): Promise<Inventory> {
  const { liveSource } = await import('../inventory/live/source.js');
  const { inventoryOf } = await import('../inventory/source.js');
  // A key in the environment is found without the chain, which is slow to load.
  if (env['ALIBABA_CLOUD_ACCESS_KEY_ID']) return inventoryOf(liveSource({ ...options, onProgress: told }));
  const { DefaultChain } = await import('./credentials.js');
  const credentials = new DefaultChain(role !== undefined);
  const inventory = inventoryOf(liveSource({ ...options, credentials, onProgress: told }));
  const reason = (): RegistryLintError | undefined => credentials.refusal();
  return {
    ...inventory,
    async *batches() {
      const prepared = role && (await (await import('./role.js')).prepareRole(role, env));
      try {
        yield* withReason(inventory, reason);
      } finally {
        prepared?.forget();
      }
    },
  };
}

/** Says why there are no credentials where the reason is known. */
async function* withReason(
  inventory: Inventory,
  reason: () => RegistryLintError | undefined,
): AsyncGenerator<readonly Registry[]> {
  try {
    yield* inventory.batches();
  } catch (error) {
    const missing = error instanceof RegistryLintError && error.code === 'no-credentials';
    throw (missing && reason()) || error;
  }
}

/** A call that is made again is worth a line in the log. */
function told({ phase, waitMs = 0, reason }: LiveProgress): void {
  if (phase !== 'retry') return;
  tell(`Asking again in ${(waitMs / 1000).toFixed(1)} s: ${reason ?? 'the last call failed'}`);
}
