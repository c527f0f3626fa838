import type { FieldName } from './field.js';

/** What a registry can be chosen by: a field of its record, or the name that an accounts file gives to its account. */
export type SelectorField = FieldName | 'account';

/** Whether a text matches a glob: compiled, and linear in the text. */
export type Glob = (text: string) => boolean;

/** What one field must hold: one of these texts, or a match of one of these globs. */
export interface FieldPattern<Field extends SelectorField = SelectorField> {
  readonly field: Field;
  /** All patterns as they were written, for people. */
  readonly patterns: readonly string[];
  readonly exact: readonly string[];
  readonly globs: readonly { readonly text: string; readonly matches: Glob }[];
}

/**
 * Chooses registries by what their fields hold; all patterns must match, so one without a pattern chooses
 * every registry. Unlike a condition it is never open: a field that is absent matches nothing.
 */
export type Selector<Field extends SelectorField = SelectorField> = readonly FieldPattern<Field>[];
