/**
 * Bugs that are known, by name. The evaluator goes by the docs; with a quirk it does what the program does instead, so
 * that a difference can be put down to a bug that is known and to no other. known-differences.ts has an example of each.
 */
export const quirkNames = [
  'double-division-by-zero',
  'address-ranges',
  'zero-range',
  'mapped-leading-zeros',
  'numeric-secrets',
  'password-length',
  'empty-jenkins-object',
  'unique-behind-open-when',
] as const;

export type Quirk = (typeof quirkNames)[number];

export type Quirks = ReadonlySet<Quirk>;

export const noQuirks: Quirks = new Set();
