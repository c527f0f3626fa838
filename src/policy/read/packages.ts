import { statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Documents } from '../../documents/documents.js';
import type { Refuse } from '../../documents/refuse.js';
import { policyFileNames } from '../find.js';

/** What npm lets a package be called, and for one with a scope a file in it. */
const NAME = /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)$/;
const FILE_IN_PACKAGE = /^(@[a-z0-9~-][a-z0-9._~-]*\/[a-z0-9~-][a-z0-9._~-]*)\/(.+)$/;

/** The key of package.json under which a package says which of its files is the policy. */
const KEY = 'registry-lint';

const YAML = /\.(?:ya?ml|json)$/i;

/** Whether a name in `extends` is that of a package. Where it could be a file's, it is one: `company.yaml`. */
export function isPackageName(name: string): boolean {
  return FILE_IN_PACKAGE.test(name) || (NAME.test(name) && !YAML.test(name));
}

/** A reason why a package gives no policy, and what to do. */
export class PackageTrouble extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/**
 * The policy file of an installed package. Looks in `node_modules` of the folder and of those above it, as Node
 * does, but nowhere else: what `NODE_PATH` names is not part of a project. Nothing is ever fetched.
 *
 * @throws PackageTrouble
 */
export async function packagePolicy(name: string, folder: string, documents: Documents): Promise<string> {
  const [, scoped, file] = FILE_IN_PACKAGE.exec(name) ?? [];
  const owner = scoped ?? name;
  const place = installed(owner, folder);
  if (place === undefined) {
    throw new PackageTrouble(
      owner.startsWith('@')
        ? 'no package of that name is installed'
        : 'there is neither a built-in pack nor an installed package of that name',
      `If it is a package, install it: npm install --save-dev ${owner}. Reading a policy fetches nothing.`,
    );
  }
  documents.allowPackage(place);
  return within(place, file ?? (await policyFileOf(place, owner, documents)), owner);
}

function installed(name: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const place = join(at, 'node_modules', name);
    if (isFile(join(place, 'package.json'))) return place;
    if (at === dirname(at)) return undefined;
  }
}

/** A name that is too long, or links in a circle, lead to no file. */
function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/** The file that package.json names: under a key of our own, as `main`, else the usual name. */
async function policyFileOf(place: string, name: string, documents: Documents): Promise<string> {
  const manifest = await readManifest(place, name, documents);
  const named = manifest[KEY];
  if (typeof named === 'string') return named;
  const { main } = manifest;
  if (typeof main === 'string' && YAML.test(main)) return main;
  const usual = policyFileNames.find((file) => isFile(join(place, file)));
  if (usual !== undefined) return usual;
  throw new PackageTrouble(
    'its package.json does not say which of its files is the policy',
    `In ${name}, write "${KEY}": "policy.yaml" into package.json, or call the file ${policyFileNames[0]}.`,
  );
}

/** A manifest is written by hand; above this it is something else. */
const MAX_MEBIBYTES = 1;

async function readManifest(
  place: string,
  name: string,
  documents: Documents,
): Promise<{ readonly [key: string]: unknown }> {
  const refuse: Refuse = (reason, hint = `Install it again: npm install ${name}.`) =>
    new PackageTrouble(`its package.json cannot be read: ${reason}`, hint);
  const file = documents.find(join(place, 'package.json'), 'file', refuse);
  const text = await documents.readText(file, MAX_MEBIBYTES, refuse);
  try {
    const manifest: unknown = JSON.parse(text);
    return Object.fromEntries(Object.entries(Object(manifest)));
  } catch {
    throw refuse('it is not valid JSON');
  }
}

/** A package can lead to its own files alone. */
function within(place: string, file: string, name: string): string {
  const path = join(place, file);
  if (relative(place, path).split(sep)[0] !== '..') return path;
  throw new PackageTrouble(`${JSON.stringify(file)} stands outside of it`, `Name a file of ${name} itself.`);
}
