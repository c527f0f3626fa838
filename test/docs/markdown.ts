import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A fenced block of a page. */
export interface Block {
  /** What stands behind the fence: `console`, `yaml`, … */
  readonly language: string;
  readonly text: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  /** What an HTML comment right before the fence says, which readers do not see. */
  readonly remark: string | undefined;
}

/** A Markdown file, taken apart. */
export interface Page {
  /** Relative to the repository. */
  readonly file: string;
  readonly blocks: readonly Block[];
  /** The text without blocks and comments. */
  readonly prose: string;
}

const FENCE = /^(```+)([^`]*)$/;
const REMARK = /^<!--\s*(.*?)\s*-->$/;

/** Reads a page. */
export function readPage(file: string): Page {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let remark: string | undefined;
  let open: { fence: string; language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of readFileSync(join(root, file), 'utf8').split('\n').entries()) {
    const [, fence = '', info = ''] = FENCE.exec(line) ?? [];
    if (open !== undefined) {
      if (line !== open.fence) open.lines.push(line);
      else {
        blocks.push({ language: open.language, text: open.lines.join('\n'), line: open.line, remark });
        open = undefined;
        remark = undefined;
      }
    } else if (fence !== '') {
      open = { fence, language: info.trim(), line: index + 1, lines: [] };
    } else if (REMARK.test(line)) {
      remark = REMARK.exec(line)?.[1];
    } else {
      prose.push(line);
      if (line.trim() !== '') remark = undefined;
    }
  }
  if (open !== undefined) throw new Error(`${file}:${open.line}: this block is not closed`);
  return { file, blocks, prose: prose.join('\n') };
}

const markdownIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => (folder === '.' ? name : `${folder}/${name}`));

/** The pages written by hand. Those in docs/rules are generated from the rules, and tested with them. */
export const pages: readonly string[] = [...markdownIn('.'), ...markdownIn('docs')];

/** All pages. */
export const allPages: readonly string[] = [...pages, ...markdownIn('docs/rules')];

/** The anchors of a page, as GitHub makes them of its headings. */
export function anchors({ prose }: Page): readonly string[] {
  return [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The targets of a page's links. */
export function links({ prose }: Page): readonly string[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** What stands in backticks in a page's running text and tables. */
export function codesOf({ prose }: Page): readonly string[] {
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}
