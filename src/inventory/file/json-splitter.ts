/**
 * Finds the records of a JSON text without parsing it, chunk by chunk, so that an answer of any size is
 * read in the memory of one record. Records are the elements of a top-level list, or of the list under a
 * known key of a top-level object; a top-level object without such a list is told as it is. Only brackets
 * and strings are followed here: whether the text between them is JSON is for each record's parser to say.
 */

import { InventoryError } from '../../model/error.js';
import type { Location } from '../../model/location.js';
import { jsonMistake } from './json-mistake.js';
import { mistakeIn, type TextPart } from './parse-record.js';
import { isListKey, notARecord, notUtf8, secondList } from './shape.js';
import { decodeUtf8 } from './utf8.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** The key before a list, without what separates the two. */
const KEY = /(?<!\\)"([A-Za-z]{1,40})"$/;

/** A record longer than this, or more than this beside the list, is no inventory. Bytes. */
const MAX_KEPT = 16 * 1024 * 1024;

/** Told what is found, in the order of the text. */
export interface SplitterEvents {
  /** A list of records begins, under this key unless it is the whole text. */
  list(key: string | undefined, where: Location): void;
  /** The text of one element of the list. */
  element(part: TextPart): void;
  /** The text of a top-level object. Where it has a list, that is left out, and the text is in two parts. */
  object(head: TextPart, tail: TextPart | undefined): void;
}

/**
 * `top`: before or between top-level values. `object`: inside a top-level object, outside its list.
 * `list`: between the elements of a list. `element`: inside one.
 */
type Phase = 'top' | 'object' | 'list' | 'element';

/** Feed it bytes with `push`, then call `end`. */
export class JsonSplitter {
  readonly #file: string;
  readonly #events: SplitterEvents;
  #phase: Phase = 'top';
  #bytes: Buffer = Buffer.alloc(0);
  /** Where to go on, and where the text begins that is being collected. Offsets in `#bytes`. */
  #at = 0;
  #from = 0;
  #fromPlace: Location;
  #depth = 0;
  #inString = false;
  /** In a list: whether a comma must come before the next element, or an element after a comma. */
  #after: 'open' | 'element' | 'comma' = 'open';
  /** The text of the object before its list, when the list has begun. */
  #head: TextPart | undefined;
  #lists = 0;
  /** Offset in the file of `#bytes`, and of the current line. */
  #passed = 0;
  #line = 1;
  #lineStart = 0;
  /** By how many the bytes of the line so far exceed its UTF-16 code units. */
  #excess = 0;

  constructor(file: string, events: SplitterEvents) {
    this.#file = file;
    this.#events = events;
    this.#fromPlace = this.#where();
  }

