import { isNumber, keyword, ofNumber } from './keyword.js';

const isPositive = (value: unknown): value is number => isNumber(value) && value > 0;

/** Keywords for numbers. */
export const numberKeywords = {
  minimum: keyword('a number', isNumber, (limit) => ofNumber((number) => number >= limit)),
  maximum: keyword('a number', isNumber, (limit) => ofNumber((number) => number <= limit)),
  exclusiveMinimum: keyword('a number', isNumber, (limit) => ofNumber((number) => number > limit)),
  exclusiveMaximum: keyword('a number', isNumber, (limit) => ofNumber((number) => number < limit)),
  multipleOf: keyword('a number above 0', isPositive, (factor) =>
    ofNumber((number) => Number.isInteger(number / factor)),
  ),
} as const;
