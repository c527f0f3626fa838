import type { Messages } from '../../../messages/messages.js';
import type { RowElement } from '../node.js';
import { createNode } from './create-node.js';
import { count, fill, part } from './part.js';
import { type Match, wordsIn } from './search.js';

/** What one table of the page has that others do not. */
export interface TableOptions<Row> {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly element: (row: Row) => RowElement;
  readonly match: (word: string) => Match<Row>;
  /** By the name of a filter: which of its choices a row is. */
  readonly filters: Readonly<Record<string, (row: Row) => number>>;
  /** By the word of a column: by what its rows are sorted. */
  readonly sorts: Readonly<Record<string, (row: Row, index: number) => number>>;
  /** The column that begins with the largest. */
  readonly mostFirst?: string;
}

/** How many rows are put into the page at once where many are wanted. */
const STEP = 100;

/** How many rows are printed at most: paper has its limits. */
const PRINTED = 2000;

/** Lets people search, filter, sort and leaf through one table. */
export class Table<Row> {
  readonly #options: TableOptions<Row>;
  readonly #words: Messages['html']['client'];
  readonly #body: HTMLTableSectionElement;
  readonly #form: HTMLFormElement;
  readonly #pager: HTMLElement;
  #order: number[];
  #found: readonly number[];
  #page = 0;
  #size = 50;
  #sorted: { readonly by: string; readonly down: boolean } | undefined;
  #drawing = 0;

  /** Undefined where the page has no such table, for there are no rows. */
  static on<Row>(options: TableOptions<Row>, words: Messages['html']['client']): Table<Row> | undefined {
    const table = part(`${options.id}-table`, HTMLTableElement);
    const form = part(`${options.id}-filters`, HTMLFormElement);
    const pager = part(`${options.id}-pager`, HTMLElement);
    const body = table?.tBodies[0];
    return table && form && pager && body ? new Table(options, words, table, body, form, pager) : undefined;
  }

  private constructor(
    options: TableOptions<Row>,
    words: Messages['html']['client'],
    table: HTMLTableElement,
    body: HTMLTableSectionElement,
    form: HTMLFormElement,
    pager: HTMLElement,
  ) {
    this.#options = options;
    this.#words = words;
    this.#body = body;
    this.#form = form;
    this.#pager = pager;
    this.#order = options.rows.map((_, index) => index);
    this.#found = this.#order;
    for (const head of table.querySelectorAll<HTMLTableCellElement>('th[data-sort]'))
      this.#makeSortable(head);
    form.addEventListener('input', () => this.#filter());
    form.addEventListener('submit', (event) => event.preventDefault());
    // The fields are empty only when the event is over.
    form.addEventListener('reset', () => setTimeout(() => this.#filter()));
    pager.addEventListener('click', ({ target }) => this.#turn(target));
    pager.querySelector('select')?.addEventListener('change', ({ target }) => this.#resize(target));
    this.#draw();
  }

  /** Sets one filter and no other. */
  choose(filter: string, value: string): void {
    this.#form.reset();
    const field = this.#form.elements.namedItem(filter);
    if (field instanceof HTMLSelectElement) field.value = value;
    this.#filter();
  }

  /** Shows all that is found, as far as paper goes, and says how much that is. */
  beforePrint(): void {
    const shown = Math.min(this.#found.length, PRINTED);
    this.#replace(this.#found.slice(0, shown));
    const note = part(`${this.#options.id}-printed`, HTMLElement);
    const values = { shown: count(shown), found: count(this.#found.length) };
    if (note) note.textContent = shown < this.#found.length ? fill(this.#words.printed, values) : '';
  }

  afterPrint(): void {
    this.#draw();
  }

  #makeSortable(head: HTMLTableCellElement): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => this.#sort(head));
  }

  #sort(head: HTMLTableCellElement): void {
    const by = head.dataset['sort'] ?? '';
    const down = this.#sorted?.by === by ? !this.#sorted.down : by === this.#options.mostFirst;
    this.#sorted = { by, down };
    for (const other of head.parentElement?.children ?? []) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const { rows, sorts } = this.#options;
    const key = sorts[by] ?? (() => 0);
    const keys = rows.map((row, index) => key(row, index));
    const sign = down ? -1 : 1;
    this.#order = rows.map((_, index) => index);
    this.#order.sort((a, b) => sign * ((keys[a] ?? 0) - (keys[b] ?? 0)) || a - b);
    this.#filter();
  }

  #filter(): void {
    const { rows, filters, match } = this.#options;
    const values = new FormData(this.#form);
    const tests: Match<Row>[] = wordsIn(String(values.get('search') ?? '')).map(match);
    for (const [name, of] of Object.entries(filters)) {
      const chosen = values.get(name) ?? '';
      if (chosen !== '') tests.push((row) => of(row) === Number(chosen));
    }
    const passes = (index: number) => {
      const row = rows[index];
      return row !== undefined && tests.every((test) => test(row, index));
    };
    this.#found = tests.length === 0 ? this.#order : this.#order.filter(passes);
    this.#page = 0;
    this.#draw();
  }

  #turn(target: EventTarget | null): void {
    if (!(target instanceof HTMLButtonElement)) return;
    this.#page += Number(target.dataset['turn']);
    this.#draw();
    this.#body.closest('section')?.scrollIntoView();
  }

  #resize(target: EventTarget | null): void {
    if (!(target instanceof HTMLSelectElement)) return;
    this.#size = Number(target.value);
    this.#page = 0;
    this.#draw();
  }

  #pages(): number {
    return Math.max(1, Math.ceil(this.#found.length / this.#size));
  }

  /** The rows of the page; many of them a part at a time, so that the browser stays at hand. */
  #draw(): void {
    const from = this.#page * this.#size;
    const shown = this.#found.slice(from, from + this.#size);
    this.#replace(shown.slice(0, STEP));
    const drawing = this.#drawing;
    const more = (at: number) => {
      if (at >= shown.length || drawing !== this.#drawing) return;
      this.#body.append(this.#rows(shown.slice(at, at + STEP)));
      setTimeout(() => more(at + STEP));
    };
    setTimeout(() => more(STEP));
    this.#tell();
  }

  #replace(indices: readonly number[]): void {
    this.#drawing++;
    this.#body.replaceChildren(this.#rows(indices));
  }

  #rows(indices: readonly number[]): DocumentFragment {
    const fragment = document.createDocumentFragment();
    for (const index of indices) {
      const row = this.#options.rows[index];
      if (row !== undefined) fragment.append(createNode(this.#options.element(row)));
    }
    return fragment;
  }

  /** Says which rows are shown. */
  #tell(): void {
    const { shown, shownOf, noRow, page } = this.#words;
    const all = this.#options.rows.length;
    const found = this.#found.length;
    const from = this.#page * this.#size;
    const values = {
      from: count(from + 1),
      to: count(Math.min(found, from + this.#size)),
      found: count(found),
      all: count(all),
    };
    const status = part(`${this.#options.id}-status`, HTMLElement);
    if (status) status.textContent = fill(found === 0 ? noRow : found === all ? shown : shownOf, values);
    const pages = this.#pages();
    const where = this.#pager.querySelector('.page');
    if (where) where.textContent = fill(page, { page: count(this.#page + 1), pages: count(pages) });
    for (const button of this.#pager.querySelectorAll('button')) {
      const next = this.#page + Number(button.dataset['turn']);
      button.disabled = next < 0 || next >= pages;
    }
  }
}
