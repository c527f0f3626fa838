import { speaksOf } from '../model/condition.js';
import { isProbeField } from '../model/probe.js';
import type { NoticeCount } from '../model/result.js';
import type { Rule } from '../model/rule.js';
import type { Selector } from '../model/selector.js';

/** Whether something that a rule asks, anywhere, can only be told by a probe. */
export function asksProbe({ when, assert, across, overrides = [], required }: Rule): boolean {
  return (
    speaksOf(assert, isProbeField) ||
    (when !== undefined && speaksOf(when, isProbeField)) ||
    (across?.kind === 'expected' && across.entries.some(({ registry }) => chooses(registry))) ||
    (required !== undefined && asksProbe(required)) ||
    overrides.some(({ match, rule }) => chooses(match) || (rule !== undefined && asksProbe(rule)))
  );
}

const chooses = (selector: Selector): boolean =>
  selector.some(({ field }) => field !== 'account' && isProbeField(field));

/**
 * Says that registries were not probed though rules ask for it: without a probe the built-in ones do not apply.
 * Some of them alone are so where snapshots of several accounts are checked together.
 *
 * @param rules how many rules ask
 */
export function notProbed(rules: number, probed: number, registries: number): readonly NoticeCount[] {
  const unprobed = registries - probed;
  if (rules === 0 || unprobed <= 0) return [];
  const who =
    probed === 0 ? 'nothing was' : unprobed === 1 ? '1 registry was not' : `${unprobed} registries were not`;
  const what = `${rules} ${rules === 1 ? 'rule needs' : 'rules need'} what a probe finds`;
  const detail = { kind: 'not-probed', rules, ...(probed > 0 && { registries: unprobed }) } as const;
  return [{ code: 'not-probed', text: `${who} probed, and ${what}: run with --probe`, detail, count: 1 }];
}
