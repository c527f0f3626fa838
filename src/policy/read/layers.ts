import { readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type ErrorDetails, PolicyError, UsageError } from '../../model/error.js';
import { didYouMean } from '../../model/suggest.js';
import { builtinPacks } from '../builtin.js';
import type { PolicySource } from './source.js';

/** What one policy says of one rule: a severity, or an object. */
export type Setting = string | { readonly [key: string]: unknown };

/** One policy file or built-in pack by itself, without what it extends. */
export interface Layer {
  /** Absent for a built-in pack. */
  readonly source?: PolicySource;
  readonly title?: string;
  readonly rules: { readonly [id: string]: Setting };
}

/** A policy is written by hand; above this it is something else. Bytes. */
const MAX_BYTES = 1024 * 1024;

const PATH = /[\\/]|\.(?:ya?ml|json)$/i;

/**
 * The policy and all that it extends, the lowest first.
 *
 * @param name a built-in pack, or the path of a file relative to `cwd`
 * @throws UsageError when there is no such policy, PolicyError when one of its files is wrong
 */
export async function readLayers(name: string, cwd: string): Promise<Layer[]> {
  return (
    packOrUndefined(name) ?? readFileLayers(resolve(cwd, name), cwd, [], (reason) => noPolicy(name, reason))
  );
}

function noPolicy(name: string, reason: string): UsageError {
  const looksLikePack = !PATH.test(name);
  const hint = looksLikePack
    ? (didYouMean(name, builtinPacks.keys()) ?? `The built-in packs are ${packNames()}.`)
    : 'Check the path given with --policy.';
  return new UsageError({ code: 'no-policy', message: `the policy ${name} cannot be read: ${reason}`, hint });
}

const packNames = (): string => [...builtinPacks.keys()].join(' and ');

/** A built-in pack with the packs that it extends. */
function packOrUndefined(name: string): Layer[] | undefined {
  const pack = builtinPacks.get(name);
  if (!pack) return undefined;
  const below = (pack.extends ?? []).flatMap((base) => packOrUndefined(base) ?? []);
  return [...below, { title: pack.title, rules: pack.rules }];
}

/** Turns a reason why a file cannot be read into the error of whoever asked for it. */
type Refuse = (reason: string) => Error;

async function readFileLayers(
  path: string,
  cwd: string,
  above: readonly string[],
  refuse: Refuse,
): Promise<Layer[]> {
  const real = realPath(path, refuse);
  if (above.includes(real)) {
    const circle = [...above.slice(above.indexOf(real)), real].map((file) => shownPath(file, cwd));
    throw refuse(`it extends itself: ${circle.join(' → ')}`);
  }
  const source = await parse(shownPath(path, cwd), readText(real, refuse));
  const { schemaProblems, isPolicyFile } = await import('./check.js');
  const policy = source.value;
  if (!isPolicyFile(policy)) throw policyError(await schemaProblems(source), source);
  const layers: Layer[] = [];
  const list = typeof policy.extends === 'string' ? [policy.extends] : (policy.extends ?? []);
  for (const [index, name] of list.entries()) {
    const at = typeof policy.extends === 'string' ? ['extends'] : ['extends', index];
    const refuseHere: Refuse = (reason) => new PolicyError([extendsProblem(source, at, name, reason)]);
    layers.push(...(await extended(name, dirname(real), cwd, [...above, real], refuseHere)));
  }
  return [...layers, { source, ...(policy.title && { title: policy.title }), rules: policy.rules ?? {} }];
}

async function extended(
  name: string,
  folder: string,
  cwd: string,
  above: readonly string[],
  refuse: Refuse,
): Promise<Layer[]> {
  const pack = packOrUndefined(name);
  if (pack) return pack;
  if (!PATH.test(name)) throw refuse('there is no built-in pack of that name');
  return readFileLayers(resolve(folder, name), cwd, above, refuse);
}

function extendsProblem(
  source: PolicySource,
  path: (string | number)[],
  name: string,
  reason: string,
): ErrorDetails {
  const near = didYouMean(name, builtinPacks.keys());
  const hint =
    near ??
    `Give a built-in pack (${packNames()}), or the path of a file relative to this one, such as ./company.yaml.`;
  return source.problem(path, 'value', {
    code: 'bad-extends',
    message: `${name} cannot be extended: ${reason}`,
    hint,
  });
}

function policyError(problems: readonly ErrorDetails[], source: PolicySource): PolicyError {
  const [first, ...rest] = problems;
  if (first) return new PolicyError([first, ...rest]);
  // Not reached while both forms of the schema agree; if they ever do not, the gate must still close.
  return new PolicyError([
    source.problem([], 'value', {
      code: 'bad-policy',
      message: 'this policy does not satisfy the published schema',
    }),
  ]);
}

/** Loads the YAML parser, which a run with a built-in pack does without. */
async function parse(file: string, text: string): Promise<PolicySource> {
  const { PolicySource } = await import('./source.js');
  return new PolicySource(file, text);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
};

function attempt<T>(read: () => T, refuse: Refuse): T {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw refuse(reasons[code] ?? code);
  }
}

function realPath(path: string, refuse: Refuse): string {
  return attempt(() => realpathSync(path), refuse);
}

function readText(path: string, refuse: Refuse): string {
  const bytes = attempt(() => readFileSync(path), refuse);
  if (bytes.length > MAX_BYTES) throw refuse(`it has more than ${MAX_BYTES / 1024 / 1024} MiB`);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** The path below the working directory, else the whole of it. */
function shownPath(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below === '' || isAbsolute(below) || below.split(sep)[0] === '..' ? path : below;
}
