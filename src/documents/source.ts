import {
  type Document,
  type DocumentOptions,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  type ParseOptions,
  parseDocument,
  type SchemaOptions,
  visit,
} from 'yaml';
import { type ErrorDetails, PolicyError } from '../model/error.js';
import type { Location } from '../model/location.js';
import { codeFrame } from './frame.js';
import { offsetInside } from './inside.js';
import { withoutContent } from './outside.js';
import { mayHoldSecret, redactYaml, type Secrets, withoutValues } from './redact.js';

/** The way from the top of a document to a place in it. */
export type Path = readonly (string | number)[];

/** A mistake, before its place is known. */
type Mistake = Omit<ErrorDetails, 'location' | 'frame'>;

/** Which part of an entry of a mapping is meant. */
export type Part = 'key' | 'value';

/** Aliases that one policy may resolve to. More of them is a bomb, not a policy. */
const MAX_ALIASES = 50;

/** Levels of mappings and lists. No policy that people can read has so many. */
const MAX_DEPTH = 50;

/** So many mistakes of one kind are reported. */
const MOST_PROBLEMS = 10;

const tooDeep: Mistake = {
  code: 'too-deep',
  message: `this file is nested more than ${MAX_DEPTH} levels deep`,
  hint: 'Join conditions with allOf and anyOf, side by side.',
};

/** What the parser says in its own words, and what is said of it here. */
const mistakes: Readonly<Record<string, Mistake>> = {
  DUPLICATE_KEY: {
    code: 'duplicate-key',
    message: 'this key stands here twice',
    hint: 'Keep one of the two.',
  },
  MULTIPLE_DOCS: {
    code: 'not-yaml',
    message: 'a second document begins here, and a file can hold but one',
    hint: 'Take out the line ---, or put the second document into a file of its own.',
  },
  NON_STRING_KEY: {
    code: 'complex-key',
    message: 'this key is a mapping, a list or an alias, and a key must be a text',
    hint: 'Write the key out as a text.',
  },
  RESOURCE_EXHAUSTION: tooDeep,
  TAG_RESOLVE_FAILED: {
    code: 'not-yaml',
    message: 'a tag stands here that is not known',
    hint: 'Take the tag out. For a text that begins with ! write quotes around it.',
  },
};

