import type { Path } from '../../documents/source.js';
import { RegistryLintError, UsageError } from '../../model/error.js';
import { isMainland } from '../../model/regions.js';
import { isTrustedEndpoint, stsUrl, targetOf } from '../security-center/endpoint.js';
import { checkRegion } from '../security-center/regions.js';
import type { Note } from './plan.js';
import type { AccountText, SharedText } from './text.js';

/** Ways to say whose registries they are. Without one it is this machine's credentials. */
const ways = ['profile', 'role', 'env', 'inventory'] as const;

/** What only says something of a role. */
const ofRoles = ['externalId', 'sessionName', 'durationSeconds', 'stsEndpoint'] as const;

/** What only says something of an account that is asked for. */
const ofLive = ['region', 'regions', 'endpoint', 'registryType', ...ofRoles] as const;

/** Notes what is wrong with an account and what its schema cannot say. */
export function mistakesIn(text: AccountText, path: Path, note: Note, allowedHosts: readonly string[]): void {
  if (text.name !== text.name.trim()) {
    note([...path, 'name'], 'value', {
      code: 'bad-value',
      message: 'the name of an account cannot begin or end with a blank',
      hint: 'Take the blanks out.',
    });
  }
  const [first, second] = ways.filter((way) => text[way] !== undefined);
  if (first && second) {
    note([...path, second], 'key', {
      code: 'conflicting-keys',
      message: `${second} and ${first} cannot stand together: each says whose registries they are`,
      hint: 'Keep one of the two. A role is assumed with the credentials of this machine.',
    });
  }
  const idle = text.inventory !== undefined ? ofLive : text.role === undefined ? ofRoles : [];
  for (const key of idle.filter((one) => text[one] !== undefined)) {
    note([...path, key], 'key', {
      code: 'idle-key',
      message: `${key} says nothing of ${text.inventory !== undefined ? 'a file' : 'an account without a role'}`,
      hint: 'Take it out.',
    });
  }
  if (text.inventory === '-') {
    note([...path, 'inventory'], 'value', {
      code: 'bad-value',
      message: 'standard input cannot stand for an account',
      hint: 'Save it to a file.',
    });
  }
  sharedMistakes(text, path, note, allowedHosts);
}

/** Notes that an account would be asked at the endpoint of another region than the one that it names. */
export function besideDefaults(text: AccountText, defaults: SharedText, path: Path, note: Note): void {
  const { endpoint } = defaults;
  if (endpoint === undefined || text.endpoint !== undefined || text.inventory !== undefined) return;
  const key = text.regions ? 'regions' : 'region';
  if (text[key] === undefined || text[key] === defaults.region) return;
  note([...path, key], 'key', {
    code: 'conflicting-keys',
    message: `this account names its ${key}, and the endpoint in defaults is of one region`,
    hint: 'Give the account its endpoint, or take endpoint out of defaults.',
  });
}

/** Notes what is wrong with where an account is read. */
export function sharedMistakes(
  text: SharedText,
  path: Path,
  note: Note,
  allowedHosts: readonly string[],
): void {
  const { region, regions = [], endpoint, stsEndpoint } = text;
  if (region !== undefined && text.regions) {
    note([...path, 'regions'], 'key', {
      code: 'conflicting-keys',
      message: 'region and regions cannot stand together',
      hint: 'Keep one of the two.',
    });
  }
  if (endpoint !== undefined && text.regions) {
    note([...path, 'endpoint'], 'key', {
      code: 'conflicting-keys',
      message: 'endpoint and regions cannot stand together: an endpoint is of one region',
      hint: 'Write an account for each region, each with its endpoint.',
    });
  }
  if (region !== undefined) attempt(() => checkRegion(region, 'an account'), [...path, 'region'], note);
  for (const [index, one] of regions.entries()) {
    attempt(() => checkRegion(one, 'an account'), [...path, 'regions', index], note);
    const same = regions.slice(0, index).find((other) => isMainland(other) === isMainland(one));
    if (same !== undefined) {
      note([...path, 'regions', index], 'value', {
        code: 'same-centre',
        message: `${one} and ${same} are kept by one centre, and its registries would be told twice`,
        hint: 'Name one region of mainland China and one of the rest of the world: each centre has the registries of all its regions.',
      });
    }
  }
  if (endpoint !== undefined)
    attempt(
      () => trusted(new URL(targetOf({ endpoint }, {}).endpoint), allowedHosts),
      [...path, 'endpoint'],
      note,
    );
  if (stsEndpoint !== undefined)
    attempt(() => trusted(stsUrl(stsEndpoint), allowedHosts), [...path, 'stsEndpoint'], note);
}

/** Whoever writes the accounts file, in a pull request for example, must not choose where requests of others' keys go. */
function trusted(url: URL, allowedHosts: readonly string[]): void {
  if (isTrustedEndpoint(url, allowedHosts)) return;
  throw new UsageError({
    code: 'untrusted-endpoint',
    message: `${url.host} is not a host of Alibaba Cloud for this service, nor of this machine`,
    hint: `If requests with your credentials may go there, add --allow-endpoint ${url.host}.`,
  });
}

/** What is no region or no endpoint is told in the same words as on the command line, at its place. */
function attempt(check: () => unknown, path: Path, note: Note): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof RegistryLintError)) throw error;
    const { code, message, hint } = error;
    note(path, 'value', {
      code,
      message,
      ...(hint !== undefined && { hint: hint.replaceAll(/--endpoint\b/g, '`endpoint`') }),
    });
  }
}
