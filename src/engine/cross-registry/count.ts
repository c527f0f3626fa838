import type { CountAcross, CountDetail } from '../../model/across.js';
import type { BadOutcome } from '../../model/baseline.js';
import type { FieldValue, Registry, RegistryFields } from '../../model/registry.js';
import type { Rule } from '../../model/rule.js';
import type { Truth } from '../../model/truth.js';
import { acrossFingerprint } from '../fingerprint.js';
import type { Asks, LateVerdict, Said } from './asks.js';
import { type Meant, meantBy, type Sight } from './sight.js';
import { comparable } from './values.js';

/** Registries with the same values. */
interface Group {
  readonly values: readonly FieldValue[];
  /** The registries that count, and those that may. */
  sure: number;
  perhaps: number;
}

/** Registries of which it is not known to which group they belong. */
interface Stray {
  sure: number;
  perhaps: number;
  /** Those that do not count. They still may be of a group that nothing else is of. */
  others: number;
}

/**
 * So many registries are there, in all or in each group. The groups are those of all registries, also of those that
 * do not count: in a region where there are other registries alone, there are none.
 */
export class Count implements Asks {
  readonly #rule: Rule;
  readonly #count: CountAcross;
  readonly #sight: Sight;
  readonly #meant: Meant;
  readonly #groups = new Map<string, Group>();
  readonly #stray: Stray = { sure: 0, perhaps: 0, others: 0 };

  constructor(rule: Rule, count: CountAcross, sight: Sight) {
    this.#rule = rule;
    this.#count = count;
    this.#sight = sight;
    this.#meant = meantBy(rule.when);
    if (count.by.length === 0) this.#group([], true);
    for (const value of count.for ?? []) this.#group([value], true);
  }

  take(registry: Registry, applies: Truth): Said {
    const values: FieldValue[] = [];
    for (const field of this.#count.by) {
      const value = comparable(field, registry);
      // An empty text says no more of where a registry belongs than none at all.
      if (value === undefined || value === '') {
        this.#stray[nameOf(applies)]++;
        return undefined;
      }
      values.push(value);
    }
    const group = this.#group(values, this.#count.for === undefined && this.#count.by.length > 0);
    if (group && applies !== false) group[nameOf(applies) === 'sure' ? 'sure' : 'perhaps']++;
    return undefined;
  }

  finish() {
    const verdicts: LateVerdict[] = [];
    let passed = 0;
    const doubted = { stray: false, hidden: false };
    for (const group of this.#groups.values()) {
      const detail = this.#detail(group);
      const outcome = outcomeOf(detail);
      if (outcome === undefined) passed++;
      else if (this.#passesByItself(detail, group)) {
        doubted.stray ||= detail.possible > group.perhaps;
        doubted.hidden ||= detail.hidden;
      } else verdicts.push(this.#verdict(detail, outcome));
    }
    const unknown = this.#unknownGroups(doubted);
    if (unknown) verdicts.push(unknown);
    return { verdicts, passed };
  }

  /**
   * Whether nothing but registries that may belong anywhere keep a group from passing. Those do so to each, and are
   * told of once.
   */
  #passesByItself(detail: CountDetail, { perhaps }: Group): boolean {
    return detail.by.length > 0 && outcomeOf({ ...detail, possible: perhaps, hidden: false }) === undefined;
  }

  #group(values: readonly FieldValue[], isNew: boolean): Group | undefined {
    const key = JSON.stringify(values);
    const known = this.#groups.get(key);
    if (known || !isNew) return known;
    const group = { values, sure: 0, perhaps: 0 };
    this.#groups.set(key, group);
    return group;
  }

  #detail({ values, sure, perhaps }: Group): CountDetail {
    const { by, min, max } = this.#count;
    return {
      kind: 'count',
      by,
      values,
      count: sure,
      possible: perhaps + this.#stray.sure + this.#stray.perhaps,
      hidden: this.#sight.hides(this.#meant, this.#subject(values)),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    };
  }

  #subject(values: readonly FieldValue[]): RegistryFields {
    return Object.fromEntries(this.#count.by.map((field, at) => [field, values[at]]));
  }

  #verdict(across: CountDetail, outcome: BadOutcome): LateVerdict {
    const { min = 0, max = Number.POSITIVE_INFINITY, count } = across;
    const isOver = min > 0 && count > max;
    const named = across.by.map((field, at) => [field, across.values[at]]).sort();
    return {
      outcome,
      across,
      evidence: [],
      subject: this.#subject(across.values),
      // Who accepted that there are too few has not accepted that there are too many.
      fingerprint: acrossFingerprint(this.#rule.id, isOver ? 'too-many' : 'count', named),
    };
  }

  /**
   * That there may be a group of which nothing is known and which would be a finding, or that registries which may
   * belong anywhere make known ones doubtful.
   */
  #unknownGroups(doubted: { readonly stray: boolean; readonly hidden: boolean }): LateVerdict | undefined {
    const { by, for: asked, min = 0, max = Number.POSITIVE_INFINITY } = this.#count;
    if (by.length === 0) return undefined;
    const { sure, perhaps, others } = this.#stray;
    const mayBeNew = asked === undefined;
    const hidden =
      doubted.hidden || (mayBeNew && ((min > 0 && this.#sight.isFiltered) || this.#sight.hides(this.#meant)));
    const tooFew = (min > 0 && perhaps + others > 0) || (min > 1 && sure > 0);
    const stray = doubted.stray || (mayBeNew && (tooFew || sure + perhaps > max));
    if (!hidden && !stray) return undefined;
    return {
      outcome: 'open',
      across: { kind: 'groups', by, registries: stray ? sure + perhaps + others : 0, hidden },
      evidence: [],
      subject: {},
      fingerprint: acrossFingerprint(this.#rule.id, 'groups'),
    };
  }
}

function nameOf(applies: Truth): keyof Stray {
  if (applies === undefined) return 'perhaps';
  return applies ? 'sure' : 'others';
}

/** Undefined where it is as it should be, however what is not known turns out. */
function outcomeOf({ count, possible, hidden, min = 0, max }: CountDetail): BadOutcome | undefined {
  const most = hidden ? Number.POSITIVE_INFINITY : count + possible;
  if (most < min || (max !== undefined && count > max)) return 'fail';
  return count < min || (max !== undefined && most > max) ? 'open' : undefined;
}
