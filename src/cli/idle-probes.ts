import { asksProbe } from '../engine/unprobed.js';
import { UsageError } from '../model/error.js';
import type { Policy } from '../model/rule.js';

/**
 * Probes that no rule looks at would make a check look more thorough than it is.
 *
 * @throws UsageError
 */
export function refuseIdleProbes({ name, rules }: Policy): void {
  if (rules.some(asksProbe)) return;
  throw new UsageError({
    code: 'idle-probe',
    message: `no rule of ${name} looks at what probes find`,
    hint: 'Add the pack of rules that do: --policy probe beside the others, or extends: [probe] in a policy. Or leave out --probe.',
  });
}
