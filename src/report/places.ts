import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { findRoot } from '../documents/root.js';
import { type InventoryFinding, policyLocation } from '../model/across.js';
import type { Location } from '../model/location.js';
import type { Result, RunInfo } from '../model/result.js';

/** Where a finding is shown when neither an inventory nor a policy file of the repository can be named. */
const DEFAULT_FILE = 'registry-lint.yaml';

/**
 * Finds a place in the repository for each result, since GitHub shows none that has no place there: the
 * registry's line in the inventory file, else the rule's line in the policy, else the policy's first line.
 */
export class Places {
  readonly #root: string;
  readonly #fallback: Location;
  readonly #known = new Map<string, string | undefined>();

  constructor({ policy }: RunInfo, root: string = findRoot(process.cwd(), process.env)) {
    this.#root = root;
    const file = policy.files.map((path) => this.#inside(path)).find((path) => path !== undefined);
    this.#fallback = { file: file ?? DEFAULT_FILE, line: 1, column: 1 };
  }

  /** The place of a result, its file relative to the root and written with `/`. */
  of(found: Result | InventoryFinding): Location {
    const { registry, rule } = found;
    if (!registry) return this.ofPolicy('subject' in found ? policyLocation(found) : rule.location);
    return this.#at(registry.location) ?? this.#at(rule.location) ?? this.#fallback;
  }

  /** A place in the policy, likewise. */
  ofPolicy(location?: Location): Location {
    return this.#at(location) ?? this.#fallback;
  }

  #at(location: Location | undefined): Location | undefined {
    const file = location && this.#inside(location.file);
    return location && file !== undefined ? { ...location, file } : undefined;
  }

  /** The path below the root, or undefined for one that is not below it. */
  #inside(path: string): string | undefined {
    if (this.#known.has(path)) return this.#known.get(path);
    const real = realPath(path);
    const inside = real === undefined ? below(this.#root, path) : below(realPath(this.#root), real);
    this.#known.set(path, inside);
    return inside;
  }
}

/** The path with every symbolic link followed, for GitHub follows none; undefined where there is no file. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function below(root: string | undefined, path: string): string | undefined {
  const steps = root === undefined ? ['..'] : relative(root, resolve(path)).split(sep);
  const outside = steps[0] === '' || steps[0] === '..' || isAbsolute(steps.join(sep));
  return outside ? undefined : steps.join('/');
}
