import type {
  AccountsProgress,
  AccountsOptions as ReadingOptions,
} from '../../inventory/accounts/inventory.js';
import type { ShardChoice } from '../../inventory/accounts/shard.js';
import { counted } from '../../model/counted.js';
import { UsageError } from '../../model/error.js';
import type { Inventory } from '../../model/registry.js';
import type { Shard } from '../../model/result.js';
import { refuseGiven } from '../options/refuse-given.js';
import { wholeNumber } from '../options/whole-number.js';
import type { Progress } from '../terminal/progress.js';

/** What the command line says of an accounts file. */
export interface AccountsOptions {
  readonly accounts?: string;
  readonly concurrency?: number;
  /** Hosts that the accounts file may name beside those of Alibaba Cloud. */
  readonly allowEndpoint?: readonly string[];
}

/** What it says of a run that is a part of one. */
export interface ShardOptions {
  readonly shard?: string;
  readonly startedAt?: Date;
}

/** The most accounts that are asked at once; src/inventory/accounts has the same, and is not loaded to parse options. */
export const MOST_AT_ONCE = 64;

/** How many accounts are asked at once. Throws a `UsageError` for what is no such number. */
export function concurrency(text: string): number {
  const wanted = 'a number of accounts that can be asked at once';
  return wholeNumber(text, MOST_AT_ONCE, { code: 'bad-concurrency', wanted });
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** When a run began. Waivers are judged on that day, so it cannot be just any: a `UsageError` else. */
export function startOf(text: string): Date {
  const time = parsedTime(text);
  if (time !== undefined && isOfLastDay(time)) return time;
  throw badStart(text, 'a time of the last 24 hours');
}

/** The same for what need not be of the last day. */
export function timeOf(text: string): Date {
  const time = parsedTime(text);
  if (time) return time;
  throw badStart(text, 'a time that has passed');
}

/** Whether what is seen now can be said to be of that time. */
export const isOfLastDay = (time: Date): boolean => Date.now() - time.getTime() < DAY_MS;

/** Undefined for what is no time, or has not come. */
function parsedTime(text: string): Date | undefined {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  // Clocks of machines differ by seconds.
  return Date.now() - time > -60_000 ? new Date(time) : undefined;
}

function badStart(text: string, wanted: string): UsageError {
  return new UsageError({
    code: 'bad-start',
    message: `${JSON.stringify(text.slice(0, 60))} is not ${wanted}`,
    hint: 'Write it in UTC, as `date -u +%Y-%m-%dT%H:%M:%SZ` does.',
  });
}

/** What an accounts file comes to. */
export interface OpenAccounts {
  readonly inventory: Inventory;
  readonly shard: Shard | undefined;
  /** The files that stand for accounts. */
  readonly files: readonly string[];
}

/** The accounts of a file, or of it those of a shard. Nothing is asked yet. */
export async function openAccounts(
  file: string,
  options: AccountsOptions & { readonly shard?: string; readonly allowPath?: readonly string[] } & Pick<
      ReadingOptions,
      'allowEmpty' | 'base' | 'onCredentials'
    >,
  onProgress?: (event: AccountsProgress) => void,
): Promise<OpenAccounts> {
  const { parseShard, accountsOf } = await import('../../inventory/accounts/shard.js');
  const choice: ShardChoice | undefined = options.shard === undefined ? undefined : parseShard(options.shard);
  const { readAccounts } = await import('../../inventory/accounts/read.js');
  const all = await readAccounts(file, process.cwd(), options);
  const { accounts, shard } = choice
    ? accountsOf(all.accounts, choice)
    : { accounts: all.accounts, shard: undefined };
  const { tellCentres } = await import('../centre-notes.js');
  tellCentres(accounts, process.env);
  const { accountsInventory } = await import('../../inventory/accounts/inventory.js');
  const inventory = await accountsInventory({ file, accounts }, { ...options, onProgress });
  return {
    inventory,
    shard,
    files: accounts.flatMap(({ from }) => (from.kind === 'file' ? [from.file] : [])),
  };
}

/** Says how far the reading of accounts is, and when it may end. */
export function teller(progress: Progress): (event: AccountsProgress) => void {
  const began = performance.now();
  return (event) => progress.say(() => toldProgress(event, performance.now() - began));
}

/**
 * `12 of 20 accounts read, 8 in flight, 1 failed, some 3 s left`
 *
 * @param elapsedMs since the first was asked
 */
export function toldProgress({ total, done, failed, running }: AccountsProgress, elapsedMs: number): string {
  const leftMs = done === 0 ? undefined : (elapsedMs / done) * (total - done);
  const parts = [
    `${done} of ${counted(total, 'account')} read`,
    `${running} in flight`,
    `${failed} failed`,
    ...(leftMs === undefined ? [] : [`some ${Math.ceil(leftMs / 1000)} s left`]),
  ];
  return parts.join(', ');
}

/** Refuses what would do nothing, or would be asked for twice. */
export function refuseBesideAccounts(options: AccountsOptions & ShardOptions & OtherSources): void {
  const { accounts, inventory, profile, region, endpoint, registryType } = options;
  if (accounts === undefined) {
    refuseWithoutAccounts(options);
    return;
  }
  refuseGiven(
    { inventory, profile, region, endpoint, registryType },
    {
      code: 'conflicting-options',
      message: (option) =>
        `${option} and --accounts cannot stand together: the accounts file says what is read`,
      hint: 'Leave one of the two out.',
    },
  );
}

interface OtherSources {
  readonly inventory?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly registryType?: string;
}

function refuseWithoutAccounts({ concurrency, shard, allowEndpoint }: AccountsOptions & ShardOptions): void {
  refuseGiven(
    { concurrency, shard, allowEndpoint },
    {
      code: 'conflicting-options',
      message: (option) => `${option} is for many accounts, and there is no --accounts`,
      hint: 'Give an accounts file, or leave the option out.',
    },
  );
}
