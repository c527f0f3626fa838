import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** What a page has in it that is not plain text. */
export interface Page {
  readonly headings: readonly string[];
  /** How many columns each table has. Every row of it has as many. */
  readonly columns: readonly number[];
  /** Cells of all tables, row by row. */
  readonly rows: readonly (readonly string[])[];
  readonly links: readonly string[];
  /** Elements other than those of tables, headings, paragraphs, lists and links, breaks in cells and comments. */
  readonly tags: readonly string[];
  readonly html: string;
}

const usual = new Set([
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'h2',
  'h3',
  'p',
  'ul',
  'li',
  'a',
  'strong',
]);

/** Markdown as GitHub renders it, taken apart. HTML in it is let through, so that nothing can hide. */
export function texts(markdown: string): Page {
  const html = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
  const tables = all(html, /<table>(.*?)<\/table>/gs).map((table) => all(table, /<tr>(.*?)<\/tr>/gs));
  const tags = all(html, /<([a-z][\w-]*)/gi).map((name) => name.toLowerCase());
  const inCells = tables.flat().join('');
  const breaks = all(inCells, /<(br)>/g).length;
  const allBreaks = tags.filter((tag) => tag === 'br').length;
  return {
    headings: all(html, /<h\d>(.*?)<\/h\d>/gs).map(plain),
    columns: tables.map((rows) => {
      const counts = new Set(rows.map((row) => all(row, /<(t[hd])\b/g).length));
      if (counts.size !== 1) throw new Error('a table whose rows are not alike');
      return [...counts][0] ?? 0;
    }),
    rows: tables.flat().map((row) => all(row, /<t[hd][^>]*>(.*?)<\/t[hd]>/gs).map(plain)),
    links: all(html, /<a [^>]*href="([^"]*)"/g).map(plain),
    tags: [...new Set(tags.filter((tag) => !usual.has(tag) && (tag !== 'br' || allBreaks > breaks)))],
    html,
  };
}

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, part]) => part ?? '');

/** The text of a piece of HTML, a line break where it has one. */
function plain(html: string): string {
  return html
    .replaceAll('<br>', '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
