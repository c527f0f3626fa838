import type { Coverage } from '../../model/policy-tests.js';
import type { Policy } from '../../model/rule.js';

/** Notes which rules of which policies have failed where a case wanted it. */
export class CoverageCount {
  readonly #policies = new Map<string, { readonly policy: Policy; readonly covered: Set<string> }>();

  /** @param rules those that failed as the case expects */
  note(policy: Policy, rules: Iterable<string>): void {
    const known = this.#policies.get(policy.name) ?? { policy, covered: new Set<string>() };
    for (const rule of rules) known.covered.add(rule);
    this.#policies.set(policy.name, known);
  }

  all(): readonly Coverage[] {
    return [...this.#policies.values()].map(({ policy, covered }) => {
      const rules = policy.rules.map(({ id }) => id);
      return { policy: policy.name, rules, uncovered: rules.filter((id) => !covered.has(id)) };
    });
  }
}
