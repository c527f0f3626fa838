import { openAccounts } from '../cli/commands/accounts.js';
import type { Reads } from '../cli/terminal/same-file.js';
import { interruptible } from '../cli/terminal/signals.js';
import { tell } from '../cli/terminal/terminal.js';
import type { LiveProgress } from '../inventory/security-center/progress.js';
import type { Inventory } from '../model/registry.js';
import type { Shard } from '../model/result.js';
import type { Inputs, SourceInputs } from './inputs.js';

/** Where the inputs say that registries come from. Nothing is read yet. */
export async function openInventory(
  { source: inputs, allowPath }: Pick<Inputs, 'source' | 'allowPath'>,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly inventory: Inventory; readonly shard?: Shard | undefined; readonly reads: Reads }> {
  const { inventoryOf } = await import('../inventory/source.js');
  if (inputs.accounts !== undefined) return accountsOf(inputs.accounts, { ...inputs, allowPath }, env);
  if (inputs.inventory === undefined) return { inventory: await liveInventory(inputs, env), reads: {} };
  const { fileSource } = await import('../inventory/file/read.js');
  return { inventory: inventoryOf(interruptible(fileSource(inputs.inventory), inputs.inventory)), reads: {} };
}

async function accountsOf(
  file: string,
  { role, ...options }: SourceInputs & Pick<Inputs, 'allowPath'>,
  env: NodeJS.ProcessEnv,
) {
  const { maskCredentials, roleOfInputs } = await import('./credentials.js');
  const { watched } = await import('../inventory/security-center/credentials.js');
  const { CredentialSources } = await import('../inventory/security-center/sources.js');
  const base = role ? roleOfInputs(env) : new CredentialSources(env).first();
  const { inventory, shard, files } = await openAccounts(file, {
    ...options,
    base: watched(base, maskCredentials),
    onCredentials: maskCredentials,
  });
  const reads = { 'the accounts file': [file], 'the inventory of an account': files };
  return { inventory: withRole(inventory, role, env), shard, reads };
}

async function liveInventory({ role, ...options }: SourceInputs, env: NodeJS.ProcessEnv): Promise<Inventory> {
  const { liveSource } = await import('../inventory/security-center/source.js');
  const { inventoryOf } = await import('../inventory/source.js');
  const { tellCentre } = await import('../cli/centre-notes.js');
  const { maskCredentials, roleOfInputs } = await import('./credentials.js');
  const credentials = role ? roleOfInputs(env) : undefined;
  tellCentre({ ...options, credentials }, 'region: ap-southeast-1');
  const live = { ...options, credentials, onCredentials: maskCredentials, onProgress: told };
  const inventory = inventoryOf(liveSource(live));
  return withRole(inventory, role, env);
}

/** The token by which a role is assumed is there while the inventory is read, and no longer. */
function withRole(inventory: Inventory, role: SourceInputs['role'], env: NodeJS.ProcessEnv): Inventory {
  if (!role) return inventory;
  return {
    ...inventory,
    async *batches() {
      const prepared = await (await import('./role.js')).prepareRole(role, env);
      try {
        yield* inventory.batches();
      } finally {
        prepared.forget();
      }
    },
  };
}

/** A call that is made again is worth a line in the log. */
function told({ phase, waitMs = 0, reason }: LiveProgress): void {
  if (phase !== 'retry') return;
  tell(`Asking again in ${(waitMs / 1000).toFixed(1)} s: ${reason ?? 'the last call failed'}`);
}
