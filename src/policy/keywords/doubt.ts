/**
 * How keywords say that they cannot judge a value. A validator that Ajv compiled answers yes or no; an entry
 * such as `100.104.XXX.XXX` is neither inside a range nor outside it. So a keyword that meets one reports its
 * doubt here and answers with what is assumed for now, and the schema is asked under both assumptions: only
 * an answer that does not depend on them counts. The state lives in this file for the length of one call.
 */

let assumed = false;
let doubted = false;

/** A keyword's answer about a value that it does not understand. */
export function doubt(): boolean {
  doubted = true;
  return assumed;
}

/** What Ajv compiles a schema to. */
export type Validate = (value: unknown) => boolean;

/**
 * A validator that may leave a value undecided.
 *
 * @param negates whether the schema holds `not` or `oneOf`: then both assumptions can lead to one answer by
 * chance, and any doubt leaves the value undecided
 */
export function withDoubt(validate: Validate, negates: boolean): (value: unknown) => boolean | undefined {
  return (value) => {
    assumed = false;
    doubted = false;
    const answer = validate(value);
    if (!doubted) return answer;
    if (negates) return undefined;
    assumed = true;
    return validate(value) === answer ? answer : undefined;
  };
}
