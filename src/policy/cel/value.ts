/** What an expression can come to, or a part of one. Whole numbers are bigint, so that all 64 bits are exact. */
export type Value = string | bigint | number | boolean | readonly Value[] | ReadonlyMap<Value, Value>;

/** A value, or undefined for what is not known: Kleene's third value, which is also what every error comes to. */
export type Known = Value | undefined;

const MAX = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);

/** The number, where 64 bits hold it. */
export function int64(number: bigint): bigint | undefined {
  return number >= MIN && number <= MAX ? number : undefined;
}

/** Whether a value is a list. */
export function isList(value: Known): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether two values of one type are equal, lists and mappings entry by entry. */
export function same(left: Value, right: Value): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => sameOrAbsent(item, right[index]));
  }
  if (left instanceof Map && right instanceof Map) {
    return left.size === right.size && [...left].every(([key, item]) => sameOrAbsent(item, right.get(key)));
  }
  return left === right;
}

function sameOrAbsent(left: Value, right: Known): boolean {
  return right !== undefined && same(left, right);
}
