import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Documents, NamedBy } from '../../documents/documents.js';
import type { Path } from '../../documents/source.js';
import { type ErrorDetails, PolicyError, UsageError } from '../../model/error.js';
import type { Policy } from '../../model/rule.js';
import { builtinPacks } from '../../policy/builtin.js';
import { findPolicy } from '../../policy/find.js';
import { loadPolicy } from '../../policy/load.js';
import { isPackageName, PackageTrouble, packagePolicy } from '../../policy/read/packages.js';
import type { TestFile } from './read.js';

/** The policies that tests are run against, each loaded once. */
export class Policies {
  readonly #documents: Documents;
  readonly #named: readonly string[];
  readonly #loaded = new Map<string, Policy | PolicyError>();

  /** @param named policies that stand in for those of all tests, relative to the working directory */
  constructor(named: readonly string[], documents: Documents) {
    this.#named = named;
    this.#documents = documents;
  }

  /** The policy of a test; undefined where it has a mistake, which is added to `problems` once. */
  async of(test: TestFile, problems: ErrorDetails[]): Promise<Policy | undefined> {
    if (this.#named.length > 0) return this.#load(this.#named, 'user', problems);
    try {
      return await this.#load(await namesFor(test, this.#documents), 'file', problems);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const { code, message, hint } = error;
      problems.push(test.source.problem(policyPath(test), 'value', { code, message, ...(hint && { hint }) }));
      return undefined;
    }
  }

  async #load(
    names: readonly string[],
    namedBy: NamedBy,
    problems: ErrorDetails[],
  ): Promise<Policy | undefined> {
    const key = JSON.stringify(names);
    const known = this.#loaded.get(key);
    const loaded = known ?? (await this.#read(names, namedBy).catch(policyErrorOf));
    this.#loaded.set(key, loaded);
    if (!(loaded instanceof PolicyError)) return loaded;
    if (!known) problems.push(...loaded.problems);
    return undefined;
  }

  #read(names: readonly string[], namedBy: NamedBy): Promise<Policy> {
    const documents = this.#documents;
    return loadPolicy(names, documents.cwd, { documents, namedBy });
  }
}

function policyErrorOf(error: unknown): PolicyError {
  if (error instanceof PolicyError) return error;
  throw error;
}

const policyPath = ({ value }: TestFile): Path => (value.policy === undefined ? [] : ['policy']);

/** What the test names, relative to it; else the file of its name; else the policy of its folder or above. */
async function namesFor(test: TestFile, documents: Documents): Promise<readonly string[]> {
  const { policy } = test.value;
  if (policy !== undefined) {
    const names = typeof policy === 'string' ? [policy] : policy;
    return Promise.all(names.map((name) => placeOf(name, test.folder, documents)));
  }
  const stem = test.path.replace(/\.test\.ya?ml$/i, '');
  const beside = [`${stem}.yaml`, `${stem}.yml`].find((file) => file !== test.path && existsSync(file));
  const found = beside ?? findPolicy(dirname(test.path));
  if (found !== undefined) return [found];
  throw new UsageError({
    code: 'no-policy',
    message: 'this test does not say which policy it tests, and there is none beside it or above',
    hint: 'Write `policy: registry-lint.yaml` at its top, or give --policy.',
  });
}

async function placeOf(name: string, folder: string, documents: Documents): Promise<string> {
  if (builtinPacks.has(name)) return name;
  if (!isPackageName(name) || existsSync(resolve(folder, name))) return resolve(folder, name);
  try {
    return await packagePolicy(name, folder, documents);
  } catch (error) {
    if (!(error instanceof PackageTrouble)) throw error;
    const { message, hint } = error;
    throw new UsageError({
      code: 'no-policy',
      message: `the policy ${name} cannot be read: ${message}`,
      hint,
    });
  }
}
