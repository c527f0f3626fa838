import type { Messages } from '../../messages/messages.js';
import type { WaiverUse } from '../../model/result.js';
import { showValue } from '../../report/sanitise.js';
import type { PolicyFindingObject, ShardReport } from './document.js';
import { damaged } from './refuse.js';

/** What one shard says of one waiver. */
interface Said {
  readonly use: WaiverUse;
  readonly finding: PolicyFindingObject | undefined;
}

/**
 * What is wrong with waivers, over all shards. A waiver that matched nothing in one shard may be one that is needed
 * in another: then what that one says of it counts.
 */
export function joinPolicyFindings(
  reports: readonly ShardReport[],
  messages: Messages,
): readonly PolicyFindingObject[] {
  const [first] = reports;
  if (!first) return [];
  const said = reports.map(ofWaivers);
  const { expired } = messages.waivers;
  return first.shard.waivers.flatMap((_, index) => {
    const ofWaiver = said.flatMap((waivers) => waivers[index] ?? []);
    const matched = ofWaiver.reduce((sum, { use }) => sum + use.matched, 0);
    // Nor is it known to be unused where one shard has not seen all that it may be of.
    const teller =
      ofWaiver.find(({ use }) => use.matched > 0) ??
      ofWaiver.find(({ use }) => use.code !== 'unused-waiver') ??
      ofWaiver[0];
    const finding = teller?.finding;
    if (!finding) return [];
    if (finding.rule !== 'expired-waiver') return [{ ...finding, matched }];
    const { rule, expires = '' } = finding.waiver;
    return [{ ...finding, message: expired(showValue(rule), expires, matched), matched }];
  });
}

function ofWaivers({ shard, policyFindings, from }: ShardReport): readonly Said[] {
  let next = 0;
  const said = shard.waivers.map((use): Said => {
    if (use.code === undefined) return { use, finding: undefined };
    const finding = policyFindings[next++];
    if (finding?.rule !== use.code) throw damaged(from, 'does not say of waivers what it says they did');
    return { use, finding };
  });
  if (next < policyFindings.length) throw damaged(from, 'says more of waivers than they did');
  return said;
}
