import { counted } from '../model/counted.js';
import type { Inventory } from '../model/registry.js';
import type { Shard } from '../model/result.js';
import {
  type AccountsOptions,
  openAccounts,
  refuseBesideAccounts,
  type ShardOptions,
  teller,
} from './commands/accounts.js';
import { openSource, type SourceOptions } from './options/source.js';
import type { Progress } from './terminal/progress.js';
import type { Reads } from './terminal/same-file.js';

/** Everything that a command line can say of where registries come from. */
export interface InventoryOptions extends SourceOptions, AccountsOptions, ShardOptions {
  readonly allowEmpty?: boolean | undefined;
  /** Directories outside of the root whose files the accounts file may name. */
  readonly allowPath?: readonly string[];
}

/** An inventory of which nothing has been read yet. */
export interface OpenInventory {
  readonly inventory: Inventory;
  /** Set where it is a part of the accounts. */
  readonly shard?: Shard | undefined;
  /** What is read beside a single inventory. */
  readonly reads: Reads;
}

/**
 * Where the options say that registries come from: one account, a file, or the accounts of a file.
 *
 * @param now when the run began
 */
export async function openInventory(
  options: InventoryOptions,
  progress: Progress,
  now: Date,
): Promise<OpenInventory> {
  refuseBesideAccounts(options);
  const { accounts, profile, region, endpoint, registryType, inventory } = options;
  if (accounts === undefined) {
    const source = await openSource(
      {
        ...(inventory !== undefined && { inventory }),
        ...(profile !== undefined && { profile }),
        ...(region !== undefined && { region }),
        ...(endpoint !== undefined && { endpoint }),
        ...(registryType !== undefined && { registryType }),
      },
      progress,
    );
    const { inventoryOf } = await import('../inventory/source.js');
    return { inventory: watched(inventoryOf(source, now), progress), reads: {} };
  }
  const opened = await openAccounts(accounts, options, teller(progress));
  const reads = { 'the accounts file': [accounts], 'the inventory of an account': opened.files };
  return { inventory: opened.inventory, shard: opened.shard, reads };
}

/** Says now and then how far it is. */
function watched(inventory: Inventory, progress: Progress): Inventory {
  return {
    ...inventory,
    async *batches() {
      let count = 0;
      for await (const batch of inventory.batches()) {
        yield batch;
        count += batch.length;
        progress.say(`${counted(count, 'registry', 'registries')} checked`);
      }
    },
  };
}