  /** The next bytes of the text. */
  push(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    while (this.#at < this.#bytes.length) {
      if (this.#phase === 'object' || this.#phase === 'element') this.#inside();
      else this.#between();
    }
    this.#forget();
  }

  /** The text has ended. Throws when it ends inside something. */
  end(): void {
    if (this.#phase === 'top') return;
    if (this.#isCollecting()) this.#checkBroken();
    throw this.#error(
      'cut-off',
      'the file ends in the middle of a record or list',
      'Write the file again, to its end; `registry-lint snapshot` can do so.',
    );
  }

  /** One byte between values. */
  #between(): void {
    const byte = this.#bytes[this.#at];
    if (byte === NEWLINE) this.#newLine(this.#at);
    else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) {
      if (this.#phase === 'top') this.#topLevel(byte);
      else this.#listLevel(byte);
    }
    this.#at++;
  }

  #topLevel(byte: number | undefined): void {
    if (byte === OPEN_BRACE) {
      this.#head = undefined;
      this.#begin('object');
    } else if (byte === OPEN_BRACKET && this.#lists === 0) this.#enterList(undefined);
    else if (byte === OPEN_BRACKET) throw secondList(this.#where());
    else throw this.#error('not-json', 'a JSON object or list was expected here', NOT_JSON);
  }

  #listLevel(byte: number | undefined): void {
    if (byte === CLOSE_BRACKET && this.#after !== 'comma') this.#leaveList();
    else if (byte === COMMA && this.#after === 'element') this.#after = 'comma';
    else if (byte === OPEN_BRACE && this.#after !== 'element') this.#begin('element');
    else if (this.#after === 'element') {
      throw this.#error('not-json', 'a comma or the end of the list was expected here', NOT_JSON);
    } else throw notARecord(this.#where());
  }

  #begin(phase: 'object' | 'element'): void {
    this.#phase = phase;
    this.#from = this.#at;
    this.#fromPlace = this.#where();
    this.#depth = 1;
  }

  #enterList(key: string | undefined): void {
    this.#events.list(key, this.#where());
    this.#phase = 'list';
    this.#after = 'open';
    this.#lists++;
  }

  /** The object's text goes on with the bracket that closes its list. */
  #leaveList(): void {
    if (this.#head) this.#begin('object');
    else this.#phase = 'top';
  }

  /** Goes on to the end of the object, of the bytes, or to the list in the object. The one hot loop. */
  #inside(): void {
    const bytes = this.#bytes;
    const end = bytes.length;
    let at = this.#at;
    let depth = this.#depth;
    let inString = this.#inString;
    let key: string | undefined;
    for (; at < end && depth > 0; at++) {
      if (inString) {
        // Most bytes are in strings.
        while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
        if (at >= end) break;
        inString = false;
        continue;
      }
      const byte = bytes[at];
      if (byte === QUOTE) inString = true;
      else if (byte === NEWLINE) this.#newLine(at);
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
      else if (byte === OPEN_BRACE) depth++;
      else if (byte === OPEN_BRACKET && ++depth === 2) {
        key = this.#listKey(at);
        if (key !== undefined) break;
      }
    }
    this.#at = at;
    this.#inString = inString;
    this.#depth = depth;
    if (depth === 0) this.#endOfValue();
    else if (key !== undefined) this.#listInObject(key);
  }

  /** The key of the list that begins at `at`, if it is one that holds records. */
  #listKey(at: number): string | undefined {
    if (this.#phase !== 'object') return undefined;
    let end = at;
    while (end > this.#from && isSpaceOrColon(this.#bytes[end - 1])) end--;
    const key = KEY.exec(this.#bytes.toString('latin1', Math.max(this.#from, end - 50), end))?.[1];
    return key !== undefined && isListKey(key) ? key : undefined;
  }

  #listInObject(key: string): void {
    const where = this.#where();
    if (this.#head) throw secondList(where);
    const head = this.#take(this.#at + 1);
    this.#head = head;
    this.#enterList(key);
    this.#at++;
  }

  #endOfValue(): void {
    const part = this.#take(this.#at);
    if (this.#phase === 'element') {
      this.#phase = 'list';
      this.#after = 'element';
      this.#events.element(part);
    } else {
      this.#phase = 'top';
      if (this.#head) this.#events.object(this.#head, part);
      else this.#events.object(part, undefined);
    }
  }

  /** The text that has been collected, to the offset `to`. */
  #take(to: number): TextPart {
    this.#checkLength(to);
    const text = this.#decoded(this.#from, to);
    if (text.length !== to - this.#from) {
      const lineStart = Math.max(this.#from, this.#lineStart - this.#passed);
      this.#excess += to - lineStart - this.#bytes.toString('utf8', lineStart, to).length;
    }
    return { text, where: this.#fromPlace };
  }

  #decoded(from: number, to: number): string {
    const text = decodeUtf8(this.#bytes, from, to);
    if (text === undefined) throw notUtf8(this.#fromPlace);
    return text;
  }

  #isCollecting(): boolean {
    return this.#phase === 'object' || this.#phase === 'element';
  }

  /** Lets go of the bytes that have been told of. */
  #forget(): void {
    const keep = this.#isCollecting() ? this.#from : this.#at;
    this.#bytes = this.#bytes.subarray(keep);
    this.#passed += keep;
    this.#at -= keep;
    this.#from -= keep;
    if (this.#isCollecting()) this.#checkLength(this.#bytes.length);
  }

  /** Throws when more has been collected than may be. Asked at its end too, so that it does not matter where chunks end. */
  #checkLength(to: number): void {
    if (to - this.#from <= MAX_KEPT) return;
    this.#checkBroken(to);
    throw new InventoryError({
      code: 'too-large',
      message: `more than ${MAX_KEPT / 1024 / 1024} MiB stand in the record that begins here, or beside the list`,
      hint: NOT_JSON,
      location: this.#fromPlace,
    });
  }

  /** Throws when what is being collected is wrong before its end: a bracket or quote was forgotten long ago. */
  #checkBroken(to = this.#bytes.length): void {
    const tail = { text: this.#bytes.toString('utf8', this.#from, to), where: this.#fromPlace };
    const head = this.#head && this.#phase === 'object' ? this.#head : undefined;
    const text = (head?.text ?? '') + tail.text;
    if (isMistake(text, jsonMistake(text))) throw head ? mistakeIn(head, tail) : mistakeIn(tail);
  }

  #newLine(at: number): void {
    this.#line++;
    this.#lineStart = this.#passed + at + 1;
    this.#excess = 0;
  }

  #where(): Location {
    const column = this.#passed + this.#at - this.#lineStart - this.#excess + 1;
    return { file: this.#file, line: this.#line, column };
  }

  #error(code: string, message: string, hint: string): InventoryError {
    return new InventoryError({ code, message, hint, location: this.#where() });
  }
}

const NOT_JSON =
  'The file is not whole, or not JSON. Write it again, for example with `registry-lint snapshot`.';

function isSpaceOrColon(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x3a;
}

/** Whether the text is wrong at the offset, and not just cut off there in a string, a number or a word. */
function isMistake(text: string, offset: number): boolean {
  return !/^(?:"[^"\\\u0000-\u001f]*(?:\\.[^"\\\u0000-\u001f]*)*\\?|[\w.+-]*)$/.test(text.slice(offset));
}
