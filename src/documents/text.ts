import { isUtf8 } from 'node:buffer';
import type { Refuse } from './refuse.js';

const SAVE = 'Save it as UTF-8. In PowerShell, write it with `| Out-File -Encoding utf8`.';

/**
 * The text of a file, without a byte order mark.
 *
 * Read as what it is not, a name in it would be another, and a rule or a waiver would match nothing.
 */
export function decodeText(bytes: Buffer, refuse: Refuse): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw refuse('it is UTF-16 text', SAVE);
  }
  if (!isUtf8(bytes) || bytes.includes(0)) throw refuse('it is not UTF-8 text', SAVE);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}
