import type { OtherRegistry, UniqueAcross } from '../../model/across.js';
import type { FieldName } from '../../model/field.js';
import type { FieldValue, Registry } from '../../model/registry.js';
import type { Rule } from '../../model/rule.js';
import type { Truth } from '../../model/truth.js';
import { acrossFingerprint, fingerprint } from '../fingerprint.js';
import { type Asks, type LateVerdict, lacking, type Said, undecidedWhen } from './asks.js';
import { briefly, comparable } from './values.js';

type Values = readonly (FieldValue | undefined)[];

/** Registries of which the same is known: how many, and the first two of them. */
interface Alike {
  readonly values: Values;
  readonly first: OtherRegistry;
  second?: OtherRegistry;
  count: number;
}

/** A registry of which some values are not known. */
interface Partial {
  readonly registry: Registry;
  readonly mask: number;
  readonly values: Values;
  /** 2 for the second of which the same is known. */
  readonly occurrence: number;
}

/**
 * No two registries have the same values. Where all are known a repeated one is found at once. Where some are not,
 * two registries are the same one only perhaps, and that cannot be told before the end: the other may come later.
 */
export class Unique implements Asks {
  readonly #rule: Rule;
  readonly #fields: readonly FieldName[];
  /** By which of the fields are known, and by their values. */
  readonly #alike = new Map<number, Map<string, Alike>>();
  readonly #partial: Partial[] = [];
  readonly #projections = new Map<string, ReadonlyMap<string, Alike>>();

  constructor(rule: Rule, { fields }: UniqueAcross) {
    this.#rule = rule;
    this.#fields = fields;
  }

  take(registry: Registry, applies: Truth): Said {
    if (applies === false) return 'notApplicable';
    if (applies === undefined) return [undecidedWhen(this.#rule, registry)];
    const values = this.#fields.map((field) => comparable(field, registry));
    if (values.every((value) => value === undefined || value === '')) return [this.#nothing(registry)];
    const mask = maskOf(values);
    const { count, first } = note(this.#known(mask), values, briefly(registry));
    if (mask !== this.#whole) {
      this.#partial.push({ registry, mask, values, occurrence: count });
      return undefined;
    }
    if (count === 1) return 'pass';
    return [
      {
        outcome: 'fail',
        across: { kind: 'same', fields: this.#fields, other: first },
        evidence: [],
        fingerprint: acrossFingerprint(this.#rule.id, 'same', this.#named(values), count),
      },
    ];
  }

  finish() {
    const verdicts: LateVerdict[] = [];
    const registries: Registry[] = [];
    for (const partial of this.#partial) {
      const other = this.#otherThan(partial);
      if (other) verdicts.push(this.#perhaps(partial, other));
      else registries.push(partial.registry);
    }
    return { verdicts, passed: registries.length, registries };
  }

  get #whole(): number {
    return 2 ** this.#fields.length - 1;
  }

  #known(mask: number): Map<string, Alike> {
    const known = this.#alike.get(mask) ?? new Map<string, Alike>();
    this.#alike.set(mask, known);
    return known;
  }

  /** Another registry that has the same values as far as those of both are known. */
  #otherThan({ registry, mask, values }: Partial): OtherRegistry | undefined {
    let best: OtherRegistry | undefined;
    for (const theirs of this.#alike.keys()) {
      const common = mask & theirs;
      const alike = this.#projected(theirs, common).get(keyOf(values, common));
      const other = alike?.first.index === registry.index ? alike.second : alike?.first;
      if (other && (!best || other.index < best.index)) best = other;
    }
    return best;
  }

  /** Registries of which `mask` is known, by what is known in `common` alone. */
  #projected(mask: number, common: number): ReadonlyMap<string, Alike> {
    const known = this.#known(mask);
    if (mask === common) return known;
    const name = `${mask} ${common}`;
    const made = this.#projections.get(name);
    if (made) return made;
    const projection = new Map<string, Alike>();
    // Whose `mask` is another one is not among them, so the first is enough.
    for (const { values, first } of known.values()) {
      const shared = values.map((value, at) => (common & (1 << at) ? value : undefined));
      note(projection, shared, first);
    }
    this.#projections.set(name, projection);
    return projection;
  }

  #perhaps({ registry, values, occurrence }: Partial, other: OtherRegistry): LateVerdict {
    const unknown = this.#fields.filter((_, at) => values[at] === undefined);
    return {
      outcome: 'open',
      across: { kind: 'perhaps', fields: this.#fields, other },
      evidence: lacking(unknown, registry),
      registry,
      subject: registry,
      fingerprint: acrossFingerprint(this.#rule.id, 'perhaps', this.#named(values), occurrence),
    };
  }

  #nothing(registry: Registry) {
    return {
      outcome: 'open' as const,
      across: { kind: 'nothing' as const, fields: this.#fields },
      evidence: lacking(this.#fields, registry),
      fingerprint: fingerprint(this.#rule.id, registry),
    };
  }

  /** The values with their fields, as part of an identity: that of a rule does not end when its fields move. */
  #named(values: Values): readonly unknown[] {
    return this.#fields.map((field, at) => [field, values[at] ?? null]).sort();
  }
}

/** A bit for each value that is known. */
function maskOf(values: Values): number {
  return values.reduce<number>((mask, value, at) => (value === undefined ? mask : mask | (1 << at)), 0);
}

const keyOf = (values: Values, mask: number): string =>
  JSON.stringify(values.map((value, at) => (mask & (1 << at) ? value : null)));

function note(known: Map<string, Alike>, values: Values, registry: OtherRegistry): Alike {
  const key = keyOf(values, maskOf(values));
  const alike = known.get(key);
  if (!alike) {
    const first = { values, first: registry, count: 1 };
    known.set(key, first);
    return first;
  }
  alike.count++;
  alike.second ??= registry;
  return alike;
}
