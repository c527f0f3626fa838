import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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
  readonly #cwd: string;
  readonly #named: readonly string[];
  readonly #loaded = new Map<string, Policy | PolicyError>();

  /** @param named policies that stand in for those of all tests, relative to `cwd` */
  constructor(named: readonly string[], cwd: string) {
    this.#named = named;
    this.#cwd = cwd;
  }

  /** The policy of a test; undefined where it has a mistake, which is added to `problems` once. */
  async of(test: TestFile, problems: ErrorDetails[]): Promise<Policy | undefined> {
    if (this.#named.length > 0) return this.#load(this.#named, problems);
    try {
      return await this.#load(namesFor(test), problems);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const { code, message, hint } = error;
      problems.push(test.source.problem(policyPath(test), 'value', { code, message, ...(hint && { hint }) }));
      return undefined;
    }
  }

  async #load(names: readonly string[], problems: ErrorDetails[]): Promise<Policy | undefined> {
    const key = JSON.stringify(names);
    const known = this.#loaded.get(key);
    const loaded = known ?? (await loadPolicy(names, this.#cwd).catch(policyErrorOf));
    this.#loaded.set(key, loaded);
    if (!(loaded instanceof PolicyError)) return loaded;
    if (!known) problems.push(...loaded.problems);
    return undefined;
  }
}

function policyErrorOf(error: unknown): PolicyError {
  if (error instanceof PolicyError) return error;
  throw error;
}

const policyPath = ({ value }: TestFile): Path => (value.policy === undefined ? [] : ['policy']);

/** What the test names, relative to it; else the file of its name; else the policy of its folder or above. */
function namesFor(test: TestFile): readonly string[] {
  const { policy } = test.value;
  if (policy !== undefined) {
    return (typeof policy === 'string' ? [policy] : policy).map((name) => placeOf(name, test.folder));
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

function placeOf(name: string, folder: string): string {
  if (builtinPacks.has(name)) return name;
  if (!isPackageName(name) || existsSync(resolve(folder, name))) return resolve(folder, name);
  try {
    return packagePolicy(name, folder);
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
