import type { Path, PolicySource } from '../../documents/source.js';
import type { ErrorDetails } from '../../model/error.js';
import type { Outcome } from '../../model/result.js';
import type { ExpectedText } from './test-file.js';

/** Where something is expected, and of what. */
interface Place {
  readonly rule: string;
  /** Where in the file the outcome or the count is written. */
  readonly path: Path;
  /** Where in the file the rule is named. */
  readonly rulePath: Path;
}

/** An outcome of one registry, or of every one of the case. */
export interface OutcomeExpectation extends Place {
  readonly kind: 'outcome';
  /** The name of the registry; absent for all. */
  readonly registry?: string;
  readonly outcome: Outcome;
}

/** How many registries of the case have an outcome. */
export interface CountExpectation extends Place {
  readonly kind: 'count';
  readonly outcome: Outcome;
  readonly count: number;
}

/** One thing that a case expects. */
export type Expectation = OutcomeExpectation | CountExpectation;

const outcomes = ['pass', 'fail', 'open', 'notApplicable'] as const satisfies readonly Outcome[];

/** What a case expects. Mistakes that the schema cannot see go to `problems`. */
export function expectationsOf(
  expect: { readonly [key: string]: ExpectedText },
  path: Path,
  source: PolicySource,
  problems: ErrorDetails[],
): readonly Expectation[] {
  return Object.entries(expect).flatMap(([key, expected]): readonly Expectation[] => {
    const here = [...path, key];
    if (typeof expected === 'string') {
      return [{ kind: 'outcome', rule: key, outcome: expected, path: here, rulePath: here }];
    }
    const entries = Object.entries(expected);
    const counted = entries.filter(([, value]) => typeof value === 'number').length;
    if (counted === 0) return byRule(key, entries, here);
    if (counted === entries.length) return counts(key, entries, here, source, problems);
    problems.push(source.problem(here, 'key', mixed(key)));
    return [];
  });
}

function mixed(key: string) {
  return {
    code: 'mixed-expectation',
    message: `what is expected of ${key} is neither counts nor outcomes`,
    hint: 'For a rule write counts, { fail: 2, pass: 1 }; for a registry write outcomes, { require-https: fail }.',
  };
}

/** `NAME: { RULE: OUTCOME }` */
function byRule(
  registry: string,
  entries: readonly (readonly [string, Outcome | number])[],
  path: Path,
): readonly Expectation[] {
  return entries.flatMap(([rule, outcome]): readonly Expectation[] => {
    const here = [...path, rule];
    return typeof outcome === 'number'
      ? []
      : [{ kind: 'outcome', registry, rule, outcome, path: here, rulePath: here }];
  });
}

/** `RULE: { OUTCOME: COUNT }` */
function counts(
  rule: string,
  entries: readonly (readonly [string, Outcome | number])[],
  path: Path,
  source: PolicySource,
  problems: ErrorDetails[],
): readonly Expectation[] {
  return entries.flatMap(([key, count]): readonly Expectation[] => {
    const here = [...path, key];
    const outcome = outcomes.find((known) => known === key);
    if (outcome === undefined || typeof count !== 'number') {
      problems.push(
        source.problem(here, 'key', {
          code: 'unknown-value',
          message: `${key} is not an outcome`,
          hint: `There are ${outcomes.join(', ')}.`,
        }),
      );
      return [];
    }
    return [{ kind: 'count', rule, outcome, count, path: here, rulePath: path }];
  });
}
