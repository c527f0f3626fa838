import { html, type Markup, type Part } from './markup.js';

/** A column head; figures stand at the right. */
export interface Head {
  readonly text: string;
  readonly number?: boolean;
  /** Which column it is, for the style sheet. */
  readonly kind?: string;
}

/** A table with its name. It scrolls by itself where the page is narrow, and can be reached to do so by keyboard. */
export function table(caption: string, heads: readonly Head[], rows: Part, kind = ''): Markup {
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table class="${kind}"><caption class="unseen">${caption}</caption><thead><tr>${heads.map(head)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function head({ text, number, kind = '' }: Head): Markup {
  if (text === '') return html`<td class="bar-cell"></td>`;
  return html`<th scope="col"${(number === true || kind !== '') && html` class="${number === true ? 'number' : ''} ${kind}"`}>${text}</th>`;
}

/** A table that is only looked at when somebody wants to. */
export function folded(summary: string, content: Part): Markup {
  return html`<details class="fold"><summary>${summary}</summary>${content}</details>`;
}

/** A part of the page, with its heading and an anchor. */
export function section(id: string, title: string, content: Part): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${content}</section>`;
}

/** A smaller part with a heading of its own. */
export function card(title: string, content: Part, kind = ''): Markup {
  return html`<div class="card ${kind}"><h3>${title}</h3>${content}</div>`;
}
