import type { Account } from '../inventory/accounts/account.js';
import { Identities } from '../inventory/accounts/identity.js';
import { type CentreNote, centreNote } from '../inventory/security-center/endpoint.js';
import { centreNoteOf, type LiveOptions } from '../inventory/security-center/source.js';
import { note } from './terminal/terminal.js';

const hongKong =
  'cn-hongkong is listed by the centre of mainland China, as in the endpoint table of Alibaba Cloud; the other centre is';

/**
 * Notes that half of the world is left out if nothing has chosen it: what is not listed cannot fail.
 *
 * @param other how the other centre is chosen
 */
export function tellCentre(options: LiveOptions, other: string): void {
  const notes: Readonly<Record<NonNullable<CentreNote>, string>> = {
    implied: `no region is named, so the centre of mainland China is asked; registries outside it are listed by the other centre (${other})`,
    'hong-kong': `${hongKong} ${other}`,
  };
  const kind = centreNoteOf(options);
  if (kind !== undefined) note(notes[kind]);
}

/** The same for the accounts of a file. */
export function tellCentres(accounts: readonly Account[], env: NodeJS.ProcessEnv): void {
  const identities = new Identities(env);
  const kinds = accounts.map(({ from }) => {
    if (from.kind !== 'live') return undefined;
    const { profileRegion } = identities.of(from.identity);
    return centreNote({ region: from.region, endpoint: from.endpoint, profileRegion }, env);
  });
  const named = (kind: CentreNote): string | undefined => {
    const [first, ...others] = accounts.filter((_, index) => kinds[index] === kind);
    if (first === undefined) return undefined;
    return others.length === 0 ? `the account ${first.name}` : `${first.name} and ${others.length} more`;
  };
  const [implied, inHongKong] = [named('implied'), named('hong-kong')];
  if (implied !== undefined)
    note(
      `no region is named for ${implied}, so the centre of mainland China is asked; registries outside it are listed by the other centre (regions: [cn-hangzhou, ap-southeast-1] asks both)`,
    );
  if (inHongKong !== undefined) note(`${hongKong} region: ap-southeast-1 (${inHongKong})`);
}
