import type { Block } from './markdown.js';

/** One command of a console block, with the output that the page shows. */
export interface Command {
  /** May have several lines. */
  readonly text: string;
  readonly output: readonly string[];
}

/** A line that stands for any number of lines, none among them. */
export const ANYTHING = '…';

/** The commands of a console block: each behind a `$`, on one line or on several that end in a backslash. */
export function commandsOf({ text }: Block): readonly Command[] {
  const commands: { text: string; output: string[] }[] = [];
  for (const line of text.split('\n')) {
    const last = commands.at(-1);
    if (line.startsWith('$ ')) commands.push({ text: line.slice(2), output: [] });
    else if (last === undefined) throw new Error('a console block begins with `$ `');
    else if (last.text.endsWith('\\') && last.output.length === 0) last.text += `\n${line}`;
    else last.output.push(line);
  }
  return commands.map(({ text: command, output }) => ({ text: command, output: withoutBlankEnd(output) }));
}

/** Blank lines between one output and the next command are there for the reader. */
function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, end + 1);
}

/** A text without what differs from run to run and from release to release. */
export function normalised(text: string): string {
  return text
    .replaceAll(/registry-lint \d+\.\d+\.\d+\S*/g, 'registry-lint <version>')
    .replaceAll(/"((?:semanticV|v)ersion)":\s*"\d+\.\d+\.\d+[^"]*"/g, '"$1": "<version>"')
    .replaceAll(/[0-9A-F]{8}-[0-9A-F-]{27}/g, '<request id>')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>');
}

/** Whether the output is what a page shows, in which `…` on a line stands for any lines. */
export function shows(page: readonly string[], output: readonly string[]): boolean {
  const [line, ...rest] = page;
  if (line === undefined) return output.length === 0;
  if (line.trim() === ANYTHING) {
    return output.some((_, from) => shows(rest, output.slice(from))) || shows(rest, []);
  }
  return output.length > 0 && line === output[0] && shows(rest, output.slice(1));
}
