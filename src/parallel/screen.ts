import { type Counters, type Evaluate, fuse, type Judging } from '../engine/fuse.js';
import { exactId } from '../inventory/decode/identities.js';
import { decodeRecord } from '../inventory/decode/record.js';
import { parseLooseRecord } from '../inventory/file/parse-record.js';
import { decodeUtf8 } from '../inventory/file/utf8.js';
import type { Registry } from '../model/registry.js';

/** What was found out about a block of lines, each of which is one record. */
export interface Screening extends Counters {
  /** How many records the block has. */
  readonly count: number;
  /** The Id of each record; 0 for those to be looked at. */
  readonly ids: Float64Array;
  /** The accounts, each with the first record that it belongs to. */
  readonly accounts: readonly (readonly [first: number, account: string])[];
  /** The records that the run itself has to look at: position, first byte, end, one after the other. */
  readonly look: Uint32Array;
}

/** A line of the block is no record: the run has to go on from the start of the block, the careful way. */
export const BROKEN = 'broken';

/**
 * Goes through blocks of lines and finds the registries that need no looking at: nothing is odd about them and
 * they pass every rule. Of those, only counts and ids go back. All others are left to the one way through, so
 * that there is but one place where results are made.
 */
export class Screen {
  readonly #evaluate: Evaluate;
  readonly #outcomes: Uint8Array;

  constructor(rules: readonly Judging[]) {
    this.#evaluate = fuse(rules);
    this.#outcomes = new Uint8Array(rules.length);
  }

  /** Screens a block, which begins at the start of a line and ends at the end of one. */
  screen(bytes: Buffer): Screening | typeof BROKEN {
    const text = decodeUtf8(bytes);
    if (text === undefined) return BROKEN;
    const isAscii = text.length === bytes.length;
    const counters = this.counters();
    const ids: number[] = [];
    const accounts: [number, string][] = [];
    const look: number[] = [];
    let byte = 0;
    for (let from = 0; from < text.length; ) {
      const newline = text.indexOf('\n', from);
      const line = text.slice(from, newline < 0 ? text.length : newline);
      const record = parseLooseRecord(line);
      if (record === undefined || !line.startsWith('{')) return BROKEN;
      const registry = decodeRecord(record, 'api', 0, undefined);
      const id = registry.notices === undefined ? exactId(registry) : undefined;
      const length = isAscii ? line.length : Buffer.byteLength(line);
      if (id === undefined || !this.passes(registry, counters)) {
        look.push(ids.push(0) - 1, byte, byte + length);
      } else {
        const account = registry.AliUid ?? '';
        if (accounts.at(-1)?.[1] !== account) accounts.push([ids.length, account]);
        ids.push(id);
      }
      byte += length + 1;
      from += line.length + 1;
    }
    const typed = { ids: Float64Array.from(ids), look: Uint32Array.from(look) };
    return { count: ids.length, ...counters, accounts, ...typed };
  }

  /** Counters at zero. Each block has its own: what comes of a broken one is forgotten. */
  counters(): Counters {
    return { passed: 0, notApplicable: 0, applied: new Uint8Array(this.#outcomes.length) };
  }

  /** Whether a registry passes every rule that applies to it. Only if so, its passes are added. */
  passes(registry: Registry, counters: Counters): boolean {
    const { passed, notApplicable } = counters;
    if (this.#evaluate(registry, this.#outcomes, counters) === 0) return true;
    this.#outcomes.fill(0);
    counters.passed = passed;
    counters.notApplicable = notApplicable;
    return false;
  }
}
