/** A fingerprint is 128 bits, kept in so many words of 32. */
const WORDS = 4;

/** Places in the table for each fingerprint, at least. */
const ROOM = 2;

/** Fingerprints in typed arrays, some 25 bytes each, numbered in the order in which they come. */
export class Fingerprints {
  #words = new Uint32Array(1024 * WORDS);
  /** Open addressing: the number of a fingerprint plus one, 0 where a place is free. */
  #table = new Uint32Array(1024 * ROOM);
  #size = 0;
  /** The one that was asked for last. */
  readonly #asked = new Uint32Array(WORDS);

  get size(): number {
    return this.#size;
  }

  /**
   * @param fingerprint 32 hexadecimal digits, in lower case
   * @returns its number, which is that of the first where the same is added again
   */
  add(fingerprint: string): number {
    if ((this.#size + 1) * ROOM > this.#table.length) this.#grow();
    const place = this.#find(fingerprint);
    const known = this.#table[place] ?? 0;
    if (known > 0) return known - 1;
    this.#words.set(this.#asked, this.#size * WORDS);
    this.#table[place] = ++this.#size;
    return this.#size - 1;
  }

  /** The number of a fingerprint, or -1. */
  indexOf(fingerprint: string): number {
    return (this.#table[this.#find(fingerprint)] ?? 0) - 1;
  }

  /** Where a fingerprint stands in the table, or where it would. */
  #find(fingerprint: string): number {
    for (let at = 0; at < WORDS; at++) this.#asked[at] = wordAt(fingerprint, at * DIGITS);
    return this.#place(this.#asked, 0);
  }

  /** The same for one that begins at an offset. Its first word spreads well: it is of a hash. */
  #place(words: Uint32Array, from: number): number {
    const mask = this.#table.length - 1;
    for (let place = (words[from] ?? 0) & mask; ; place = (place + 1) & mask) {
      const known = this.#table[place] ?? 0;
      if (known === 0 || this.#isAt(known - 1, words, from)) return place;
    }
  }

  #isAt(index: number, words: Uint32Array, from: number): boolean {
    for (let at = 0; at < WORDS; at++) if (this.#words[index * WORDS + at] !== words[from + at]) return false;
    return true;
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    this.#table = new Uint32Array(this.#table.length * 2);
    for (let index = 0; index < this.#size; index++) {
      this.#table[this.#place(words, index * WORDS)] = index + 1;
    }
  }
}

/** Hexadecimal digits of a word. */
const DIGITS = 8;

/** The word whose digits begin at an offset. `parseInt` takes three times as long, on a text of its own. */
function wordAt(fingerprint: string, from: number): number {
  let word = 0;
  for (let at = from; at < from + DIGITS; at++) {
    const code = fingerprint.charCodeAt(at);
    // Letters follow each other from 0x61 on, digits from 0x30 on.
    word = (word << 4) | (code > 0x39 ? code - 0x57 : code & 0xf);
  }
  return word;
}
