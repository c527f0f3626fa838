import { isUtf8 } from 'node:buffer';

/** The text that the bytes spell; undefined where they are not UTF-8, since a guess would change what they say. */
export function decodeUtf8(bytes: Buffer, from = 0, to = bytes.length): string | undefined {
  const text = bytes.toString('utf8', from, to);
  // The replacement character stands for what could not be read, or for itself. Most texts have none.
  return text.includes('\ufffd') && !isUtf8(bytes.subarray(from, to)) ? undefined : text;
}
