import type { IncomingMessage } from 'node:http';
import type { RawRecord } from '../decode/record.js';
import { repeatedKey } from '../file/repeated-key.js';
import { decodeUtf8 } from '../file/utf8.js';

/**
 * The bytes of an answer. What the vendor's client makes of them does not show all: of two equal keys its parser
 * keeps the last, and it puts a sign of its own in the place of bytes that are no UTF-8.
 */
export class Body {
  readonly #chunks: Buffer[] = [];

  constructor(response: IncomingMessage) {
    const keep = (chunk: Buffer): void => void this.#chunks.push(chunk);
    // Not before the client listens itself: the first listener sets the data flowing.
    const begin = (event: string | symbol): void => {
      if (event !== 'data') return;
      response.off('newListener', begin);
      response.on('data', keep);
    };
    response.on('newListener', begin);
  }

  /**
   * Why what was parsed is not surely what was sent; undefined where it is.
   *
   * @param parsed what the vendor's client made of it, in plain values
   */
  doubt(parsed: RawRecord): string | undefined {
    const text = decodeUtf8(Buffer.concat(this.#chunks));
    if (text === undefined || text === '') return 'is not UTF-8 text';
    if (hasNoColonToSpare(text, parsed) || repeatedKey(text, parsed) === undefined) return undefined;
    return 'has a key twice in one object, and which of the two is meant must not be guessed';
  }
}

/** The other way to write a colon. */
const ESCAPED_COLON = /\\u003a/i;

/** Whether every colon of the text is a key's or stands in a text, so that no key can be there twice. */
function hasNoColonToSpare(text: string, parsed: RawRecord): boolean {
  return !ESCAPED_COLON.test(text) && colonsIn(text) === colonsOf(parsed);
}

function colonsOf(value: unknown): number {
  if (typeof value === 'string') return colonsIn(value);
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const key of Object.keys(value)) {
    // A list has no keys of its own in the text.
    if (!Array.isArray(value)) sum += 1 + colonsIn(key);
    sum += colonsOf(Reflect.get(value, key));
  }
  return sum;
}

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++;
  return count;
}
