import type { FieldName } from '../../model/field.js';
import type { Registry } from '../../model/registry.js';
import type { Selector } from '../../model/selector.js';
import { SelectorIndex } from '../selector-index.js';

/** Items whose selectors ask the same of the fields that are known. */
interface Bucket<T> {
  readonly registry: Selector<FieldName>;
  readonly items: T[];
}

/**
 * Finds the items whose selectors may choose a registry that lacks some of their fields: all that is known of it
 * fits. For each set of fields that a registry lacks, the selectors without those are indexed once.
 */
export class Possible<T extends { readonly registry: Selector<FieldName> }> {
  readonly #items: readonly T[];
  readonly #fields: readonly FieldName[];
  readonly #indexes = new Map<string, SelectorIndex<Bucket<T>>>();

  constructor(items: readonly T[]) {
    this.#items = items;
    this.#fields = [...new Set(items.flatMap(({ registry }) => registry.map(({ field }) => field)))];
  }

  /** The fields that selectors ask of and a registry lacks. */
  lacking(registry: Registry): readonly FieldName[] {
    return this.#fields.filter((field) => registry[field] === undefined);
  }

  /**
   * Lists of items that may choose it, and of none that surely do. A list that has been found before is the same
   * object, so that whoever goes through each once takes no longer than there are items.
   */
  find(registry: Registry, lacking: readonly FieldName[]): readonly (readonly T[])[] {
    const name = lacking.join(' ');
    const index = this.#indexes.get(name) ?? this.#indexWithout(new Set(lacking));
    this.#indexes.set(name, index);
    return index.find(registry).map(({ items }) => items);
  }

  #indexWithout(lacking: ReadonlySet<FieldName>): SelectorIndex<Bucket<T>> {
    const buckets = new Map<string, Bucket<T>>();
    for (const item of this.#items) {
      const registry = item.registry.filter(({ field }) => !lacking.has(field));
      if (registry.length === item.registry.length) continue;
      const key = JSON.stringify(registry.map(({ field, patterns }) => [field, patterns]));
      const bucket = buckets.get(key) ?? { registry, items: [] };
      buckets.set(key, bucket);
      bucket.items.push(item);
    }
    const index = new SelectorIndex<Bucket<T>>();
    for (const bucket of buckets.values()) index.add(bucket);
    return index;
  }
}
