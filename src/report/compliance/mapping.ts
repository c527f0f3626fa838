import type { ComplianceReport, ControlStanding, RuleStanding } from '../../model/compliance.js';

/** Finds what findings refer to: their rule, and the controls that the rule shows something of. */
export class Mapping {
  readonly #rules: ReadonlyMap<string, RuleStanding>;
  readonly #controls = new Map<string, ControlStanding[]>();

  constructor({ rules, controls }: ComplianceReport) {
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
    for (const control of controls) {
      for (const { rule } of control.rules) {
        this.#controls.set(rule, [...(this.#controls.get(rule) ?? []), control]);
      }
    }
  }

  /** Undefined for a rule of an override alone, or of an earlier run. */
  rule(id: string): RuleStanding | undefined {
    return this.#rules.get(id);
  }

  controlsOf(rule: string): readonly ControlStanding[] {
    return this.#controls.get(rule) ?? [];
  }
}
