import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
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
export function packagePolicy(name: string, folder: string): string {
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
  return within(place, file ?? policyFileOf(place, owner), owner);
}

function installed(name: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const place = join(at, 'node_modules', name);
    if (statSync(join(place, 'package.json'), { throwIfNoEntry: false })?.isFile()) return place;
    if (at === dirname(at)) return undefined;
  }
}

/** The file that package.json names: under a key of our own, as `main`, else the usual name. */
function policyFileOf(place: string, name: string): string {
  const manifest = readManifest(place, name);
  const named = manifest[KEY];
  if (typeof named === 'string') return named;
  const { main } = manifest;
  if (typeof main === 'string' && YAML.test(main)) return main;
  const usual = policyFileNames.find((file) => statSync(join(place, file), { throwIfNoEntry: false }));
  if (usual !== undefined) return usual;
  throw new PackageTrouble(
    'its package.json does not say which of its files is the policy',
    `In ${name}, write "${KEY}": "policy.yaml" into package.json, or call the file ${policyFileNames[0]}.`,
  );
}

function readManifest(place: string, name: string): { readonly [key: string]: unknown } {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
    return Object.fromEntries(Object.entries(Object(manifest)));
  } catch {
    throw new PackageTrouble('its package.json cannot be read', `Install it again: npm install ${name}.`);
  }
}

/** A package can lead to its own files alone. */
function within(place: string, file: string, name: string): string {
  const path = join(place, file);
  if (relative(place, path).split(sep)[0] !== '..') return path;
  throw new PackageTrouble(`${JSON.stringify(file)} stands outside of it`, `Name a file of ${name} itself.`);
}
