import type { NoticeCount } from '../model/result.js';
import type { Condition, Rule } from '../model/rule.js';

/** Whether something that a rule asks, anywhere, can only be told by a probe. */
export function asksProbe({ when, assert, overrides = [] }: Rule): boolean {
  return (
    asks(assert) ||
    (when !== undefined && asks(when)) ||
    overrides.some(({ rule }) => rule !== undefined && asksProbe(rule))
  );
}

function asks(condition: Condition): boolean {
  if (condition.kind === 'field') return condition.field.startsWith('Probe.');
  if (condition.kind === 'cel') return condition.fields.some((field) => field.startsWith('Probe.'));
  return condition.kind === 'not' ? asks(condition.of) : condition.of.some(asks);
}

/** Says that nothing was probed though rules ask for it: without a probe the built-in ones do not apply. */
export function notProbed(rules: number): readonly NoticeCount[] {
  const what = `${rules} ${rules === 1 ? 'rule needs' : 'rules need'} what a probe finds`;
  const text = `nothing was probed, and ${what}: run with --probe`;
  return [{ code: 'not-probed', text, detail: { kind: 'not-probed', rules }, count: 1 }];
}
