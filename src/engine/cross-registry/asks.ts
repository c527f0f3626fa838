import type { AcrossDetail, InventoryFinding } from '../../model/across.js';
import type { BadOutcome } from '../../model/baseline.js';
import type { FieldName } from '../../model/field.js';
import type { Registry } from '../../model/registry.js';
import type { Evidence } from '../../model/result.js';
import type { Rule } from '../../model/rule.js';
import type { Truth } from '../../model/truth.js';
import { evidenceFor } from '../evidence.js';
import { fingerprint } from '../fingerprint.js';

/** What a rule finds about one registry. */
export interface Verdict {
  readonly outcome: BadOutcome;
  readonly across: AcrossDetail;
  readonly evidence: readonly Evidence[];
  readonly fingerprint: string;
}

/** What a rule finds once it has seen all registries. */
export type LateVerdict = Verdict & Pick<InventoryFinding, 'registry' | 'subject'>;

/** What can be said of a registry at once: findings, that it passes, or nothing yet. */
export type Said = readonly Verdict[] | 'pass' | 'notApplicable' | undefined;

/** One rule across registries at work. */
export interface Asks {
  /** @param applies what the rule's `when` says of the registry */
  take(registry: Registry, applies: Truth): Said;
  /**
   * What is known at the end. A registry or group of which nothing could be said before passes without a verdict;
   * `registries` are those that do.
   */
  finish(): {
    readonly verdicts: readonly LateVerdict[];
    readonly passed: number;
    readonly registries?: readonly Registry[];
  };
}

/** The rule cannot tell whether it speaks of the registry. */
export function undecidedWhen({ id, when }: Rule, registry: Registry): Verdict {
  return {
    outcome: 'open',
    across: { kind: 'when' },
    evidence: when ? evidenceFor(when, registry, undefined) : [],
    fingerprint: fingerprint(id, registry),
  };
}

/** Says of fields that a value is needed and which are not known, or empty. */
export function lacking(fields: readonly FieldName[], registry: Registry): readonly Evidence[] {
  return fields.map((field) => {
    const value = registry[field];
    return { field, ...(value !== undefined && { value }), expected: { present: true } };
  });
}
