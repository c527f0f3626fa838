import type { FieldPattern, Selector, SelectorField } from '../model/selector.js';
import { type Selectable, selects } from './selector.js';

/** A part of a value, by which selectors can be looked up: all of it, its first or its last characters. */
interface Key {
  readonly part: 'whole' | 'prefix' | 'suffix';
  readonly text: string;
}

/** The longest literal text that a glob begins with or ends in. */
function globKey(glob: string): Key {
  const [prefix = ''] = /^[^*?]*/.exec(glob) ?? [];
  const [suffix = ''] = /[^*?]*$/.exec(glob) ?? [];
  return prefix.length >= suffix.length ? { part: 'prefix', text: prefix } : { part: 'suffix', text: suffix };
}

/** Keys of which a value that matches the pattern has at least one; undefined where a glob has no such key. */
function keysOf({ exact, globs }: FieldPattern): readonly Key[] | undefined {
  const whole = exact.map((text): Key => ({ part: 'whole', text }));
  const keys = [...whole, ...globs.map(({ text }) => globKey(text))];
  return keys.every(({ part, text }) => part === 'whole' || text !== '') ? keys : undefined;
}

/** All selectors that are looked up by the same part of the same field. */
class Shelf<T> {
  readonly #field: SelectorField;
  readonly #part: Key['part'];
  readonly #length: number;
  readonly #items = new Map<string, T[]>();

  constructor(field: SelectorField, { part, text }: Key) {
    this.#field = field;
    this.#part = part;
    this.#length = text.length;
  }

  under(text: string): readonly T[] {
    return this.#items.get(text) ?? [];
  }

  add(text: string, item: T): void {
    const items = this.#items.get(text);
    if (items) items.push(item);
    else this.#items.set(text, [item]);
  }

  candidates(registry: Selectable): readonly T[] {
    const value = registry[this.#field];
    if (value === undefined) return [];
    const text = String(value);
    if (this.#part === 'whole') return this.under(text);
    return this.under(this.#part === 'prefix' ? text.slice(0, this.#length) : text.slice(-this.#length));
  }
}

/** One field of a selector with its keys. */
interface Handle {
  readonly field: SelectorField;
  readonly keys: readonly Key[];
}

/**
 * Finds those of many selectors that choose a registry, without asking each. A selector is looked up by that of
 * its fields under which the fewest others stand, so that ten thousand which all name the same account and a
 * registry each are looked up by the registry. Only globs with a wildcard at both ends are tried one by one.
 */
export class SelectorIndex<T extends { readonly registry: Selector }> {
  readonly #shelves = new Map<string, Shelf<T>>();
  readonly #others: T[] = [];

  add(item: T): void {
    const handle = this.#loneliest(item.registry);
    if (!handle) this.#others.push(item);
    else for (const key of handle.keys) this.#shelf(handle.field, key).add(key.text, item);
  }

  /** Every item whose selector chooses the registry, each once. */
  find(registry: Selectable): readonly T[] {
    const found: T[] = [];
    for (const shelf of this.#shelves.values()) keep(shelf.candidates(registry), registry, found);
    keep(this.#others, registry, found);
    return found;
  }

  #loneliest(selector: Selector): Handle | undefined {
    let best: Handle | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const pattern of selector) {
      const keys = keysOf(pattern);
      if (!keys) continue;
      const company = keys.map((key) => this.#shelf(pattern.field, key).under(key.text).length);
      const most = Math.max(...company);
      if (most < least) {
        best = { field: pattern.field, keys };
        least = most;
      }
    }
    return best;
  }

  #shelf(field: SelectorField, key: Key): Shelf<T> {
    const name = key.part === 'whole' ? field : `${field} ${key.part} ${key.text.length}`;
    const shelf = this.#shelves.get(name) ?? new Shelf<T>(field, key);
    this.#shelves.set(name, shelf);
    return shelf;
  }
}

function keep<T extends { readonly registry: Selector }>(
  candidates: readonly T[],
  registry: Selectable,
  found: T[],
): void {
  for (const item of candidates) {
    if (!found.includes(item) && selects(item.registry, registry)) found.push(item);
  }
}
