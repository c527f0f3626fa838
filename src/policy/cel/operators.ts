import type { Budget } from './budget.js';
import { int64, isList, type Known, same, type Value } from './value.js';

/** An operator over two values that are known. What has no answer, such as a division by zero, is undefined. */
export type Operator = (budget: Budget, left: Value, right: Value) => Known;

/** Arithmetic on numbers of one kind. */
function arithmetic(
  ofIntegers: (left: bigint, right: bigint) => bigint | undefined,
  ofDoubles: (left: number, right: number) => number,
): Operator {
  return (_, left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return ofDoubles(left, right);
    if (typeof left !== 'bigint' || typeof right !== 'bigint') return undefined;
    const result = ofIntegers(left, right);
    return result === undefined ? undefined : int64(result);
  };
}

/** Compares what has an order: numbers, also of two kinds, texts, and false before true. */
function comparison(compare: (left: Value, right: Value) => boolean): Operator {
  return (budget, left, right) => {
    if (typeof left === 'string' && typeof right === 'string')
      budget.spendText(Math.min(left.length, right.length));
    return compare(left, right);
  };
}

const sum = arithmetic(
  (left, right) => left + right,
  (left, right) => left + right,
);

const plus: Operator = (budget, left, right) => {
  if (typeof left === 'string' && typeof right === 'string') {
    budget.spendText(left.length + right.length);
    return left + right;
  }
  if (!isList(left) || !isList(right)) return sum(budget, left, right);
  budget.spend(left.length + right.length);
  return [...left, ...right];
};

const equal = (budget: Budget, left: Value, right: Value): boolean => {
  budget.spend(sizeOf(left));
  return same(left, right);
};

function sizeOf(value: Value): number {
  if (typeof value === 'string') return 1 + (value.length >> 4);
  return isList(value) ? value.reduce<number>((total, item) => total + sizeOf(item), 1) : 1;
}

const within: Operator = (budget, left, right) => {
  if (right instanceof Map) return right.has(left);
  return isList(right) ? right.some((item) => equal(budget, item, left)) : undefined;
};

/** The operators that need both of their sides. */
export const operators: Readonly<Record<string, Operator>> = {
  '+': plus,
  '-': arithmetic(
    (left, right) => left - right,
    (left, right) => left - right,
  ),
  '*': arithmetic(
    (left, right) => left * right,
    (left, right) => left * right,
  ),
  '/': arithmetic(
    (left, right) => (right === 0n ? undefined : left / right),
    (left, right) => left / right,
  ),
  '%': arithmetic(
    (left, right) => (right === 0n ? undefined : left % right),
    () => Number.NaN,
  ),
  '==': equal,
  '!=': (budget, left, right) => !equal(budget, left, right),
  '<': comparison((left, right) => left < right),
  '<=': comparison((left, right) => left <= right),
  '>': comparison((left, right) => left > right),
  '>=': comparison((left, right) => left >= right),
  in: within,
  '[]': (_, left, right) => {
    if (left instanceof Map) return left.get(right);
    return isList(left) && typeof right === 'bigint' && right >= 0n ? left[Number(right)] : undefined;
  },
};
