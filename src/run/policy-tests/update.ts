import { isAlias, isCollection, isMap, isNode, isPair, isScalar, type Node } from 'yaml';
import { type Path, parseYaml } from '../../documents/source.js';
import { type ErrorDetails, PolicyError } from '../../model/error.js';
import type { RanFile } from './run.js';

/** A stretch of a text, and what is to stand there. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text of a test in which its failed cases expect what was found. Only the values that were wrong are written
 * anew, so everything else, comments and layout among it, stays as it is.
 *
 * @throws PolicyError where a value is shared by an alias: to change it would change other cases
 */
export function updatedText({ test, cases }: RanFile): string {
  const document = parseYaml(test.text);
  const edits: Edit[] = [];
  const problems: ErrorDetails[] = [];
  for (const { path, replacement } of cases.flatMap(({ mismatches }) => mismatches)) {
    const range = rangeAt(document.contents, path);
    if (range) edits.push({ from: range[0], to: range[1], text: replacement });
    else problems.push(test.source.problem(path, 'value', shared));
  }
  const [first, ...rest] = problems;
  if (first) throw new PolicyError([first, ...rest]);
  return applied(test.text, edits);
}

const shared = {
  code: 'cannot-update',
  message: 'what is expected here is shared with another case, so it cannot be updated for one',
  hint: 'Write it out in place of the alias (*name) or the anchor (&name), and update again.',
};

/** Where the value at a path stands; undefined where the way leads over an alias or to an anchor. */
function rangeAt(root: Node | null, path: Path): readonly [number, number] | undefined {
  let node: unknown = root;
  for (const step of path) {
    if (isCollection(node) && node.anchor !== undefined) return undefined;
    node = isMap(node) ? valueAt(node.items, step) : isCollection(node) ? node.get(step, true) : undefined;
    if (isAlias(node)) return undefined;
  }
  if (!isScalar(node) || node.anchor !== undefined || !node.range) return undefined;
  return [node.range[0], node.range[1]];
}

function valueAt(items: readonly unknown[], key: string | number): unknown {
  const pair = items.find(
    (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
  );
  return isPair(pair) && isNode(pair.value) ? pair.value : undefined;
}

/** From the end to the start, so that places before an edit stay right. */
function applied(text: string, edits: readonly Edit[]): string {
  let edited = text;
  for (const { from, to, text: inserted } of edits.toSorted((a, b) => b.from - a.from)) {
    edited = edited.slice(0, from) + inserted + edited.slice(to);
  }
  return edited;
}
