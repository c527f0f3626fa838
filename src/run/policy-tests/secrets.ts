import { isScalar, parseDocument, visit } from 'yaml';
import { secretFields } from '../../model/field.js';

/** A text of which every secret that could be found has been crossed out. */
export interface CrossedOut {
  readonly text: string;
  /** Whether all were found: a text that is not YAML has no keys to find them by. */
  readonly isWhole: boolean;
}

/**
 * Crosses out the secrets of a test's records, character for character, so that places stay where they are: lines
 * of it are shown beside mistakes. Tests should hold no real secret; somebody will copy one all the same.
 */
export function withoutSecrets(text: string): CrossedOut {
  let shown = text;
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  visit(document, {
    Pair(_key, { key, value }) {
      if (!isScalar(key) || !Object.hasOwn(secretFields, String(key.value))) return undefined;
      const [from, to] = rangeOf(value) ?? [0, 0];
      shown = shown.slice(0, from) + shown.slice(from, to).replace(/\S/g, 'x') + shown.slice(to);
      return visit.SKIP;
    },
  });
  return { text: shown, isWhole: document.errors.length === 0 };
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : undefined;
}
