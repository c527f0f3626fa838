import type { Messages } from '../../../messages/messages.js';
import { html, type Markup, type Part } from '../markup.js';
import { count } from '../text.js';

/** One filter: its name for the script, what people call it, and what can be chosen. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: number; readonly text: string }[];
}

/** A column, and the word by which the script sorts it. */
export interface Column {
  readonly sort: string;
  readonly text: string;
  readonly number?: boolean;
}

/** A table that can be searched, filtered, sorted and leafed through. */
export interface Explorer {
  /** Begins the ids of its parts. */
  readonly id: string;
  readonly caption: string;
  readonly filters: readonly Filter[];
  readonly columns: readonly Column[];
  /** How many rows there are, and the first of them. */
  readonly total: number;
  readonly rows: readonly Markup[];
}

/** The table with its first rows. What needs the script is hidden until it runs. */
export function explorer(words: Messages['html'], table: Explorer): Markup {
  const { id, caption, columns, rows, total } = table;
  const heads = columns.map(
    ({ sort, text, number }) =>
      html`<th scope="col" data-sort="${sort}" class="col-${sort}${number === true && ' number'}">${text}</th>`,
  );
  return html`${filterForm(words, table)}
<p class="status" id="${id}-status" role="status"></p>
${total > rows.length && html`<noscript><p class="hint">${words.firstRows(rows.length, total)}</p></noscript>`}
<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table id="${id}-table" class="${id}"><caption class="unseen">${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>
<p class="printed" id="${id}-printed"></p>
${pager(words, id, caption)}`;
}

function filterForm(words: Messages['html'], { id, caption, filters }: Explorer): Markup {
  return html`<form class="filters" id="${id}-filters" role="search" aria-label="${caption}" data-needs-script hidden><label class="search"><span>${words.search}</span><input type="search" name="search" placeholder="${words.searchHint}" autocomplete="off" spellcheck="false"></label>${filters.map(
    ({ name, label, options }) =>
      select(name, label, [
        html`<option value="">${words.all}</option>`,
        options.map(({ value, text }) => html`<option value="${value}">${text}</option>`),
      ]),
  )}<button type="reset">${words.clear}</button></form>`;
}

function select(name: string, label: string, options: Part): Markup {
  return html`<label><span>${label}</span><select name="${name}">${options}</select></label>`;
}

function pager(words: Messages['html'], id: string, caption: string): Markup {
  return html`<nav class="pager" id="${id}-pager" aria-label="${caption}" data-needs-script hidden><button type="button" data-turn="-1">${words.previousPage}</button><span class="page"></span><button type="button" data-turn="1">${words.nextPage}</button>${select(
    'size',
    words.rowsPerPage,
    html`${[50, 100, 500, 2000].map((size) => html`<option value="${size}">${count(size)}</option>`)}`,
  )}<span class="hint">${words.nextToPrint}</span></nav>`;
}
