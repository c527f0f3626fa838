import type { Inventory, Registry } from '../model/registry.js';
import type { Outcome, Result } from '../model/result.js';
import type { Report } from '../report/report.js';

/** What one rule came to for one registry. */
export interface Finding {
  readonly registry: Registry;
  readonly outcome: Outcome;
  /** Absent for `notApplicable`. */
  readonly result?: Result;
}

/** Keeps what the rules of interest came to for each registry. */
export class Findings implements Report {
  readonly registries: Registry[] = [];
  readonly #results = new Map<string, Map<number, Result>>();

  /** @param rules the ids of the rules of interest */
  constructor(rules: Iterable<string>) {
    for (const rule of rules) this.#results.set(rule, new Map());
  }

  begin(): void {}

  registry(registry: Registry, results: readonly Result[]): void {
    for (const result of results) this.#results.get(result.rule.id)?.set(registry.index, result);
  }

  end(): void {}

  /** The same inventory, of which registries without a result are noted too. */
  noting(inventory: Inventory): Inventory {
    const { registries } = this;
    return {
      ...inventory,
      async *batches() {
        for await (const batch of inventory.batches()) {
          registries.push(...batch);
          yield batch;
        }
      },
    };
  }

  /** What a rule came to, for each registry in the order of the inventory. */
  of(rule: string): readonly Finding[] {
    return this.registries.map((registry) => {
      const result = this.#results.get(rule)?.get(registry.index);
      return { registry, outcome: result?.outcome ?? 'notApplicable', ...(result && { result }) };
    });
  }
}
