import { safeJson } from '../../sanitise.js';

/**
 * Lays a report in JSON out: a member a line, a result a line. What was checked by one run and what was joined
 * from several is written by this, so that both look the same to the byte.
 */
export class JsonDocument {
  readonly #write: (text: string) => void;
  #first = true;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** The members before the results, which begin with this. */
  begin(members: object): void {
    const lines = Object.entries(members).map(([key, value]) => `"${key}": ${safeJson(value)},\n`);
    this.#write(`{\n${lines.join('')}"results": [`);
  }

  result(object: object): void {
    this.#write(`${this.#first ? '' : ','}\n${safeJson(object)}`);
    this.#first = false;
  }

  endResults(): void {
    this.#write('\n],\n');
  }

  /** A member with one item a line. */
  list(name: string, items: Iterable<object>): void {
    this.#write(`"${name}": [`);
    let first = true;
    for (const item of items) {
      this.#write(`${first ? '' : ','}\n${safeJson(item)}`);
      first = false;
    }
    this.#write(first ? '],\n' : '\n],\n');
  }

  /** A member on one line. */
  member(name: string, value: unknown): void {
    this.#write(`"${name}": ${safeJson(value)},\n`);
  }

  /** The last member. A text that ends without it was cut off. */
  end(summary: object): void {
    this.#write(`"summary": ${safeJson(summary)}\n}\n`);
  }
}
