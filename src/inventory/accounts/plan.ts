import { dirname, resolve } from 'node:path';
import { type Documents, OUTSIDE, shownPath } from '../../documents/documents.js';
import type { Path, PolicySource } from '../../documents/source.js';
import { type ErrorDetails, PolicyError } from '../../model/error.js';
import type { Account } from './account.js';
import type { Identity } from './identity.js';
import { besideDefaults, mistakesIn, sharedMistakes } from './mistakes.js';
import type { AccountsText, AccountText, SharedText } from './text.js';

/** Notes a mistake at a place of the file. */
export type Note = (
  path: Path,
  part: 'key' | 'value',
  details: Omit<ErrorDetails, 'location' | 'frame'>,
) => void;

/** Where an accounts file is, and what it may name. */
export interface AccountsPlace {
  readonly path: string;
  readonly documents: Documents;
  /** Hosts beside those of Alibaba Cloud and of this machine. */
  readonly allowedHosts: readonly string[];
}

/**
 * The accounts that a file comes to: its defaults put in, and one for each region.
 *
 * @param place of the file, to which the paths of inventories are relative, and what may be read and named from there
 * @throws PolicyError with everything that the schema cannot say
 */
export function planAccounts(
  { defaults = {}, accounts: written }: AccountsText,
  source: PolicySource,
  { path, documents, allowedHosts }: AccountsPlace,
): readonly Account[] {
  const problems: ErrorDetails[] = [];
  const note: Note = (at, part, details) => problems.push(source.problem(at, part, details));
  sharedMistakes(defaults, ['defaults'], note, allowedHosts);
  const accounts: Account[] = [];
  const names = new Map<string, number>();
  for (const [index, text] of written.entries()) {
    mistakesIn(text, ['accounts', index], note, allowedHosts);
    if (text.inventory !== undefined && text.inventory !== '-') {
      checkInventory(text.inventory, ['accounts', index, 'inventory'], { path, documents }, note);
    }
    besideDefaults(text, defaults, ['accounts', index], note);
    const whole = withDefaults(text, defaults);
    for (const region of whole.regions ?? [undefined]) {
      const name = region === undefined ? text.name : `${text.name}@${region}`;
      const before = names.get(name);
      if (before !== undefined) note(['accounts', index, 'name'], 'value', twice(name, before, source));
      names.set(name, index);
      accounts.push({
        name,
        position: accounts.length,
        allowEmpty: whole.allowEmpty === true,
        from: fromOf(whole, region ?? whole.region, dirname(path)),
      });
    }
  }
  const [first, ...rest] = problems;
  if (first) throw new PolicyError([first, ...rest]);
  return accounts;
}

/** Notes an inventory that may not be read. One that is not there is an account that cannot be read. */
function checkInventory(
  name: string,
  at: Path,
  { path, documents }: { readonly path: string; readonly documents: Documents },
  note: Note,
): void {
  documents.checkNamed(resolve(dirname(path), name), (reason, hint) => {
    note(at, 'value', {
      code: OUTSIDE,
      message: `the inventory ${name} cannot be read: ${reason}`,
      ...(hint !== undefined && { hint }),
    });
  });
}

/** An account says where it is read by itself or not at all: of `region` and `regions` never one from each side. */
function withDefaults(text: AccountText, defaults: SharedText): AccountText {
  const { region, regions, ...rest } = defaults;
  if (text.inventory !== undefined) return { allowEmpty: defaults.allowEmpty === true, ...text };
  const places = text.region === undefined && text.regions === undefined ? { region, regions } : {};
  const { endpoint, ...others } = rest;
  // An endpoint is of one region.
  const at = text.regions === undefined && endpoint !== undefined ? { endpoint } : {};
  return {
    ...others,
    ...at,
    ...(places.region !== undefined && { region: places.region }),
    ...(places.regions !== undefined && { regions: places.regions }),
    ...text,
  };
}

function fromOf(text: AccountText, region: string | undefined, folder: string): Account['from'] {
  if (text.inventory !== undefined)
    return { kind: 'file', file: inventoryPath(resolve(folder, text.inventory)) };
  const { endpoint, registryType } = text;
  return { kind: 'live', region, endpoint, registryType, identity: identityOf(text) };
}

/** As it is both read and shown: relative to the working directory of the process, where it is below that. */
function inventoryPath(path: string): string {
  const shown = shownPath(path, process.cwd());
  // This alone would be standard input.
  return shown === '-' ? path : shown;
}

function identityOf(text: AccountText): Identity {
  const { profile, role, env, externalId, sessionName, durationSeconds, stsEndpoint } = text;
  if (profile !== undefined) return { kind: 'profile', profile };
  if (env !== undefined) return { kind: 'env', ...env };
  if (role === undefined) return { kind: 'default' };
  return { kind: 'role', role, externalId, sessionName, durationSeconds, stsEndpoint };
}

function twice(name: string, before: number, source: PolicySource): Omit<ErrorDetails, 'location' | 'frame'> {
  const { line } = source.locate(['accounts', before], 'value');
  return {
    code: 'duplicate-account',
    message: `the account ${name} stands in line ${line} already`,
    hint: 'Give each account a name of its own: it is what tells their registries apart.',
  };
}
