import type { Budget } from './budget.js';
import { int64, isList, type Known, type Value } from './value.js';

/** A function: what it is called on, if anything, then what stands in its brackets. All of them are known. */
export type Call = (budget: Budget, of: Value, other: Value) => Known;

const text =
  (call: (of: string, other: string) => Value): Call =>
  (budget, of, other) => {
    if (typeof of !== 'string') return undefined;
    const more = typeof other === 'string' ? other : '';
    budget.spendSearch(of, more);
    return call(of, more);
  };

/** Functions that are called on something, as in `DomainName.endsWith('.com')`. */
export const methods: Readonly<Record<string, Call>> = {
  contains: text((of, other) => of.includes(other)),
  startsWith: text((of, other) => of.startsWith(other)),
  endsWith: text((of, other) => of.endsWith(other)),
  lowerAscii: text((of) => of.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
  upperAscii: text((of) => of.replace(/[a-z]+/g, (letters) => letters.toUpperCase())),
  trim: text((of) => of.trim()),
  split: (budget, of, separator) => {
    if (typeof of !== 'string' || typeof separator !== 'string') return undefined;
    budget.spendSearch(of, separator);
    const parts = separator === '' ? Array.from(of) : of.split(separator);
    budget.spend(parts.length);
    return parts;
  },
  join: (budget, of, separator) => {
    if (!isList(of) || typeof separator !== 'string') return undefined;
    // Counted before it is made: a list can hold the same long text many times.
    for (const part of of) budget.spendText(String(part).length + separator.length);
    return of.join(separator);
  },
  size: (budget, of) => sizeOf(budget, of),
};

/** Functions that stand alone, as in `size(UserName)`. */
export const functions: Readonly<Record<string, Call>> = {
  size: (budget, of) => sizeOf(budget, of),
  int: (_, of) => toInt(of),
  double: (_, of) => toDouble(of),
  string: (_, of) => (isList(of) || of instanceof Map ? undefined : String(of)),
};

/** Characters of a text, entries of a list or of a mapping. */
function sizeOf(budget: Budget, of: Value): Known {
  if (isList(of)) return BigInt(of.length);
  if (of instanceof Map) return BigInt(of.size);
  if (typeof of !== 'string') return undefined;
  budget.spend(1 + of.length);
  let size = 0n;
  for (const _ of of) size++;
  return size;
}

function toInt(of: Value): Known {
  if (typeof of === 'number') return Number.isFinite(of) ? int64(BigInt(Math.trunc(of))) : undefined;
  if (typeof of === 'string')
    return /^[+-]?\d{1,20}$/.test(of) ? int64(BigInt(of.replace('+', ''))) : undefined;
  return typeof of === 'bigint' ? of : undefined;
}

function toDouble(of: Value): Known {
  if (typeof of === 'string') {
    return of.length < 400 && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(of) ? Number(of) : undefined;
  }
  return typeof of === 'bigint' || typeof of === 'number' ? Number(of) : undefined;
}
