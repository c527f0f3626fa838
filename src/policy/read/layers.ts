import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Documents, type NamedBy, OUTSIDE, shownPath } from '../../documents/documents.js';
import type { Refuse } from '../../documents/refuse.js';
import type { Path, PolicySource } from '../../documents/source.js';
import { type ErrorDetails, PolicyError, UsageError } from '../../model/error.js';
import { didYouMean } from '../../model/suggest.js';
import { builtinPacks } from '../builtin.js';
import type { Mistaken } from './mistaken.js';
import { isPackageName, PackageTrouble, packagePolicy } from './packages.js';
import { refuseSecrets } from './secrets.js';
import { policyWaivers, type WrittenWaiver } from './waivers.js';

/** What one policy says of one rule: a severity, or an object. */
export type Setting = string | { readonly [key: string]: unknown };

/** One policy file or built-in pack by itself, without what it extends. */
export interface Layer {
  /** Absent for a built-in pack. */
  readonly source?: PolicySource;
  /** The name of a built-in pack; absent for a file. */
  readonly pack?: string;
  readonly title?: string;
  readonly rules: { readonly [id: string]: Setting };
  readonly overrides?: readonly OverrideText[];
  readonly waivers?: readonly WrittenWaiver[];
  readonly allowPermanent?: boolean | undefined;
  readonly waiverWarningDays?: number | undefined;
  /** Set where parts of the file are mistaken, and left out of what is said here. */
  readonly mistaken?: Pick<Mistaken, 'problems' | 'rules' | 'mayHoldMore'>;
}

/** An override as it is written. */
export interface OverrideText {
  readonly match: { readonly [field: string]: unknown };
  readonly rules: { readonly [id: string]: Setting };
}

/** A policy is written by hand; above this it is something else. */
const MAX_MEBIBYTES = 1;

const PATH = /[\\/]|\.(?:ya?ml|json)$/i;

/**
 * The policy and all that it extends, the lowest first.
 *
 * @param name a built-in pack, the path of a file relative to the working directory, or a package installed there
 * @throws UsageError when there is no such policy, PolicyError when one of its files is wrong
 */
export async function readLayers(
  name: string,
  documents: Documents,
  namedBy: NamedBy = 'user',
): Promise<Layer[]> {
  const { cwd } = documents;
  const refuse: Refuse = (reason, hint) => noPolicy(name, reason, hint);
  if (name.trim() === '') throw namelessPolicy();
  const pack = packOrUndefined(name);
  if (pack) return pack;
  const isPath = !isPackageName(name) || existsSync(resolve(cwd, name));
  if (isPath) return readFileLayers({ path: resolve(cwd, name), namedBy }, documents, [], refuse);
  const path = await packageFile(name, cwd, documents, refuse);
  return readFileLayers({ path, namedBy: 'file' }, documents, [], refuse);
}

/** It would be resolved to the folder itself. A variable that is not set is the likeliest reason. */
function namelessPolicy(): UsageError {
  const hint = `Give a file or a pack: ${packNames()}. Without --policy the nearest registry-lint.yaml is taken.`;
  return new UsageError({ code: 'no-policy', message: 'the name of the policy is empty', hint });
}

function noPolicy(name: string, reason: string, toDo = 'Check the path given with --policy.'): UsageError {
  const looksLikePack = !PATH.test(name);
  const hint = looksLikePack ? packHint(name, toDo) : toDo;
  return new UsageError({ code: 'no-policy', message: `the policy ${name} cannot be read: ${reason}`, hint });
}

/** A misspelt pack is likelier than a package. */
function packHint(name: string, otherwise: string): string {
  return didYouMean(name, builtinPacks.keys()) ?? `The built-in packs are ${packNames()}. ${otherwise}`;
}

/** The policy of an installed package, found from the folder of who asks for it. */
async function packageFile(
  name: string,
  folder: string,
  documents: Documents,
  refuse: Refuse,
): Promise<string> {
  try {
    return await packagePolicy(name, folder, documents);
  } catch (error) {
    throw error instanceof PackageTrouble ? refuse(error.message, error.hint) : error;
  }
}

