import { isProbeField } from '../model/probe.js';
import type { NoticeCount } from '../model/result.js';
import type { Condition, Rule } from '../model/rule.js';
import type { Selector } from '../model/selector.js';

/** Whether something that a rule asks, anywhere, can only be told by a probe. */
export function asksProbe({ when, assert, across, overrides = [] }: Rule): boolean {
  return (
    asks(assert) ||
    (when !== undefined && asks(when)) ||
    (across?.kind === 'expected' && across.entries.some(({ registry }) => chooses(registry))) ||
    overrides.some(({ match, rule }) => chooses(match) || (rule !== undefined && asksProbe(rule)))
  );
}

const chooses = (selector: Selector): boolean => selector.some(({ field }) => isProbeField(field));

function asks(condition: Condition): boolean {
  if (condition.kind === 'field') return isProbeField(condition.field);
  if (condition.kind === 'cel') return condition.fields.some(isProbeField);
  return condition.kind === 'not' ? asks(condition.of) : condition.of.some(asks);
}

/** Says that nothing was probed though rules ask for it: without a probe the built-in ones do not apply. */
export function notProbed(rules: number): readonly NoticeCount[] {
  const what = `${rules} ${rules === 1 ? 'rule needs' : 'rules need'} what a probe finds`;
  const text = `nothing was probed, and ${what}: run with --probe`;
  return [{ code: 'not-probed', text, detail: { kind: 'not-probed', rules }, count: 1 }];
}
