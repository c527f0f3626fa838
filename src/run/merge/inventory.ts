import { listingOf } from '../../inventory/accounts/listing.js';
import type { Inventory, Registry } from '../../model/registry.js';
import type { ShardReport } from './document.js';
import type { Seat, Seats } from './seats.js';

/** The inventory of all accounts, as a single run would have read it, from what shards keep of it. */
export function inventoryOf([first]: readonly [ShardReport, ...ShardReport[]], seats: Seats): Inventory {
  const standings = seats.accounts.map(({ standing }) => standing);
  const { file } = first.inventory;
  return {
    origin: { kind: 'accounts', ...(file !== undefined && { file }) },
    accounts: () => standings,
    listing: (name) =>
      listingOf(name === undefined ? standings : standings.filter(({ account }) => account === name)),
    async *batches() {
      for (const seat of seats.accounts) yield registriesOf(seat);
    },
  };
}

function registriesOf({ standing, report, here, whole }: Seat): readonly Registry[] {
  const { account, registries } = standing;
  return report.registries
    .slice(here, here + registries)
    .map((seen, at) => ({ ...seen, account, index: whole + at }));
}