/** A key that no policy has and every inventory has: whoever mistakes one for the other must not see passwords. */
const OF_INVENTORIES = /(?:^|[\s{,"'])(?:Password|Token|JenkinsEnv|ImageRegistryInfos)["']?\s*:/;

/** How a file is treated. */
export interface SourceOptions {
  /** Whether errors may show parts of the text. */
  readonly mayBeShown: boolean;
  /** Shown to whoever asks why not. A real path. */
  readonly root: string;
  /** Whether nothing of a text may be quoted, whatever its keys are called; by default, where it is an inventory. */
  readonly isSecret?: (text: string) => boolean;
}

/** One YAML file: its values, and where each of them is. */
export class PolicySource {
  /** The path as people are shown it. */
  readonly file: string;
  readonly value: unknown;
  readonly #text: string;
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #options: SourceOptions;
  /** What of the text may be shown; computed only once something is wrong. */
  #known: Visible | undefined;

  /** @throws PolicyError when the text is not YAML, or holds more than one document */
  constructor(file: string, text: string, options: SourceOptions) {
    this.file = file;
    this.#text = text;
    this.#options = options;
    this.#lines = new LineCounter();
    this.#document = parseYaml(text, { lineCounter: this.#lines });
    this.#refuseMistakes();
    this.value = this.#toValue();
    this.#refuseDepth();
  }

  /** Whether anything in this file has a pattern, so that it is worth looking for it in the values. */
  mentions(pattern: RegExp): boolean {
    return pattern.test(this.#text);
  }

  /** Says that something is wrong at a place of this file. */
  problem(path: Path, part: Part, details: Mistake): ErrorDetails {
    const [from, to] = this.#range(path, part);
    return this.#problemAt(from, to, details);
  }

  /** Says that something is wrong inside a text, from one character of its value to another. */
  problemInside(path: Path, from: number, to: number, details: Mistake): ErrorDetails {
    const node = this.#nodeAt(path);
    const [start, end] = this.#range(path, 'value');
    if (!isScalar(node) || typeof node.value !== 'string') return this.#problemAt(start, end, details);
    const written = this.#text.slice(start, end);
    const at = (offset: number): number => start + offsetInside(written, String(node.value), offset);
    // The end is that of the last character, or a space at the end of a line would count as far as the next.
    return this.#problemAt(at(from), to > from ? at(to - 1) + 1 : at(from), details);
  }

  /** Where a place of this file is. */
  locate(path: Path, part: Part): Location {
    return this.#location(this.#range(path, part)[0]);
  }

  #refuseMistakes(): void {
    const { errors, warnings } = this.#document;
    // What the parser only warns of it does not understand, and reads as if it were not there.
    const problems = [...errors, ...warnings]
      .slice(0, MOST_PROBLEMS)
      .map(({ code, message, pos: [from, to] }) => {
        const said = Object.hasOwn(mistakes, code) ? mistakes[code] : undefined;
        return this.#problemAt(from, to, said ?? this.#notYaml(message));
      });
    const [first, ...rest] = problems;
    if (first) throw new PolicyError([first, ...rest], true);
  }

  /** Found once: every mistake asks for it. */
  get #visible(): Visible {
    this.#known ??= visibleOf(this.#text, this.#document, this.#options);
    return this.#known;
  }

  /** The parser's message, unless it could quote a secret. */
  #notYaml(message: string): Mistake {
    const said = this.#visible.isShown ? `: ${message}` : '; is it an inventory?';
    return { code: 'not-yaml', message: `this is not valid YAML${said}`, hint: 'Mend the file here.' };
  }

  #toValue(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      if (error instanceof RangeError) throw this.#tooDeep([]);
      const [first, ...rest] = this.#unresolvedAliases();
      throw new PolicyError([
        first ??
          this.problem([], 'value', {
            code: 'too-many-aliases',
            message: `the aliases of this file resolve to more than ${MAX_ALIASES} times their anchors`,
            hint: 'Write the values out, or put what is shared into a policy that others extend.',
          }),
        ...rest,
      ]);
    }
  }

  #unresolvedAliases(): readonly ErrorDetails[] {
    const anchors = new Set<string>();
    const problems: ErrorDetails[] = [];
    visit(this.#document, {
      Node(_key, node) {
        if (!isAlias(node) && node.anchor !== undefined) anchors.add(node.anchor);
      },
      Alias: (_key, { source, range }) => {
        if (anchors.has(source) || problems.length === MOST_PROBLEMS) return;
        const [from, to] = range ?? [0, 0];
        problems.push(this.#problemAt(from, to, this.#visible.isShown ? unresolved(source) : unresolved()));
      },
    });
    return problems;
  }

  /** What comes later goes down into a value by calling itself. An alias inside its own anchor has no end. */
  #refuseDepth(): void {
    if (isDeeper(this.value, MAX_DEPTH)) throw this.#tooDeep(deepPath(this.value, []) ?? []);
  }

  #tooDeep(path: Path): PolicyError {
    return new PolicyError([this.problem(path, 'value', tooDeep)], true);
  }

  #problemAt(from: number, to: number, details: Mistake): ErrorDetails {
    const location = this.#location(from);
    const { mayBeShown, root } = this.#options;
    if (!mayBeShown) return withoutContent({ ...details, location }, root);
    const { text, values, isShown } = this.#visible;
    const { message, hint } = details;
    const said = {
      ...details,
      message: withoutValues(message, values),
      ...(hint !== undefined && { hint: withoutValues(hint, values) }),
      location,
    };
    if (!isShown) return said;
    const end = this.#location(to);
    const length = end.line === location.line ? end.column - location.column : 1;
    return { ...said, frame: codeFrame(text, location.line, location.column, length) };
  }

  #location(offset: number): Location {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** Offsets of the start and the end of a place; of the nearest one around it when it is not there. */
  #range(path: Path, part: Part): readonly [number, number] {
    let node = this.#resolved(this.#document.contents);
    let range = rangeOf(node) ?? [0, 0];
    for (const [depth, step] of path.entries()) {
      const { key, value } = this.#entry(node, step);
      const last = depth === path.length - 1;
      range = rangeOf(last && part === 'key' ? (key ?? value) : (value ?? key)) ?? range;
      if (!value) break;
      node = this.#resolved(value);
    }
    return range;
  }

  #nodeAt(path: Path): Node | null {
    let node = this.#resolved(this.#document.contents);
    for (const step of path) node = this.#resolved(this.#entry(node, step).value ?? null);
    return node;
  }

  #entry(node: Node | null, step: string | number): { key?: Node; value?: Node } {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      );
      return {
        ...(isNode(pair?.key) && { key: pair.key }),
        ...(isNode(pair?.value) && { value: pair.value }),
      };
    }
    const value = isCollection(node) ? node.get(step, true) : undefined;
    return isNode(value) ? { value } : {};
  }

  /** What an alias stands for. */
  #resolved(node: Node | null): Node | null {
    return isAlias(node) ? (node.resolve(this.#document) ?? null) : node;
  }
}

/** Whether a value goes down further than so many levels. Keeps no paths: a file of accounts has thousands of values. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels < 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** A text without its secrets, and whether it may be shown at all. */
interface Visible extends Secrets {
  readonly isShown: boolean;
}

/** Mistakes after which the parser still knows what is a key and what is its value. */
const harmless: ReadonlySet<string> = new Set([
  'NON_STRING_KEY',
  'DUPLICATE_KEY',
  'MULTIPLE_DOCS',
  'TAG_RESOLVE_FAILED',
]);

const looksLikeInventory = (text: string): boolean => OF_INVENTORIES.test(text);

function visibleOf(
  text: string,
  document: Document,
  { mayBeShown, isSecret = looksLikeInventory }: SourceOptions,
): Visible {
  const isBroken = document.errors.some(({ code }) => !harmless.has(code));
  const isShown = mayBeShown && !isSecret(text) && !(isBroken && mayHoldSecret(text));
  return { ...redactYaml(text, document), isShown };
}

/**
 * Parses YAML the one way in which this program reads it: every key is a text, and the parser's own warnings, which
 * quote the file, never reach standard error.
 */
export function parseYaml(
  text: string,
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
): Document {
  return parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
    // 'silent' would also drop the error of a second document.
    logLevel: 'error',
    ...options,
  });
}

function unresolved(name?: string): Mistake {
  return {
    code: 'unresolved-alias',
    message: name === undefined ? 'this alias has no anchor' : `*${name} has no anchor`,
    hint: 'Define the anchor (&name) before this line, or put the text in quotes if no alias is meant.',
  };
}

/** The way to the first value that lies too deep; undefined when none does. */
function deepPath(value: unknown, path: Path): Path | undefined {
  if (path.length > MAX_DEPTH) return path;
  for (const [key, inner] of Object.entries(Object(value))) {
    const deep = typeof inner === 'object' && inner !== null ? deepPath(inner, [...path, key]) : undefined;
    if (deep) return deep;
  }
  return undefined;
}

function rangeOf(node: Node | null | undefined): readonly [number, number] | undefined {
  return node?.range ? [node.range[0], node.range[1]] : undefined;
}
