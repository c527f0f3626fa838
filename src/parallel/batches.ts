import { setImmediate } from 'node:timers/promises';
import type { Tally } from '../engine/tally.js';
import { Decoder } from '../inventory/decode/decoder.js';
import { jsonRecords } from '../inventory/file/json-records.js';
import { parseLooseRecord } from '../inventory/file/parse-record.js';
import { fileChunks, isNamedYaml } from '../inventory/file/read.js';
import type { Inventory, Registry } from '../model/registry.js';
import type { Policy } from '../model/rule.js';
import { BlockReader } from './blocks.js';
import { Pool, type Screened } from './pool.js';
import { plainRules } from './rules.js';
import { BROKEN, Screen, type Screening, screenBlock } from './screen.js';

/** Blocks that are under way or done before the first of them is dealt with. */
const MOST_PENDING = 16;

/** Where the threads come from, and how many there are to be, this one among them. */
export interface Threads {
  /** The bundle of worker.ts. */
  readonly worker: string;
  readonly count: number;
}

/**
 * The registries of a file that need to be looked at, in the order of the file; all others are counted in the
 * tally. Only a file with one record a line can be taken apart; for any other this is the inventory as it is.
 * What comes of it is the same to the byte, whichever way is taken.
 */
export async function* screenedBatches(
  inventory: Inventory,
  file: string,
  policy: Policy,
  tally: Tally,
  { worker, count }: Threads,
): AsyncGenerator<readonly Registry[]> {
  // The lines of a file that is called YAML may look like JSON, and mean something else or nothing.
  const blocks = isNamedYaml(file) ? undefined : attempt(() => new BlockReader(file));
  // What a file is that cannot be read, or has nothing in it, is said by the one that reads it.
  if (!blocks || blocks.count === 0) return yield* inventory.batches();
  const screen = new Screen(policy.rules);
  const reader = new Reader(file, tally, screen);
  const pool = new Pool(worker, Math.min(count, blocks.count) - 1, { file, rules: plainRules(policy) });
  try {
    for await (const { index, done } of screenedBlocks(blocks, pool, screen)) {
      const screening = await done;
      if (screening === BROKEN) return yield* index === 0 ? inventory.batches() : reader.rest();
      yield reader.take(screening, () => blocks.read(index) ?? Buffer.alloc(0));
    }
  } finally {
    blocks.close();
    await pool.close();
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** A block that is under way, or done. */
interface Pending {
  readonly index: number;
  readonly done: Promise<Screened> | Screened;
}

/** Blocks in order, each screened in another thread or, when all have enough to do, in this one. */
async function* screenedBlocks(blocks: BlockReader, pool: Pool, screen: Screen): AsyncGenerator<Pending> {
  const pending: Pending[] = [];
  for (let index = 0; index < blocks.count; index++) {
    pending.push({ index, done: pool.offer(index) ?? screenBlock(blocks, index, screen) });
    // What other threads send is received in between.
    if (pool.size > 0) await setImmediate();
    while (pending.length > MOST_PENDING || isReady(pending[0])) yield* pending.splice(0, 1);
  }
  yield* pending;
}

function isReady(pending: Pending | undefined): boolean {
  return pending !== undefined && !(pending.done instanceof Promise);
}

/** Goes through screened blocks in order, and keeps what depends on the order: positions, lines, identities. */
class Reader {
  readonly #file: string;
  readonly #tally: Tally;
  readonly #screen: Screen;
  readonly #decoder = new Decoder('api');
  #line = 1;
  #offset = 0;

  constructor(file: string, tally: Tally, screen: Screen) {
    this.#file = file;
    this.#tally = tally;
    this.#screen = screen;
  }

  /**
   * The registries of a block that need to be looked at. The others are counted.
   *
   * @param read reads the block once more
   */
  take(screening: Screening, read: () => Buffer): readonly Registry[] {
    const { count, ids, accounts, look, length, ...counted } = screening;
    const registries: Registry[] = [];
    let account = '';
    let run = 0;
    let looked = 0;
    for (let at = 0; at < count; at++) {
      if (accounts[run]?.[0] === at) account = accounts[run++]?.[1] ?? '';
      const line = look[looked];
      if (line?.position === at) {
        registries.push(this.#decode(line.text));
        looked++;
      } else if (!this.#decoder.skip(account, ids[at] ?? 0)) {
        registries.push(this.#repeated(lineAt(read(), at)));
      }
      this.#line++;
    }
    this.#offset += length;
    this.#tally.add({ registries: count - look.length, ...counted });
    return registries;
  }

  /** Everything from the last block on, the careful way, since a line there is no record. */
  async *rest(): AsyncGenerator<readonly Registry[]> {
    const chunks = fileChunks(this.#file, this.#offset);
    for await (const { records } of jsonRecords(chunks, this.#file, true, this.#line - 1)) {
      yield records.map(({ raw, location }) => this.#decoder.decode(raw, location));
    }
  }

  #decode(text: string): Registry {
    const record = parseLooseRecord(text);
    if (!record) throw new Error('what was screened as a record is none');
    return this.#decoder.decode(record, { file: this.#file, line: this.#line, column: 1 });
  }

  /** A registry that passes but has the id of another. It has been counted, and will be again. */
  #repeated(text: string): Registry {
    const registry = this.#decode(text);
    const counted = this.#screen.counters();
    this.#screen.passes(registry, counted);
    const { passed, notApplicable, applied } = counted;
    this.#tally.add({ registries: -1, passed: -passed, notApplicable: -notApplicable, applied });
    return registry;
  }
}

/** A line by its position, which is there. */
function lineAt(bytes: Buffer, position: number): string {
  let from = 0;
  for (let line = 0; line < position; line++) from = bytes.indexOf('\n', from) + 1;
  const end = bytes.indexOf('\n', from);
  return bytes.toString('utf8', from, end < 0 ? bytes.length : end);
}
