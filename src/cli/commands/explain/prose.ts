import { plainText } from '../../../report/markdown.js';
import { hang } from '../../../report/wrap.js';

/** The list mark at the start of a line: `1. ` or `- `. */
const MARK = /^(?:\d+\.|-) /;

/** The Markdown of a rule file as it reads at a terminal: wrapped, with list items hanging behind their marks. */
export function prose(markdown: string, width: number, indent: number): string {
  return markdown
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      blocks(paragraph)
        .map((text) => block(text, width, indent))
        .join('\n'),
    )
    .join('\n\n');
}

/** A paragraph, or the items of a list. Other line breaks are only layout. */
function blocks(paragraph: string): string[] {
  const found: string[] = [];
  for (const line of plainText(paragraph).split('\n')) {
    const last = found.at(-1);
    if (last === undefined || MARK.test(line)) found.push(line.trim());
    else found[found.length - 1] = `${last}${gap(last)}${line.trim()}`;
  }
  return found;
}

/** Chinese has no spaces between sentences. */
const gap = (before: string): string => (/[\u3000-\u303f\uff00-\uffef]$/.test(before) ? '' : ' ');

function block(text: string, width: number, indent: number): string {
  const mark = MARK.exec(text)?.[0] ?? '';
  return ' '.repeat(indent) + mark + hang(text.slice(mark.length), width, indent + mark.length);
}
