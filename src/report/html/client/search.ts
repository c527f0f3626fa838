import type { FindingRow, PageData, RegistryRow } from '../data-types.js';

/** Whether a row has a word. */
export type Match<Row> = (row: Row, index: number) => boolean;

const lower = (texts: readonly string[]): string => texts.join('\n').toLowerCase();

/** The words of a search. A row is found when it has all of them. */
export function wordsIn(search: string): readonly string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * Searches registries and findings. Many findings share a registry, a rule and a message, so a word is looked for in
 * those, each once, and findings are only asked which of them they have.
 */
export class Search {
  readonly #data: PageData;
  readonly #registries: readonly string[];
  readonly #messages: readonly string[];
  readonly #rules: readonly string[];
  readonly #accepted: readonly string[];

  constructor(data: PageData) {
    this.#data = data;
    this.#registries = data.registries.map(([account, type, region, name, id, host, place]) =>
      lower([
        data.accounts[account] ?? '',
        data.types[type] ?? '',
        data.regions[region] ?? '',
        name,
        id,
        host,
        place,
      ]),
    );
    this.#messages = data.messages.map((text) => text.toLowerCase());
    this.#rules = data.rules.map(({ id, title }) => lower([id, title]));
    this.#accepted = data.accepted.map((text) => text.toLowerCase());
  }

  registry(word: string): Match<RegistryRow> {
    const found = having(this.#registries, word);
    return (_, index) => found[index] === 1;
  }

  finding(word: string): Match<FindingRow> {
    const registries = having(this.#registries, word);
    const messages = having(this.#messages, word);
    const rules = having(this.#rules, word);
    const accepted = having(this.#accepted, word);
    const severities = having(
      this.#data.severities.map((text) => text.toLowerCase()),
      word,
    );
    return ([severity, , rule, message, registry, reason]) =>
      registries[registry] === 1 ||
      messages[message] === 1 ||
      rules[rule] === 1 ||
      accepted[reason] === 1 ||
      severities[severity] === 1;
  }
}

function having(texts: readonly string[], word: string): Uint8Array {
  return Uint8Array.from(texts, (text) => (text.includes(word) ? 1 : 0));
}
