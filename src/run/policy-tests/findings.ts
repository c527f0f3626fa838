import { truthOf } from '../../engine/truth.js';
import type { InventoryFinding } from '../../model/across.js';
import type { Inventory, Registry } from '../../model/registry.js';
import type { Outcome, Result, RunInfo, Summary } from '../../model/result.js';
import type { Rule } from '../../model/rule.js';
import type { Report } from '../../report/format.js';

/** What one rule came to for one registry, or for the inventory as a whole. */
export interface Finding {
  /** Absent for a finding about the inventory as a whole. */
  readonly registry?: Registry;
  readonly outcome: Outcome;
  /** Absent for `notApplicable`. */
  readonly result?: Result;
  readonly inventoryFinding?: InventoryFinding;
}

/** Keeps what the rules of interest came to for each registry. */
export class Findings implements Report {
  readonly registries: Registry[] = [];
  readonly #results = new Map<string, Map<number, Result>>();
  #rules: readonly Rule[] = [];
  #ofInventory: readonly InventoryFinding[] = [];

  /** @param rules the ids of the rules of interest */
  constructor(rules: Iterable<string>) {
    for (const rule of rules) this.#results.set(rule, new Map());
  }

  begin({ policy }: RunInfo): void {
    this.#rules = policy.rules;
  }

  registry(registry: Registry, results: readonly Result[]): void {
    for (const result of results) this.#results.get(result.rule.id)?.set(registry.index, result);
  }

  end({ inventoryFindings = [] }: Summary): void {
    this.#ofInventory = inventoryFindings;
  }

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

  /**
   * What a rule came to, for each registry in the order of the inventory; then what it found of the inventory as a
   * whole. A rule that counts says nothing of any registry: where it found nothing, it passes once.
   */
  of(id: string): readonly Finding[] {
    const rule = this.#rules.find((one) => one.id === id);
    const found = this.#ofInventory.filter((finding) => finding.rule.id === id);
    const whole = found.flatMap((inventoryFinding): Finding[] =>
      inventoryFinding.registry ? [] : [{ outcome: inventoryFinding.outcome, inventoryFinding }],
    );
    if (rule?.across?.kind === 'count') return whole.length > 0 ? whole : [{ outcome: 'pass' }];
    const late = new Map(found.flatMap((one) => (one.registry ? [[one.registry.index, one] as const] : [])));
    return [...this.registries.map((registry) => this.#ofOne(rule, id, registry, late)), ...whole];
  }

  #ofOne(
    rule: Rule | undefined,
    id: string,
    registry: Registry,
    late: ReadonlyMap<number, InventoryFinding>,
  ): Finding {
    const inventoryFinding = late.get(registry.index);
    if (inventoryFinding) return { registry, outcome: inventoryFinding.outcome, inventoryFinding };
    const result = this.#results.get(id)?.get(registry.index);
    if (result) return { registry, outcome: result.outcome, result };
    // That it passes is known of some only at the end, and then nothing is said of it.
    const passes = rule?.across?.kind === 'unique' && (!rule.when || truthOf(rule.when, registry) === true);
    return { registry, outcome: passes ? 'pass' : 'notApplicable' };
  }
}
