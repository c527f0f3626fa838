import { InventoryError, RegistryLintError } from '../../model/error.js';
import type { Inventory, Listing, Registry } from '../../model/registry.js';
import type { AccountStanding, UnreadAccount } from '../../model/result.js';
import { Decoder } from '../decode/decoder.js';
import type { RecordKind } from '../decode/record.js';
import { fileSource } from '../file/read.js';
import { type Credentials, type CredentialsProvider, watched } from '../security-center/credentials.js';
import type { Limits } from '../security-center/limits.js';
import { Places } from '../security-center/places.js';
import { ConnectionPool } from '../security-center/pool.js';
import { liveSourceAt } from '../security-center/source.js';
import type { RecordSource, SourceRecord } from '../source.js';
import type { Account, AccountsFile } from './account.js';
import { checkSize } from './file-size.js';
import { Identities } from './identity.js';
import { inOrder } from './in-order.js';
import { listingOf } from './listing.js';

/** Accounts asked at once unless said. */
export const CONCURRENCY = 16;

/** The most that can be asked at once: STS and Security Center throttle whoever asks much more. */
export const MOST_CONCURRENCY = 64;

/** Records that may wait for an account before them. Some 100 MB where they are long. */
const MOST_WAITING = 50_000;

/** Registries handed on at a time. */
const BATCH = 1_000;

/** How far the reading of accounts is. */
export interface AccountsProgress {
  readonly total: number;
  /** Read, or failed. */
  readonly done: number;
  readonly failed: number;
  readonly running: number;
}

/** How accounts are read. */
export interface AccountsOptions {
  /** From 1 to 64; 16 unless said. */
  readonly concurrency?: number | undefined;
  /** Whether accounts without a registry are fine, whatever the file says. */
  readonly allowEmpty?: boolean | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** What roles are assumed with; by default the source of credentials that is configured on this machine. */
  readonly base?: CredentialsProvider | undefined;
  /** Is told all credentials before they are used, to keep them out of a log. */
  readonly onCredentials?: ((credentials: Credentials) => void) | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly onProgress?: ((progress: AccountsProgress) => void) | undefined;
}

/** What came of one account. */
interface Read {
  readonly account: Account;
  readonly kind: RecordKind;
  readonly records: readonly SourceRecord[];
  readonly unread?: UnreadAccount;
}

/**
 * The registries of many accounts, in the order of the accounts. An account that cannot be read whole does not
 * hide the others: nothing comes of it, and `accounts()` says why. Nothing is asked before the batches are.
 *
 * @throws UsageError for what is wrong with the environment, such as its proxy
 */
export async function accountsInventory(
  { file, accounts }: AccountsFile,
  options: AccountsOptions = {},
): Promise<Inventory> {
  const env = options.env ?? process.env;
  const identities = new Identities(env, options.base);
  const pool = new ConnectionPool();
  const places = new Places(env);
  const sources: (readonly [Account, RecordSource])[] = [];
  for (const account of accounts)
    sources.push([account, await sourceOf(account, { identities, places, pool, env }, options)]);
  const origins = new Map(sources.map(([{ name }, { origin }]) => [name, origin]));
  const standings: AccountStanding[] = [];
  return {
    origin: { kind: 'accounts', file },
    accounts: () => standings,
    listing: (account) =>
      listingOf(account === undefined ? [...origins.values()] : [origins.get(account) ?? {}]),
    async *batches() {
      standings.length = 0;
      let index = 0;
      try {
        for await (const read of readAll(sources, options)) {
          standings.push(standingOf(read, origins.get(read.account.name)));
          yield* decoded(read, index);
          index += read.records.length;
        }
      } finally {
        pool.close();
      }
    },
  };
}

function standingOf({ account, records, unread }: Read, asked: Listing = {}): AccountStanding {
  const { name, position } = account;
  const { region, registryType } = asked;
  return {
    account: name,
    position,
    registries: records.length,
    ...(region !== undefined && { region }),
    ...(registryType !== undefined && { registryType }),
    ...(unread && { unread }),
  };
}

function* decoded({ account, kind, records }: Read, index: number): Iterable<readonly Registry[]> {
  // Its own: what stands twice is told within an account.
  const decoder = new Decoder(kind, { account: account.name, index });
  for (let from = 0; from < records.length; from += BATCH) {
    yield records.slice(from, from + BATCH).map(({ raw, location }) => decoder.decode(raw, location));
  }
}

function readAll(
  sources: readonly (readonly [Account, RecordSource])[],
  { concurrency = CONCURRENCY, allowEmpty = false, onProgress = () => undefined }: AccountsOptions,
): AsyncIterable<Read> {
  const counts = { total: sources.length, done: 0, failed: 0, running: 0 };
  const works = sources.map(([account, source]) => async () => {
    counts.running++;
    onProgress(counts);
    const read = await readOne(account, source, allowEmpty);
    counts.running--;
    counts.done++;
    if (read.unread) counts.failed++;
    onProgress(counts);
    return read;
  });
  const bounds = { concurrency, waiting: MOST_WAITING };
  return inOrder(works, bounds, ({ records }) => records.length + 1);
}

/** Never rejects: whatever goes wrong with an account is told of that account. */
async function readOne(account: Account, source: RecordSource, allowEmpty: boolean): Promise<Read> {
  try {
    if (account.from.kind === 'file') checkSize(account.from.file);
    let kind: RecordKind = 'api';
    const records: SourceRecord[] = [];
    for await (const batch of source.batches()) {
      kind = batch.kind;
      for (const record of batch.records) records.push(record);
    }
    if (records.length === 0 && !allowEmpty && !account.allowEmpty) throw empty();
    return { account, kind, records };
  } catch (error) {
    return { account, kind: 'api', records: [], unread: unreadOf(account, source, error) };
  }
}

function empty(): InventoryError {
  return new InventoryError({
    code: 'empty-inventory',
    message: 'no registry was listed, so nothing was checked',
    hint: 'Check the account and its region: mainland China and the rest of the world are separate services. If it is right that there are none, say so with `allowEmpty: true` at the account, or with --allow-empty.',
  });
}

function unreadOf({ name }: Account, { origin }: RecordSource, error: unknown): UnreadAccount {
  if (!(error instanceof RegistryLintError)) {
    // The message is not shown: it may quote what was being read, and that may have been a password.
    const kind = error instanceof Error ? error.constructor.name : typeof error;
    return { account: name, code: 'internal', message: `a mistake in registry-lint itself (${kind})` };
  }
  const { code, hint, location } = error;
  const place = location ? `${location.file}:${location.line}:${location.column}: ` : '';
  const where = origin.file ?? (origin.region && `region ${origin.region}`);
  const told = where === undefined || `${place}${error.message}`.includes(where);
  const message = `${place}${error.message}${told ? '' : ` (${where})`}`;
  return { account: name, code, message, ...(hint !== undefined && { hint }) };
}

/** What all accounts have in common. */
interface Shared {
  readonly identities: Identities;
  readonly places: Places;
  readonly pool: ConnectionPool;
  readonly env: NodeJS.ProcessEnv;
}

async function sourceOf(
  { from }: Account,
  { identities, places, pool, env }: Shared,
  { limits, onCredentials }: AccountsOptions,
): Promise<RecordSource> {
  if (from.kind === 'file') {
    return fileSource(from.file);
  }
  const { region, endpoint, registryType, identity } = from;
  const source = identities.of(identity);
  const credentials = watched(source, onCredentials);
  const { profileRegion } = source;
  return liveSourceAt(places.of({ region, endpoint, profileRegion }), {
    registryType,
    credentials,
    env,
    limits,
    pool,
  });
}
