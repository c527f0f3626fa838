import type { ErrorObject } from 'ajv';
import type { Part, Path, PolicySource } from '../../documents/source.js';
import { type ErrorDetails, PolicyError } from '../../model/error.js';
import { secretFields } from '../../model/field.js';
import { didYouMean } from '../../model/suggest.js';
import { validate as validatePolicy } from '../generated/check-policy.js';
import { validate as validateWaivers } from '../generated/check-waivers.js';
import type { OverrideText } from './layers.js';
import type { WaiversFile, WaiverText } from './waivers.js';

/** What a policy holds once it satisfies schema/policy.schema.json. */
export interface PolicyFile {
  readonly title?: string;
  readonly extends?: string | readonly string[];
  readonly rules?: { readonly [id: string]: string | { readonly [key: string]: unknown } };
  readonly overrides?: readonly OverrideText[];
  readonly waivers?: readonly (WaiverText | string)[];
  readonly allowPermanent?: boolean;
  readonly waiverWarningDays?: number;
}

/** What a file is to be. */
export type FileKind = 'policy' | 'waivers' | 'test' | 'accounts';

/** What has a schema: a file, or the conditions in it. */
export type SchemaKind = FileKind | 'condition';

/** Narrows a policy by the published schema, whose compiled form comes with the program. */
export function isPolicyFile(value: unknown): value is PolicyFile {
  return validatePolicy(value);
}

/** Narrows a file of waivers likewise. */
export function isWaiversFile(value: unknown): value is WaiversFile {
  return validateWaivers(value);
}

/** The error for a file that does not satisfy its schema, with every mistake. */
export async function refuseMistakes(source: PolicySource, kind: FileKind): Promise<PolicyError> {
  const [first, ...rest] = await schemaProblems(source, kind);
  if (first) return new PolicyError([first, ...rest], true);
  // Not reached while both forms of the schema agree; if they ever do not, the gate must still close.
  return new PolicyError([
    source.problem([], 'value', {
      code: 'bad-policy',
      message: 'this file does not satisfy the published schema',
    }),
  ]);
}

/** Every mistake of a file that does not satisfy its schema, in the order of the file. */
async function schemaProblems(source: PolicySource, kind: FileKind): Promise<readonly ErrorDetails[]> {
  const mistakes = await explainMistakes(source.value, kind);
  return mistakes.map(({ path, part, details }) => source.problem(path, part, details)).sort(byPlace);
}

/** Every mistake of a value that does not satisfy its schema. Loads Ajv, which a sound one does without. */
export async function explainMistakes(value: unknown, kind: SchemaKind): Promise<readonly Explained[]> {
  const { explainingValidator } = await import('./explain.js');
  const explain = explainingValidator(kind);
  explain(value);
  const mistakes = new Map<string, Explained>();
  for (const error of explain.errors ?? []) {
    const said = explained(error);
    if (!said) continue;
    // A value of the wrong type breaks several keywords at once; the first that Ajv tells is its type.
    const place = JSON.stringify([
      said.path,
      said.part,
      error.keyword === 'required' && said.details.message,
    ]);
    if (!mistakes.has(place)) mistakes.set(place, said);
  }
  return [...mistakes.values()];
}

/** Puts mistakes of one file into its order. */
export function byPlace({ location: a }: ErrorDetails, { location: b }: ErrorDetails): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}

/** A mistake in words, before it is known where the value stands. */
export interface Explained {
  readonly path: Path;
  readonly part: Part;
  readonly details: { readonly code: string; readonly message: string; readonly hint?: string };
}

type Explain = (error: ErrorObject, path: Path) => Explained;

const at = (path: Path, part: Part, code: string, message: string, hint?: string): Explained => ({
  path,
  part,
  details: { code, message, ...(hint !== undefined && { hint }) },
});

/** `if` only says that one of its branches failed, which has said so itself. */
function explained(error: ErrorObject): Explained | undefined {
  if (error.keyword === 'if') return undefined;
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const explain = Object.hasOwn(explanations, error.keyword) ? explanations[error.keyword] : undefined;
  return explain
    ? explain(error, path)
    : at(path, 'value', 'bad-value', `${nameOf(path)} ${error.message ?? 'is not right'}`);
}

