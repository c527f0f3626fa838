import type { Tally } from '../engine/tally.js';
import { Decoder } from '../inventory/decode/decoder.js';
import { jsonRecords } from '../inventory/file/json-records.js';
import { parseLooseRecord } from '../inventory/file/parse-record.js';
import { fileChunks } from '../inventory/file/read.js';
import { decodeUtf8 } from '../inventory/file/utf8.js';
import type { Inventory, Registry } from '../model/registry.js';
import type { Policy } from '../model/rule.js';
import { type Block, blocksOf } from './blocks.js';
import { Pool, type Screened } from './pool.js';
import { plainRules } from './rules.js';
import { BROKEN, Screen, type Screening } from './screen.js';

/** Blocks that are under way or done before the first of them is dealt with. */
const MOST_PENDING = 4;

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
  const screen = new Screen(policy.rules);
  const reader = new Reader(file, tally, screen);
  const pool = new Pool(worker, count - 1, plainRules(policy));
  let isEmpty = true;
  try {
    for await (const { block, done } of screenedBlocks(file, pool, screen)) {
      const { screening, bytes } = await done;
      isEmpty = false;
      if (screening === BROKEN)
        return yield* block.offset === 0 ? inventory.batches() : reader.rest(block.offset);
      yield reader.take(bytes, screening);
    }
    // What a file with nothing in it is, is said by the one that reads it.
    if (isEmpty) yield* inventory.batches();
  } finally {
    await pool.close();
  }
}

interface Pending {
  readonly block: Block;
  readonly done: Promise<Screened> | Screened;
}

/** Blocks in order, each under way in another thread or done in this one. */
async function* screenedBlocks(file: string, pool: Pool, screen: Screen): AsyncGenerator<Pending> {
  const pending: Pending[] = [];
  const isReady = (one: Pending | undefined) => one !== undefined && !(one.done instanceof Promise);
  for await (const block of blocksOf(file)) {
    const { bytes } = block;
    pending.push({ block, done: pool.offer(bytes) ?? { bytes, screening: screen.screen(bytes) } });
    while (pending.length > MOST_PENDING || isReady(pending[0])) yield* pending.splice(0, 1);
  }
  yield* pending;
}

/** Goes through screened blocks in order, and keeps what depends on the order: positions, lines, identities. */
class Reader {
  readonly #file: string;
  readonly #tally: Tally;
  readonly #screen: Screen;
  readonly #decoder = new Decoder('api');
  #line = 1;

  constructor(file: string, tally: Tally, screen: Screen) {
    this.#file = file;
    this.#tally = tally;
    this.#screen = screen;
  }

  /** The registries of a block that need to be looked at. The others are counted. */
  take(bytes: Buffer, { count, ids, accounts, look, ...counted }: Screening): readonly Registry[] {
    const registries: Registry[] = [];
    let looked = 0;
    let run = 0;
    for (let at = 0; at < count; at++) {
      while ((accounts[run + 1]?.[0] ?? count) <= at) run++;
      if (look[looked] === at) {
        registries.push(this.#decode(bytes, look[looked + 1] ?? 0, look[looked + 2] ?? 0));
        looked += 3;
      } else if (!this.#decoder.skip(accounts[run]?.[1] ?? '', ids[at] ?? 0)) {
        registries.push(this.#repeated(bytes, at));
      }
      this.#line++;
    }
    this.#tally.add({ registries: count - looked / 3, ...counted });
    return registries;
  }

  /** Everything from an offset on, the careful way, since a line there is no record. */
  async *rest(offset: number): AsyncGenerator<readonly Registry[]> {
    const chunks = fileChunks(this.#file, offset);
    for await (const { records } of jsonRecords(chunks, this.#file, true, this.#line - 1)) {
      yield records.map(({ raw, location }) => this.#decoder.decode(raw, location));
    }
  }

  #decode(bytes: Buffer, from: number, to: number): Registry {
    const record = parseLooseRecord(decodeUtf8(bytes, from, to) ?? '');
    if (!record) throw new Error('what was screened as a record is none');
    return this.#decoder.decode(record, { file: this.#file, line: this.#line, column: 1 });
  }

  /** A registry that passes but has the id of another. It has been counted, and will be again. */
  #repeated(bytes: Buffer, position: number): Registry {
    let from = 0;
    for (let line = 0; line < position; line++) from = bytes.indexOf('\n', from) + 1;
    const end = bytes.indexOf('\n', from);
    const registry = this.#decode(bytes, from, end < 0 ? bytes.length : end);
    const counted = this.#screen.counters();
    this.#screen.passes(registry, counted);
    const { passed, notApplicable, applied } = counted;
    this.#tally.add({ registries: -1, passed: -passed, notApplicable: -notApplicable, applied });
    return registry;
  }
}