function packNames(): string {
  const names = [...builtinPacks.keys()];
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** A built-in pack with the packs that it extends. */
function packOrUndefined(name: string): Layer[] | undefined {
  const pack = builtinPacks.get(name);
  if (!pack) return undefined;
  const below = (pack.extends ?? []).flatMap((base) => packOrUndefined(base) ?? []);
  return [...below, { pack: name, title: pack.title, rules: pack.rules }];
}

/** A policy, and who has named it. */
interface Named {
  /** Absolute. */
  readonly path: string;
  readonly namedBy: NamedBy;
}

async function readFileLayers(
  { path, namedBy }: Named,
  documents: Documents,
  above: readonly string[],
  refuse: Refuse,
): Promise<Layer[]> {
  const found = documents.find(path, namedBy, refuse);
  const { real } = found;
  if (above.includes(real)) {
    const circle = [...above.slice(above.indexOf(real)), real].map((file) => shownPath(file, documents.cwd));
    throw refuse(`it extends itself: ${circle.join(' → ')}`);
  }
  const source = await documents.readYaml(found, MAX_MEBIBYTES, refuse);
  await refuseSecrets(source);
  const { policy, mistaken } = await soundPart(source);
  const layers: Layer[] = [];
  const list = typeof policy.extends === 'string' ? [policy.extends] : (policy.extends ?? []);
  for (const [index, name] of list.entries()) {
    const at = typeof policy.extends === 'string' ? ['extends'] : ['extends', index];
    const refuseHere: Refuse = (reason, hint, code) =>
      new PolicyError([extendsProblem(source, at, name, { reason, hint, code })], true);
    layers.push(...(await extended(name, dirname(real), documents, [...above, real], refuseHere)));
  }
  const { title, rules = {}, overrides = [], allowPermanent, waiverWarningDays } = policy;
  const waivers = await policyWaivers(
    source,
    policy.waivers ?? [],
    dirname(real),
    documents,
    (at, name, why) => new PolicyError([waiversProblem(source, at, name, why)], true),
  );
  return [
    ...layers,
    {
      source,
      ...(title && { title }),
      rules,
      overrides,
      waivers,
      allowPermanent,
      waiverWarningDays,
      ...(mistaken && { mistaken }),
    },
  ];
}

/**
 * What a policy file says; without its mistakes, where the rest can be looked at by itself.
 *
 * @throws PolicyError where it cannot
 */
async function soundPart(source: PolicySource): Promise<{ policy: Mistaken['rest']; mistaken?: Mistaken }> {
  const { isPolicyFile, refuseMistakes } = await import('./check.js');
  if (isPolicyFile(source.value)) return { policy: source.value };
  const { mistakenPolicy } = await import('./mistaken.js');
  const mistaken = await mistakenPolicy(source);
  if (!mistaken) throw await refuseMistakes(source, 'policy');
  return { policy: mistaken.rest, mistaken };
}

/** Why a file cannot be read: see `Refuse`. */
export interface Why {
  readonly reason: string;
  readonly hint: string | undefined;
  readonly code: string | undefined;
}

function waiversProblem(
  source: PolicySource,
  path: Path,
  name: string,
  { reason, hint, code = 'bad-waivers' }: Why,
): ErrorDetails {
  return source.problem(path, 'value', {
    code,
    message: `the waivers ${name} cannot be read: ${reason}`,
    hint:
      hint ??
      'Give the path of a file of waivers relative to this one, such as ./waivers.yaml, or write a waiver.',
  });
}

async function extended(
  name: string,
  folder: string,
  documents: Documents,
  above: readonly string[],
  refuse: Refuse,
): Promise<Layer[]> {
  const pack = packOrUndefined(name);
  if (pack) return pack;
  const path = isPackageName(name)
    ? await packageFile(name, folder, documents, refuse)
    : resolve(folder, name);
  return readFileLayers({ path, namedBy: 'file' }, documents, above, refuse);
}

function extendsProblem(
  source: PolicySource,
  path: (string | number)[],
  name: string,
  {
    reason,
    hint = 'Give the path of a file relative to this one, such as ./company.yaml, or an installed package.',
    code = 'bad-extends',
  }: Why,
): ErrorDetails {
  return source.problem(path, 'value', {
    code,
    message: `${name} cannot be extended: ${reason}`,
    hint: code === OUTSIDE ? hint : packHint(name, hint),
  });
}
