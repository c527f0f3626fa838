import type { Account } from '../inventory/accounts/account.js';
import { isCentreImplied } from '../inventory/security-center/endpoint.js';
import type { LiveOptions } from '../inventory/security-center/source.js';
import { note } from './terminal/terminal.js';

/**
 * Says that half of the world is left out where nobody has chosen it: what is not listed cannot fail.
 *
 * @param other how the other centre is asked for
 */
export function tellImpliedCentre(options: LiveOptions, env: NodeJS.ProcessEnv, other: string): void {
  if (!isCentreImplied(options, env)) return;
  note(
    `no region is named, so the centre of mainland China is asked; registries outside it are listed by the other centre (${other})`,
  );
}

/** The same of the accounts of a file. */
export function tellImpliedCentres(accounts: readonly Account[], env: NodeJS.ProcessEnv): void {
  const [first, ...others] = accounts.filter(
    ({ from }) => from.kind === 'live' && from.region === undefined && from.endpoint === undefined,
  );
  // The environment is asked once: it is searched from its beginning, and may hold a thousand keys.
  if (first === undefined || !isCentreImplied({}, env)) return;
  const who = others.length === 0 ? `the account ${first.name}` : `${first.name} and ${others.length} more`;
  note(
    `no region is named for ${who}, so the centre of mainland China is asked; registries outside it are listed by the other centre (regions: [cn-hangzhou, ap-southeast-1] asks both)`,
  );
}
