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

  get size(): number {
    return this.#size;
  }

  /**
   * @param fingerprint 32 hexadecimal digits
   * @returns its number, which is that of the first where the same is added again
   */
  add(fingerprint: string): number {
    if ((this.#size + 1) * ROOM > this.#table.length) this.#grow();
    const words = wordsOf(fingerprint);
    const place = this.#place(words);
    const known = this.#table[place] ?? 0;
    if (known > 0) return known - 1;
    this.#words.set(words, this.#size * WORDS);
    this.#table[place] = ++this.#size;
    return this.#size - 1;
  }

  /** The number of a fingerprint, or -1. */
  indexOf(fingerprint: string): number {
    return (this.#table[this.#place(wordsOf(fingerprint))] ?? 0) - 1;
  }

  /** Where a fingerprint stands in the table, or where it would. The first word spreads well: it is of a hash. */
  #place(words: Words): number {
    const mask = this.#table.length - 1;
    for (let place = words[0] & mask; ; place = (place + 1) & mask) {
      const known = this.#table[place] ?? 0;
      if (known === 0 || this.#equals(known - 1, words)) return place;
    }
  }

  #equals(index: number, words: Words): boolean {
    const at = index * WORDS;
    return words.every((word, offset) => this.#words[at + offset] === word);
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    this.#table = new Uint32Array(this.#table.length * 2);
    for (let index = 0; index < this.#size; index++) {
      this.#table[this.#place(this.#at(index))] = index + 1;
    }
  }

  #at(index: number): Words {
    const [a = 0, b = 0, c = 0, d = 0] = this.#words.subarray(index * WORDS, (index + 1) * WORDS);
    return [a, b, c, d];
  }
}

type Words = readonly [number, number, number, number];

const wordsOf = (fingerprint: string): Words => [
  Number.parseInt(fingerprint.slice(0, 8), 16),
  Number.parseInt(fingerprint.slice(8, 16), 16),
  Number.parseInt(fingerprint.slice(16, 24), 16),
  Number.parseInt(fingerprint.slice(24, 32), 16),
];
