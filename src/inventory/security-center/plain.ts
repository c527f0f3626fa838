/** The number objects of json-bigint, which the vendor's client parses answers with. */
interface BigNumber {
  isInteger(): boolean;
  toFixed(): string;
}

/**
 * Puts plain values in the place of number objects, all the way down: a bigint where a double would lose
 * digits, a number otherwise. json-bigint makes an object of every number of more than 15 characters.
 */
export function toPlain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isBigNumber(value)) return toNumber(value);
  for (const key of Object.keys(value)) {
    const member: unknown = Reflect.get(value, key);
    // Nearly all are texts and small numbers.
    const plain = typeof member === 'object' ? toPlain(member) : member;
    if (plain !== member) Reflect.set(value, key, plain);
  }
  return value;
}

/** JSON has no functions, so no answer can pretend to be one of these. */
function isBigNumber(value: object): value is BigNumber {
  return (
    '_isBigNumber' in value &&
    'isInteger' in value &&
    typeof value.isInteger === 'function' &&
    'toFixed' in value &&
    typeof value.toFixed === 'function'
  );
}

function toNumber(value: BigNumber): number | bigint {
  const text = value.toFixed();
  const number = Number(text);
  return value.isInteger() && !Number.isSafeInteger(number) ? BigInt(text) : number;
}
