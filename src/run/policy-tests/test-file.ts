import type { Outcome } from '../../model/result.js';

/** What one case expects under one key: an outcome, outcomes by rule, or counts by outcome. */
export type ExpectedText = Outcome | { readonly [key: string]: Outcome | number };

/** A record in the API's shape. May hold secrets, which tests should not, so it is not shown. */
export type RecordText = { readonly [field: string]: unknown };

/** A case as it is written: see schema/test.schema.json. */
export interface CaseText {
  readonly name: string;
  readonly registry?: RecordText;
  readonly registries?: readonly RecordText[];
  readonly inventory?: string;
  readonly expect: { readonly [key: string]: ExpectedText };
}

/** A test of a policy as it is written. */
export interface TestText {
  readonly policy?: string | readonly string[];
  readonly cases: readonly CaseText[];
}
