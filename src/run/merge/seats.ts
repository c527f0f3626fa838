import type { AccountStanding } from '../../model/result.js';
import type { RegistryObject, ShardReport } from './document.js';
import { damaged } from './refuse.js';

/** An account, and where its registries are. */
export interface Seat {
  readonly standing: AccountStanding;
  readonly report: ShardReport;
  /** The position of its first registry among those of its shard. */
  readonly here: number;
  /** The same among all. */
  readonly whole: number;
}

/** The accounts of all shards, in the order of the accounts file. */
export class Seats {
  readonly accounts: readonly Seat[];
  readonly #byName: ReadonlyMap<string, Seat>;

  constructor(reports: readonly ShardReport[]) {
    const written = reports.flatMap((report) => {
      let here = 0;
      return report.accounts.map((standing) => {
        const seat = { standing, report, here };
        here += standing.registries;
        return seat;
      });
    });
    let whole = 0;
    this.accounts = written
      .sort((a, b) => a.standing.position - b.standing.position)
      .map((seat) => {
        const placed = { ...seat, whole };
        whole += seat.standing.registries;
        return placed;
      });
    this.#byName = new Map(this.accounts.map((seat) => [seat.standing.account, seat]));
  }

  /** The registry as the whole run has it. */
  seated(registry: RegistryObject, from: string): RegistryObject {
    const seat = this.#byName.get(registry.account ?? '');
    if (!seat) throw damaged(from, 'speaks of an account that it does not have');
    return { ...registry, index: registry.index - seat.here + seat.whole };
  }
}
