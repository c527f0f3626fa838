/**
 * Finds the records of a JSON text without parsing it, chunk by chunk, so that an answer of any size is
 * read in the memory of one record. Records are the elements of a top-level list, or of the list under a
 * known key of a top-level object; a top-level object without such a list is told as it is. Only brackets
 * and strings are followed here: whether the text between them is JSON is for each record's parser to say.
 */

import { InventoryError } from '../../model/error.js';
import type { Location } from '../../model/location.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** A key whose list holds the records: the API's, or a snapshot's. */
const LIST_KEY = /"(ImageRegistryInfos|registries)"\s*:\s*$/;

/** A record longer than this, or more than this beside the list, is no inventory. Bytes. */
const MAX_KEPT = 16 * 1024 * 1024;

/** Told what is found, in the order of the text. */
export interface SplitterEvents {
  /** A list of records begins, under this key unless it is the whole text. */
  list(key: string | undefined, where: Location): void;
  /** The text of one element of the list. */
  element(text: string, where: Location): void;
  /** The text of a top-level object, with the elements of its list left out where it has one. */
  object(text: string, where: Location, hasList: boolean): void;
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
  #depth = 0;
  #inString = false;
  /** In a list: whether a comma must come before the next element, or an element after a comma. */
  #after: 'open' | 'element' | 'comma' = 'open';
  /** Whether the list stands in an object, and the object's text so far. */
  #nested = false;
  #hasList = false;
  #outside = '';
  #lists = 0;
  /** Offset in the file of `#bytes`, and of the current line. */
  #passed = 0;
  #line = 1;
  #lineStart = 0;
  #elementAt: Location | undefined;
  #objectAt: Location | undefined;

  constructor(file: string, events: SplitterEvents) {
    this.#file = file;
    this.#events = events;
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
    if (this.#phase !== 'top')
      throw this.#error('cut-off', 'the file ends in the middle of a record or list');
  }

  /** One byte between values. */
  #between(): void {
    const byte = this.#bytes[this.#at];
    if (byte === NEWLINE) this.#newLine();
    else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) {
      if (this.#phase === 'top') this.#topLevel(byte);
      else this.#listLevel(byte);
    }
    this.#at++;
  }

  #topLevel(byte: number | undefined): void {
    if (byte === OPEN_BRACE) {
      this.#objectAt = this.#where();
      this.#hasList = false;
      this.#outside = '';
      this.#begin('object');
    } else if (byte === OPEN_BRACKET && this.#lists === 0) {
      this.#nested = false;
      this.#enterList(undefined);
    } else throw this.#error('not-json', 'a JSON object or list was expected here');
  }

  #listLevel(byte: number | undefined): void {
    if (byte === CLOSE_BRACKET && this.#after !== 'comma') this.#leaveList();
    else if (byte === COMMA && this.#after === 'element') this.#after = 'comma';
    else if (byte === OPEN_BRACE && this.#after !== 'element') {
      this.#elementAt = this.#where();
      this.#begin('element');
    } else if (this.#after === 'element')
      throw this.#error('not-json', 'a comma or the end of the list was expected here');
    else throw this.#error('not-a-record', 'a registry (a JSON object) was expected here');
  }

  #begin(phase: 'object' | 'element'): void {
    this.#phase = phase;
    this.#from = this.#at;
    this.#depth = 1;
  }

  #enterList(key: string | undefined): void {
    this.#events.list(key, this.#where());
    this.#phase = 'list';
    this.#after = 'open';
    this.#lists++;
  }

  #leaveList(): void {
    this.#phase = this.#nested ? 'object' : 'top';
    this.#from = this.#at;
    this.#depth = 1;
  }

  /** Goes on to the end of the object, of the bytes, or to the list in the object. The one hot loop. */
  #inside(): void {
    const bytes = this.#bytes;
    const end = bytes.length;
    let at = this.#at;
    let depth = this.#depth;
    let inString = this.#inString;
    for (; at < end && depth > 0; at++) {
      const byte = bytes[at];
      if (inString) {
        if (byte === BACKSLASH) at++;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === NEWLINE) this.#newLine(at);
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
      else if (byte === OPEN_BRACE) depth++;
      else if (byte === OPEN_BRACKET && ++depth === 2 && this.#listKey(at) !== undefined) break;
    }
    this.#at = at;
    this.#inString = inString;
    this.#depth = depth;
    if (depth === 0) this.#endOfValue();
    else if (at < end) this.#listInObject();
  }

  /** The key of the list that begins at `at`, if it is one that holds records. */
  #listKey(at: number): string | undefined {
    if (this.#phase !== 'object') return undefined;
    return LIST_KEY.exec(this.#bytes.toString('latin1', Math.max(this.#from, at - 200), at))?.[1];
  }

  #listInObject(): void {
    const key = this.#listKey(this.#at);
    this.#at++;
    this.#outside += this.#bytes.toString('utf8', this.#from, this.#at);
    this.#hasList = true;
    this.#nested = true;
    this.#enterList(key);
  }

  #endOfValue(): void {
    const text = this.#bytes.toString('utf8', this.#from, this.#at);
    if (this.#phase === 'element') {
      this.#phase = 'list';
      this.#after = 'element';
      this.#events.element(text, this.#elementAt ?? this.#where());
    } else {
      this.#phase = 'top';
      this.#events.object(this.#outside + text, this.#objectAt ?? this.#where(), this.#hasList);
    }
  }

  /** Lets go of the bytes that have been told of. */
  #forget(): void {
    const collecting = this.#phase === 'object' || this.#phase === 'element';
    const keep = collecting ? this.#from : Math.min(this.#at, this.#bytes.length);
    this.#bytes = this.#bytes.subarray(keep);
    this.#passed += keep;
    this.#at -= keep;
    this.#from -= keep;
    if (this.#bytes.length > MAX_KEPT) {
      throw this.#error(
        'too-large',
        `more than ${MAX_KEPT / 1024 / 1024} MiB stand in one record, or beside the list`,
      );
    }
  }

  #newLine(at = this.#at): void {
    this.#line++;
    this.#lineStart = this.#passed + at + 1;
  }

  #where(): Location {
    return { file: this.#file, line: this.#line, column: this.#passed + this.#at - this.#lineStart + 1 };
  }

  #error(code: string, message: string): InventoryError {
    const hint =
      'The file is not whole, or not JSON. Write it again, for example with `registry-lint snapshot`.';
    return new InventoryError({ code, message, hint, location: this.#where() });
  }
}
