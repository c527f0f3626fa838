import type { ExpectedAcross, ExpectedEntry, OtherRegistry } from '../../model/across.js';
import type { FieldName } from '../../model/field.js';
import type { Registry, RegistryFields } from '../../model/registry.js';
import type { Rule } from '../../model/rule.js';
import type { Selector } from '../../model/selector.js';
import type { Truth } from '../../model/truth.js';
import { acrossFingerprint, fingerprint } from '../fingerprint.js';
import { SelectorIndex } from '../selector-index.js';
import { type Asks, type LateVerdict, lacking, type Said, undecidedWhen, type Verdict } from './asks.js';
import { Possible } from './possible.js';
import { meantByBoth, type Sight } from './sight.js';
import { briefly } from './values.js';

/** A declared registry, and which registries it has turned out to be. */
interface Declared {
  readonly entry: ExpectedEntry;
  readonly registry: Selector<FieldName>;
  matched: number;
  first?: OtherRegistry;
  /** One that may be it. */
  perhaps?: OtherRegistry;
}

/** Exactly the declared registries are there. */
export class Expected implements Asks {
  readonly #rule: Rule;
  readonly #sight: Sight;
  readonly #declared: readonly Declared[];
  readonly #index = new SelectorIndex<Declared>();
  readonly #possible: Possible<Declared>;
  /** Lists of declarations that have been noted to be there perhaps. */
  readonly #noted = new Set<readonly Declared[]>();

  constructor(rule: Rule, { entries }: ExpectedAcross, sight: Sight) {
    this.#rule = rule;
    this.#sight = sight;
    this.#declared = entries.map((entry) => ({ entry, registry: entry.registry, matched: 0 }));
    for (const one of this.#declared) this.#index.add(one);
    this.#possible = new Possible(this.#declared);
  }

  take(registry: Registry, applies: Truth): Said {
    if (applies === false) return 'notApplicable';
    const surely = this.#index.find(registry);
    const unknown = this.#possible.lacking(registry);
    const perhaps = unknown.length === 0 ? [] : this.#possible.find(registry, unknown);
    for (const list of perhaps) this.#note(list, registry);
    if (applies === undefined) {
      for (const one of surely) one.perhaps ??= briefly(registry);
      return [undecidedWhen(this.#rule, registry)];
    }
    const [candidate] = perhaps[0] ?? [];
    if (surely.length === 0) return [this.#undeclared(registry, candidate)];
    const repeated = surely.flatMap((one) => this.#match(one, registry));
    return repeated.length > 0 ? repeated : 'pass';
  }

  finish() {
    const missing = this.#declared.filter(({ matched }) => matched === 0);
    return { verdicts: missing.map((one) => this.#missing(one)), passed: 0 };
  }

  #note(list: readonly Declared[], registry: Registry): void {
    if (this.#noted.has(list)) return;
    this.#noted.add(list);
    for (const one of list) one.perhaps ??= briefly(registry);
  }

  #match(one: Declared, registry: Registry): readonly Verdict[] {
    one.matched++;
    one.first ??= briefly(registry);
    const { entry, first, matched } = one;
    if (matched === 1 || !entry.single) return [];
    return [
      {
        outcome: 'fail',
        across: { kind: 'repeated', entry, other: first },
        evidence: [],
        fingerprint: acrossFingerprint(this.#rule.id, 'repeated', identityOf(entry), matched),
      },
    ];
  }

  /** @param candidate a declaration that it may be, and cannot be told from */
  #undeclared(registry: Registry, candidate: Declared | undefined): Verdict {
    const { id } = this.#rule;
    if (!candidate) {
      const across = { kind: 'undeclared', declared: this.#declared.length } as const;
      return { outcome: 'fail', across, evidence: [], fingerprint: fingerprint(id, registry) };
    }
    const unknown = candidate.registry
      .map(({ field }) => field)
      .filter((field) => registry[field] === undefined);
    return {
      outcome: 'open',
      across: { kind: 'perhapsDeclared', entry: candidate.entry },
      evidence: lacking(unknown, registry),
      fingerprint: fingerprint(id, registry),
    };
  }

  #missing({ entry, perhaps }: Declared): LateVerdict {
    const hidden = this.#sight.hides(meantByBoth(entry.registry, this.#rule.when));
    return {
      outcome: hidden || perhaps ? 'open' : 'fail',
      across: { kind: 'missing', entry, hidden, ...(perhaps && { perhaps }) },
      evidence: [],
      subject: subjectOf(entry),
      fingerprint: acrossFingerprint(this.#rule.id, 'missing', identityOf(entry)),
    };
  }
}

/** What a declaration says, whatever the order in which it says it. */
function identityOf({ registry }: ExpectedEntry): readonly unknown[] {
  return registry.map(({ field, patterns }) => [field, patterns]).sort();
}

/** What is declared, as if it were a registry: waivers and baselines name it so. */
function subjectOf({ registry }: ExpectedEntry): RegistryFields {
  return Object.fromEntries(
    registry.map(({ field, exact, patterns }) => [field, (exact.length === 1 ? exact : patterns).join(', ')]),
  );
}
