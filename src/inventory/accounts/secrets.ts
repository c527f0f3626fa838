import type { Path } from '../../documents/source.js';
import { findCredentials } from '../../secret-scan/find.js';

/** A key under which somebody keeps a secret: no key of an accounts file is called like this. */
const SECRET_KEY =
  /secret|password|passwd|^pwd$|token|credential|^(?:access|api|private|auth)?_?-?key(?:_?id)?$|access_?-?key|^ak$|^sk$|^ak_?id$|密码|密钥|口令|令牌/i;

/** The secret of an access key: thirty letters of both kinds and digits. */
const KEY_SECRET =
  /(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[a-z])(?=[A-Za-z0-9]*[A-Z])(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{30}(?![A-Za-z0-9])/;

/** The ID of one, also of one that was cut, and of a temporary one. */
const KEY_ID = /(?<![A-Za-z0-9])(?:LTAI[A-Za-z0-9]{4}|STS\.[A-Za-z0-9]{8})/;

/** Whether a text has something in it that looks like a credential. Nothing of such a text is quoted. */
export function looksSecret(text: string): boolean {
  return KEY_ID.test(text) || KEY_SECRET.test(text) || findCredentials(text).length > 0;
}

/** A place at which a secret seems to stand. */
interface SecretPlace {
  readonly path: Path;
  readonly part: 'key' | 'value';
}

/** The places of a value at which a secret seems to stand: keys that are called like one, and texts that look like one. */
export function secretsIn(value: unknown): readonly SecretPlace[] {
  const places: SecretPlace[] = [];
  look(value, [], places);
  return places;
}

/** @param path the same array all the way down, for there are thousands of values and hardly ever a place to tell */
function look(value: unknown, path: (string | number)[], places: SecretPlace[]): void {
  if (typeof value === 'string') {
    // Where a variable is to be named, whatever cannot be one may well be the key itself.
    const isNoVariable = path.at(-2) === 'env' && !/^[A-Z_][A-Z0-9_]*$/.test(value);
    if (isNoVariable || looksSecret(value)) places.push({ path: [...path], part: 'value' });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  const isNaming = path.at(-1) === 'env';
  for (const [key, inner] of Object.entries(value)) {
    path.push(isList ? Number(key) : key);
    if (!isList && !isNaming && SECRET_KEY.test(key)) places.push({ path: [...path], part: 'key' });
    else look(inner, path, places);
    path.pop();
  }
}
