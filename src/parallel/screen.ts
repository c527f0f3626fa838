import { isUtf8 } from 'node:buffer';
import { type Counters, type Evaluate, fuse, type Judging } from '../engine/fuse.js';
import { exactId } from '../inventory/decode/identities.js';
import { decodeRecord, type RawRecord } from '../inventory/decode/record.js';
import { Lines, LineTemplates } from '../inventory/file/line-template.js';
import { parseLooseRecord } from '../inventory/file/parse-record.js';
import type { Registry } from '../model/registry.js';
import type { BlockReader } from './blocks.js';

const NEWLINE = 0x0a;

/** What was found out about a block of lines, each of which is one record. */
export interface Screening extends Counters {
  /** How many bytes the block has, and how many records. */
  readonly length: number;
  readonly count: number;
  /** The Id of each record; 0 for those to be looked at. */
  readonly ids: Float64Array;
  /** The accounts, each with the first record that it belongs to. */
  readonly accounts: readonly (readonly [first: number, account: string])[];
  /** The records that the run itself has to look at, as they are written. */
  readonly look: readonly Line[];
}

/** A line of a block, by its position there. */
export interface Line {
  readonly position: number;
  readonly text: string;
}

/** A line of the block is no record: the run has to go on from the start of the block, the careful way. */
export const BROKEN = 'broken';

/** Reads a block and screens it. What cannot be read is left to the careful way, which tells why. */
export function screenBlock(reader: BlockReader, index: number, screen: Screen): Screening | typeof BROKEN {
  try {
    const bytes = reader.read(index);
    return bytes ? screen.screen(bytes) : BROKEN;
  } catch {
    return BROKEN;
  }
}

/**
 * Bytes turned into text at a time. V8 gives a longer text memory of its own from the system, which takes longer
 * than filling it.
 */
const PIECE = 48 * 1024;

/**
 * Goes through blocks of lines and finds the registries that need no looking at: nothing is odd about them and
 * they pass every rule. Of those, only counts and ids go back. All others are left to the one way through, so
 * that there is but one place where results are made.
 */
export class Screen {
  readonly #evaluate: Evaluate;
  readonly #outcomes: Uint8Array;
  readonly #templates = new LineTemplates();

  constructor(rules: readonly Judging[]) {
    this.#evaluate = fuse(rules);
    this.#outcomes = new Uint8Array(rules.length);
  }

  /** Screens a block, which begins at the start of a line and ends at the end of one. */
  screen(bytes: Buffer): Screening | typeof BROKEN {
    if (!isUtf8(bytes)) return BROKEN;
    const found: Found = { ...this.counters(), ids: [], accounts: [], look: [] };
    for (let from = 0; from < bytes.length; ) {
      const to = endOfPiece(bytes, from);
      if (!this.#screenLines(new Lines(bytes.subarray(from, to)), found)) return BROKEN;
      from = to;
    }
    return { ...found, length: bytes.length, count: found.ids.length, ids: new Float64Array(found.ids) };
  }

  /** Returns false where one of the lines is no record. */
  #screenLines(lines: Lines, found: Found): boolean {
    const { ids, accounts, look } = found;
    for (let from = 0; from < lines.bytes.length; from = lines.end + 1) {
      const record = this.#record(lines, from);
      if (record === undefined) return false;
      const registry = decodeRecord(record, 'api', 0, undefined);
      const id = registry.notices === undefined ? exactId(registry) : undefined;
      if (id === undefined || !this.passes(registry, found)) {
        look.push({ position: ids.push(0) - 1, text: lines.bytes.toString('utf8', from, lines.end) });
      } else {
        const account = registry.AliUid ?? '';
        if (accounts.at(-1)?.[1] !== account) accounts.push([ids.length, account]);
        ids.push(id);
      }
    }
    return true;
  }

  /** The record of a line, which then ends at `lines.end`; undefined where the line is none. */
  #record(lines: Lines, from: number): RawRecord | undefined {
    const { bytes } = lines;
    const record = this.#templates.read(lines, from);
    if (record && (bytes[lines.end] === NEWLINE || lines.end === bytes.length)) return record;
    const newline = bytes.indexOf(NEWLINE, from);
    lines.end = newline < 0 ? bytes.length : newline;
    const text = bytes.toString('utf8', from, lines.end);
    const parsed = text.startsWith('{') ? parseLooseRecord(text) : undefined;
    if (parsed) this.#templates.learn(text, parsed);
    return parsed;
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

/** A screening while it is made. */
interface Found extends Counters {
  readonly ids: number[];
  readonly accounts: [number, string][];
  readonly look: Line[];
}

/** Where a piece of whole lines ends that is not longer than need be. */
function endOfPiece(bytes: Buffer, from: number): number {
  const last = bytes.lastIndexOf(NEWLINE, from + PIECE);
  const end = last >= from ? last : bytes.indexOf(NEWLINE, from);
  return end < 0 || from + PIECE >= bytes.length ? bytes.length : end + 1;
}
