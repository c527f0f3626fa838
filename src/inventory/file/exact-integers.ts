/**
 * JSON numbers beyond 2^53 lose digits in `JSON.parse`, and a lost digit is another account's id.
 * A record that holds one is parsed a second time by the function below, which keeps them as bigint.
 */

/** Strings are matched first, so that digits inside them are left alone. */
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?[0-9]{16,}(?![0-9.eE])/g;

/** Marks a string that stands for an integer. A lone surrogate cannot come from a UTF-8 file. */
const MARK = '\ud800integer:';

/** `JSON.parse` that returns integers of 16 digits and more as bigint. */
export function parseExactly(text: string): unknown {
  const marked = text.replace(STRING_OR_LONG_INTEGER, (token) =>
    token.startsWith('"') ? token : JSON.stringify(MARK + token),
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
  );
}

/** Whether a number of a parsed record may have lost digits. */
export function mayHaveLostDigits(record: { readonly [field: string]: unknown }): boolean {
  return isUnsafe(record['Id']) || isUnsafe(record['AliUid']);
}

function isUnsafe(value: unknown): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value);
}
