import type { LatePass } from '../model/across.js';
import { isBad } from '../model/gate.js';
import type { Outcome, Result } from '../model/result.js';
import type { Rule } from '../model/rule.js';
import { severities } from '../model/severity.js';

/**
 * All that is evaluated, by the place of its outcome: the rules of the policy, and behind them, at the same distance,
 * what the floor requires of each.
 */
export function placesOf(rules: readonly Rule[]): readonly (Rule | undefined)[] {
  const required = rules.map((rule) => rule.required);
  return required.some(Boolean) ? [...rules, ...required] : rules;
}

/** What a result or a finding is judged by. */
type Judged = Pick<Result, 'rule' | 'outcome' | 'fingerprint'>;

const order: readonly Outcome[] = ['fail', 'open', 'pass', 'notApplicable'];

/**
 * What a rule comes to that both the policy and the floor have: one result for each thing found, and the worse of two.
 * A finding keeps the higher of both severities, so that adding a floor makes no gate weaker.
 */
export function worseOf<T extends Judged>(own: readonly T[], required: readonly T[]): readonly T[] {
  if (required.length === 0) return own;
  if (own.length === 0) return required;
  const all = [...own, ...required];
  const bad = all.filter(({ outcome }) => isBad(outcome));
  if (bad.length === 0) return [all.toSorted(byOutcome)[0]].filter((one) => one !== undefined);
  const found = new Map<string, T>();
  for (const one of bad) {
    const other = found.get(one.fingerprint);
    found.set(one.fingerprint, other ? worse(other, one) : one);
  }
  return [...found.values()];
}

function worse<T extends Judged>(own: T, required: T): T {
  const [first, second] = [required, own].toSorted((a, b) => byOutcome(a, b) || bySeverity(a, b));
  if (!first || !second) return required;
  const { severity } = bySeverity(first, second) <= 0 ? first.rule : second.rule;
  return { ...first, rule: { ...first.rule, severity, floor: true } };
}

const byOutcome = (a: Judged, b: Judged): number => order.indexOf(a.outcome) - order.indexOf(b.outcome);

const bySeverity = (a: Judged, b: Judged): number =>
  severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity);

/** What passes late passes both. */
export function bothPass(own: LatePass, required: LatePass): LatePass {
  const registries = own.registries.filter(({ index }) =>
    required.registries.some((other) => other.index === index),
  );
  return { rule: own.rule, passed: Math.min(own.passed, required.passed), registries };
}
