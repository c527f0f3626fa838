import type { FindingRow, PageData, RegistryRow } from '../data-types.js';
import { findingElement, registryElement } from '../rows.js';
import { once, ranksOf } from './ranks.js';
import { Search } from './search.js';
import type { TableOptions } from './table.js';

/** The table of findings: what its filters and its columns go by. */
export function findingTable(data: PageData, search: () => Search): TableOptions<FindingRow> {
  const names = once(() => ranksOf(data.registries.map(([, , , name]) => name)));
  const accounts = once(() => ranksOf(data.accounts));
  const rules = once(() => ranksOf(data.rules.map(({ id }) => id)));
  const days = once(() => ranksOf(data.days));
  const of = ([, , , , registry]: FindingRow) => data.registries[registry];
  return {
    id: 'findings',
    rows: data.findings,
    element: (row) => findingElement(data, row),
    match: (word) => search().finding(word),
    filters: {
      severity: ([severity]) => severity,
      outcome: ([, open]) => open,
      rule: ([, , rule]) => rule,
      account: (row) => of(row)?.[0] ?? -1,
      type: (row) => of(row)?.[1] ?? -1,
      region: (row) => of(row)?.[2] ?? -1,
      state: ([, , , , , , state]) => state,
      accepted: ([, , , , , accepted]) => (accepted === -1 ? 0 : 1),
    },
    sorts: {
      severity: ([severity, open, , , , accepted]) => (accepted === -1 ? 0 : 10) + severity * 2 + open,
      registry: ([, , , , registry]) => names()[registry] ?? -1,
      rule: ([, , rule]) => rules()[rule] ?? -1,
      account: (row) => accounts()[of(row)?.[0] ?? -1] ?? -1,
      state: ([, , , , , , state, since]) => state * 1e6 - (days()[since] ?? -1),
    },
  };
}

/** The table of registries. */
export function registryTable(data: PageData, search: () => Search): TableOptions<RegistryRow> {
  const ranked = (text: (row: RegistryRow) => string) => {
    const ranks = once(() => ranksOf(data.registries.map(text)));
    return (_: RegistryRow, index: number) => ranks()[index] ?? -1;
  };
  return {
    id: 'registries',
    rows: data.registries,
    element: (row) => registryElement(data, row),
    match: (word) => search().registry(word),
    filters: {
      standing: ([, , , , , , , standing]) => standing,
      account: ([account]) => account,
      type: ([, type]) => type,
      region: ([, , region]) => region,
    },
    sorts: {
      name: ranked(([, , , name]) => name),
      type: ranked(([, type]) => data.types[type] ?? ''),
      account: ranked(([account]) => data.accounts[account] ?? ''),
      region: ranked(([, , region]) => data.regions[region] ?? ''),
      host: ranked(([, , , , , host]) => host),
      findings: ([, , , , , , , , findings]) => findings,
      standing: ([, , , , , , , standing]) => standing,
    },
    mostFirst: 'findings',
  };
}

/** What searches both, made when somebody first searches. */
export const lazySearch = (data: PageData): (() => Search) => once(() => new Search(data));