/** What stands at a path, as people call it. */
function nameOf(path: Path): string {
  const [before, last] = [path.at(-2), path.at(-1)];
  if (last === undefined) return 'this file';
  if (!/^\d+$/.test(String(last))) return String(last);
  return before === undefined ? 'an entry' : (entryNames[before] ?? `an entry of ${before}`);
}

const entryNames: Readonly<Record<string, string>> = {
  waivers: 'a waiver',
  overrides: 'an override',
  accounts: 'an account',
};

const explanations: Readonly<Record<string, Explain>> = {
  additionalProperties: ({ params, parentSchema }, path) => {
    const key = String(params['additionalProperty']);
    const known = Object.keys(parentSchema?.['properties'] ?? {});
    return at(
      [...path, key],
      'key',
      'unknown-key',
      `${show(key)} is not known here`,
      alternatives(key, known),
    );
  },
  required: ({ params }, path) => {
    const key = String(params['missingProperty']);
    const hint = key === 'version' ? 'Write `version: 1` at the top of the file.' : undefined;
    return at(path, 'value', 'missing-key', `${nameOf(path)} needs ${show(key)}`, hint);
  },
  enum: ({ params, data }, path) => {
    const allowed = valuesOf(params['allowedValues']).map(String);
    return at(
      path,
      'value',
      'unknown-value',
      `${show(data)} is not a value of ${nameOf(path)}`,
      alternatives(data, allowed),
    );
  },
  const: ({ params, data }, path) =>
    at(
      path,
      'value',
      'unknown-value',
      // Quotes, so that a text is not told to be what it looks like: '1' is not 1.
      `${nameOf(path)} must be ${show(params['allowedValue'])}, not ${quoted(data)}`,
      params['allowedValue'] === Number(data) ? typeHint(['number'], data) : undefined,
    ),
  type: ({ params, data }, path) => {
    const wanted = valuesOf(params['type']).map(String);
    const hint =
      path.length === 0 ? 'Is it the right file? One begins with `version: 1`.' : typeHint(wanted, data);
    return at(
      path,
      'value',
      'wrong-type',
      `${nameOf(path)} must be ${listed(wanted.map(typeName))}, not ${kindOf(data)}`,
      hint,
    );
  },
  pattern: ({ params, data, propertyName }, path) =>
    at(
      path,
      'value',
      'bad-value',
      `${show(propertyName ?? data)} does not match ${String(params['pattern'])}`,
    ),
  propertyNames: ({ params }, path) => {
    const key = String(params['propertyName']);
    return at(
      [...path, key],
      'key',
      'bad-name',
      `${show(key)} is not a name that can stand here`,
      'Use small letters, digits and hyphens, for example acme-naming.',
    );
  },
  minProperties: (_error, path) =>
    at(path, 'value', 'empty', `${nameOf(path)} is empty`, 'Give it a key, or take it out.'),
  minItems: (_error, path) =>
    at(path, 'value', 'empty', `${nameOf(path)} is an empty list`, 'Give it an entry, or take it out.'),
};

const valuesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The one that was meant, else all there are. */
function alternatives(word: unknown, known: readonly string[]): string | undefined {
  const facts = Object.entries(secretFields).find(
    ([secret, [fact]]) => secret === word && known.includes(fact),
  )?.[1];
  if (facts) return `Its value is secret. What rules can ask of it: ${facts.join(', ')}.`;
  if (known.length === 0) return undefined;
  return didYouMean(String(word), known) ?? `Known here: ${known.join(', ')}.`;
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text || '""';
}

const quoted = (value: unknown): string => (typeof value === 'string' ? `'${show(value)}'` : show(value));

const typeNames: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

const typeName = (type: string): string => typeNames[type] ?? type;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? `the text ${show(value)}` : show(value);
}

function typeHint(wanted: readonly string[], data: unknown): string | undefined {
  if (Array.isArray(data) && wanted.includes('object'))
    return 'For one of several values write { enum: [a, b] }.';
  if (
    typeof data === 'string' &&
    !wanted.includes('string') &&
    data.trim() !== '' &&
    Number.isFinite(Number(data))
  ) {
    return `Write ${data} without quotes.`;
  }
  if (typeof data === 'number' && wanted.includes('string')) return `Write '${data}' with quotes.`;
  if (wanted.includes('boolean') && typeof data === 'string') return 'Write true or false.';
  return undefined;
}
