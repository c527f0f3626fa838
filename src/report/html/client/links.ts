import type { FindingRow } from '../data-types.js';
import type { Table } from './table.js';

/** Filters that a link to the findings can set: `data-rule="3"`. */
const filters = ['rule', 'account', 'type', 'region', 'state'];

/** Lets links filter the findings, and opens what is folded when a link leads into it. */
export function followLinks(findings: Table<FindingRow> | undefined): void {
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a') : null;
    if (!link) return;
    const filter = filters.find((name) => link.dataset[name] !== undefined);
    if (filter !== undefined) findings?.choose(filter, link.dataset[filter] ?? '');
    if (link.hash !== '') unfold(link.hash);
  });
  addEventListener('hashchange', () => unfold(location.hash));
  unfold(location.hash);
}

function unfold(hash: string): void {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  const folded = target?.closest('details');
  if (!folded || folded.open) return;
  folded.open = true;
  folded.scrollIntoView();
}
