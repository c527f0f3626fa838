import { MOST_KINDS } from '../../engine/tally.js';
import type { NoticeObject, ShardReport } from './document.js';
import type { Seats } from './seats.js';

/**
 * The notices of all shards, as one run would have told them: what is odd about registries in the order in which
 * it is first met, and before that the rules that applied to none, in no shard.
 */
export function joinNotices(reports: readonly ShardReport[], seats: Seats): readonly NoticeObject[] {
  return [...idleRules(reports), ...aboutRegistries(reports, seats)];
}

/** A shard without a registry says nothing of rules. */
function idleRules(reports: readonly ShardReport[]): readonly NoticeObject[] {
  const [first, ...others] = reports
    .filter(({ summary }) => summary.registries > 0)
    .map(({ notices }) => notices.filter(({ first: registry }) => registry === undefined));
  if (!first) return [];
  const texts = others.map((notices) => new Set(notices.map(({ text }) => text)));
  return first.filter(({ text }) => texts.every((known) => known.has(text)));
}

function aboutRegistries(reports: readonly ShardReport[], seats: Seats): readonly NoticeObject[] {
  const kinds = new Map<string, NoticeObject>();
  for (const { notices, from } of reports) {
    for (const notice of notices) {
      if (!notice.first) continue;
      const key = `${notice.code} ${notice.field ?? ''}`;
      const first = seats.seated(notice.first, from);
      const known = kinds.get(key);
      const count = notice.count + (known?.count ?? 0);
      const isFirst = !known?.first || first.index < known.first.index;
      // Deleted and set again, so that kinds that one registry was the first to have stay in their order.
      if (isFirst) kinds.delete(key);
      kinds.set(key, isFirst ? { ...notice, count, first } : { ...known, count });
    }
  }
  return [...kinds.values()]
    .sort((a, b) => (a.first?.index ?? 0) - (b.first?.index ?? 0))
    .slice(0, MOST_KINDS);
}
