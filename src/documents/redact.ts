import { type Alias, type Document, isAlias, isCollection, isNode, isScalar, type Node, visit } from 'yaml';
import { isLikeSeverity } from '../model/severity.js';
import { secretName } from './secret-names.js';

/** The words of a policy and a test that may stand behind the id of a rule whose name contains that of a secret. */
const HARMLESS = /^(?:error|warning|note|off|pass|fail|open|notApplicable|true|false|null|~|)$/;

/** The name of an alias that somebody has given it; else it may be a password that begins with a star. */
const ALIAS = /^[A-Za-z_-]+$/;

/** The secrets of a YAML text, by the names of their keys. */
export interface Secrets {
  /** The text with an `x` for each of their characters, so that positions stay the same. */
  readonly text: string;
  /** What must not be quoted either. */
  readonly values: readonly string[];
}

/** Finds the values of keys that are called like a secret, however they are written. */
export function redactYaml(text: string, document: Document): Secrets {
  const characters = text.split('');
  const values = new Set<string>();
  const targets = aliasTargets(document);
  const resolved = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
  const hidden = new Set<Node>();
  const hide = (node: Node): void => {
    const [from, to] = node.range ?? [0, 0];
    for (let at = from; at < to; at++) characters[at] = (characters[at] ?? '').replace(/\S/, 'x');
    if (isScalar(node)) values.add(String(node.value)).add(text.slice(from, to));
    if (isAlias(node)) values.add(node.source);
    visit(node, (_key, inner) => {
      const target = resolved(inner) ?? (isAlias(inner) && !ALIAS.test(inner.source) ? inner : undefined);
      if (!isNode(target) || target === node) return undefined;
      // Once: aliases of aliases can come to more nodes than fit into memory.
      if (hidden.has(target)) return visit.SKIP;
      hidden.add(target);
      hide(target);
      return undefined;
    });
  };
  visit(document, {
    Pair(_key, { key, value }) {
      const named = resolved(key);
      const kind = isScalar(named) ? secretName(String(named.value)) : undefined;
      if (!kind || !isNode(value)) return undefined;
      if (isSetting(named, value)) return undefined;
      if (kind === 'certain' || isLikelySecret(resolved(value) ?? value)) hide(value);
      return undefined;
    },
  });
  return { text: characters.join(''), values: [...values] };
}

/** What each alias leads to. Asking the parser would search the document for each of them. */
function aliasTargets(document: Document): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_key, node) {
      const target = isAlias(node) ? anchors.get(node.source) : undefined;
      if (isAlias(node) && target) targets.set(node, target);
      else if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/** The id of a rule with its severity, perhaps misspelt: `default-credentials: errr`. Hidden, it could not be corrected. */
function isSetting(key: unknown, value: unknown): boolean {
  const isRule = isScalar(key) && /^[a-z]+(?:-[a-z]+)*$/.test(String(key.value));
  return isRule && isScalar(value) && isLikeSeverity(String(value.value));
}

/** Scalars, alone or in a list. The keys of a mapping are looked at themselves. */
function isLikelySecret(value: unknown): boolean {
  // One in a list is not followed, and one without an anchor may be a secret that begins with a star.
  if (isAlias(value)) return true;
  if (isScalar(value)) return typeof value.value === 'string' && !HARMLESS.test(value.value);
  return isCollection(value) && value.items.some((item) => !isCollection(item) && isLikelySecret(item));
}

/** A name and what follows it in its line. */
const NAMED = /([\p{L}\p{N}_.-]+)["']?\s*[:=：]\s*(.*)/gu;

/** Whether a text that is not valid YAML, and so has no keys, has something in it that could be a secret. */
export function mayHoldSecret(text: string): boolean {
  return text.split(/\r\n|\n|\r/).some((line) => {
    for (let rest = line; ; ) {
      NAMED.lastIndex = 0;
      const [, name, value] = NAMED.exec(rest) ?? [];
      if (name === undefined || value === undefined) return false;
      const kind = secretName(name);
      if (kind === 'certain') return true;
      if (kind === 'likely' && !HARMLESS.test(value.trim().replace(/^["']|[,}\]"'].*$/g, ''))) return true;
      rest = value;
    }
  });
}

/** The longest quotation of a value in a message, before it is cut off. */
const QUOTED = 57;

/** A message without any of the values. */
export function withoutValues(message: string, values: readonly string[]): string {
  let shown = message;
  for (const value of values.toSorted((a, b) => b.length - a.length)) {
    // One or two characters would take out parts of ordinary words, and give nothing away.
    for (const form of [value, JSON.stringify(value).slice(1, -1), value.trim().slice(0, QUOTED)]) {
      if (form.length > 2) shown = shown.replaceAll(form, 'x'.repeat(Math.min(form.length, 12)));
    }
  }
  return shown;
}
