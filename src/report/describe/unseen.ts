import type { Messages } from '../../messages/messages.js';
import { isProbeField } from '../../model/probe.js';
import type { Registry } from '../../model/registry.js';
import type { Result } from '../../model/result.js';
import { showValue } from '../sanitise.js';

/** Open results of one registry that have one reason alone: nothing was seen there, or nothing was probed. */
export interface Unseen {
  readonly results: readonly Result[];
  /** Why, as the registry says it; undefined where it was not probed. */
  readonly why: string | undefined;
}

/**
 * Puts together what would be the same sentence for every rule that looks at a probe: an address at which nothing
 * answers is one thing to be told, however many rules ask for it. All others stay as they are, and where they are.
 */
export function unseenTogether(results: readonly Result[]): readonly (Result | Unseen)[] {
  const groups = new Map<string | undefined, Result[]>();
  for (const result of results) {
    const reason = reasonOf(result);
    if (reason) groups.set(reason.why, [...(groups.get(reason.why) ?? []), result]);
  }
  return results.flatMap((result): readonly (Result | Unseen)[] => {
    const reason = reasonOf(result);
    const together = (reason && groups.get(reason.why)) ?? [];
    if (!reason || together.length < 2) return [result];
    return together[0] === result ? [{ results: together, why: reason.why }] : [];
  });
}

/** The one reason for which a result is open, if that is what a probe did not see and nothing else. */
function reasonOf({ outcome, across, evidence, registry }: Result): Pick<Unseen, 'why'> | undefined {
  if (outcome !== 'open' || across || evidence.length === 0) return undefined;
  if (!evidence.every(({ field, value }) => value === undefined && isProbeField(field))) return undefined;
  const whys = new Set(evidence.map(({ field }) => registry.unclear?.[field]));
  const [why] = whys;
  return whys.size === 1 && (why !== undefined || !wasProbed(registry)) ? { why } : undefined;
}

const wasProbed = (registry: Registry): boolean => registry['Probe.reached'] !== undefined;

/** What cannot be decided, and by which rules. */
export function describeUnseen(
  { results, why }: Unseen,
  words: Messages,
): { readonly message: string; readonly rules: string } {
  const shown = why === undefined ? undefined : showValue(why);
  const named = results.map(({ rule }) => `${showValue(rule.id)} (${words.page.severity[rule.severity]})`);
  return { message: words.result.unseenBy(results.length, shown), rules: words.result.list(named) };
}
