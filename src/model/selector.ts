import type { FieldName } from './field.js';

/** Whether a text matches a glob: compiled, and linear in the text. */
export type Glob = (text: string) => boolean;

/** What one field must hold: one of these texts, or a match of one of these globs. */
export interface FieldPattern {
  readonly field: FieldName;
  /** All patterns as they were written, for people. */
  readonly patterns: readonly string[];
  readonly exact: readonly string[];
  readonly globs: readonly { readonly text: string; readonly matches: Glob }[];
}

/**
 * Chooses registries by what their fields hold; all patterns must match, so one without a pattern chooses
 * every registry. Unlike a condition it is never open: a field that is absent matches nothing.
 */
export type Selector = readonly FieldPattern[];
