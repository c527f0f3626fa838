import { micromark } from 'micromark';
import { html, Markup } from './markup.js';
import { visibleLines } from './text.js';

/** Off: HTML, which stays text; images, which would be fetched; headings, as the page has its own. */
const disable = { null: ['htmlFlow', 'htmlText', 'labelStartImage', 'headingAtx', 'setextUnderline'] };

/** A link as micromark writes it: what is in it is escaped, and no link stands in another. */
const LINK = /<a href="([^"]*)"(?: title="[^"]*")?>(.*?)<\/a>/gs;

/** Where a link leads to: pages, and nothing that a program or a script would open. */
const PAGE = /^https?:\/\//i;

/** The Markdown of a rule, safe whoever wrote it. */
export function markdown(text: string): Markup {
  const rendered = micromark(visibleLines(text), { extensions: [{ disable }] });
  return new Markup(
    rendered.replace(LINK, (_, address: string, shown: string) =>
      PAGE.test(address) ? `<a href="${address}" rel="noopener noreferrer">${shown}</a>` : shown,
    ),
  );
}

/** A link to a page outside; its text alone where the address is not that of a page. */
export function outsideLink(address: string, text: string): Markup {
  const usable = PAGE.test(address) && URL.canParse(address);
  if (!usable) return html`<bdi>${text}</bdi>`;
  return html`<a href="${new URL(address).href}" rel="noopener noreferrer"><bdi>${text}</bdi></a>`;
}

/** The first paragraph of a Markdown text: what to do, without its steps. */
export function firstParagraph(text: string): string {
  return text.trim().split(/\n\s*\n/)[0] ?? '';
}
