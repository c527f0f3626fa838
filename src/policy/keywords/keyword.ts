import type { FieldValue } from '../../model/registry.js';
import type { Truth } from '../../model/truth.js';

/** Whether a value satisfies a schema; undefined where it cannot be judged. */
export type Test = (value: FieldValue) => Truth;

/** What compiling a keyword may need. */
export interface Compiling {
  /** Compiles a schema inside this one. */
  readonly schema: (schema: unknown) => Test;
  /** Compiles a regular expression that takes time in proportion to the text. */
  readonly pattern: (pattern: string) => { test(text: string): boolean };
}

/** What a keyword of a condition's schema means: JSON Schema's, or one of this program's. */
export interface Keyword {
  /** What its value has to be: "a number". */
  readonly needs: string;
  /** Returns undefined for a value that the keyword cannot have. */
  readonly compile: (wanted: unknown, compiling: Compiling) => Test | undefined;
}

/** Makes a keyword out of what is a value for it, and what that value asks. */
export function keyword<Wanted>(
  needs: string,
  isWanted: (value: unknown) => value is Wanted,
  compile: (wanted: Wanted, compiling: Compiling) => Test,
): Keyword {
  return {
    needs,
    compile: (wanted, compiling) => (isWanted(wanted) ? compile(wanted, compiling) : undefined),
  };
}

/** Applies to texts alone: as in JSON Schema, a value of another type satisfies the keyword. */
export const ofText =
  (test: (text: string) => Truth): Test =>
  (value) =>
    typeof value !== 'string' || test(value);

/** The same for numbers. */
export const ofNumber =
  (test: (number: number) => Truth): Test =>
  (value) =>
    typeof value !== 'number' || test(value);

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is a list with at least one item, each of which is right. */
export const isListOf =
  <Item>(isItem: (value: unknown) => value is Item) =>
  (value: unknown): value is readonly Item[] =>
    Array.isArray(value) && value.length > 0 && value.every(isItem);
