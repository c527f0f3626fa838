import type { Messages } from '../../messages/messages.js';
import type { BaselineEntry } from '../../model/baseline.js';
import type { Rule } from '../../model/rule.js';
import {
  type PolicyFinding,
  type PolicyFindingCode,
  policyFindingCodes,
  type Suppression,
  type Waiver,
} from '../../model/waiver.js';
import { shorten, shortList, showProse, showValue } from '../sanitise.js';
import { qualifiedName } from './registry.js';

const MANUAL = 'https://github.com/registry-lint/registry-lint/blob/main/docs/waivers.md';

/** The kinds of finding about waivers, as rules: reports that list rules list these where they are needed. */
export function policyRules(words: Messages): ReadonlyMap<string, Rule> {
  return new Map(policyFindingCodes.map((id) => [id, policyRule(id, words)]));
}

function policyRule(id: PolicyFindingCode, words: Messages): Rule {
  const text = words.waivers.rules[id];
  return {
    id,
    ...text,
    message: text.title,
    severity: id === 'expired-waiver' ? 'error' : 'warning',
    tags: ['waivers'],
    references: [MANUAL],
    params: {},
    assert: { kind: 'all', of: [] },
    builtin: false,
  };
}

/** What is wrong with a waiver, in one sentence that is harmless to print. */
export function describePolicyFinding(
  { code, waiver, matched, days }: PolicyFinding,
  words: Messages,
): string {
  const say = words.waivers;
  const rule = showValue(waiver.rule);
  const day = waiver.expires ?? '';
  if (code === 'expired-waiver') return say.expired(rule, day, matched);
  if (code === 'ending-waiver') return say.ending(rule, day, days ?? 0);
  if (code === 'unused-waiver') return say.unused(rule);
  return say.unknownRule(rule, waiver.unknownRule?.suggestion);
}

/** Which registries a waiver speaks of: `RegistryName: legacy-* or old-*`. */
export function describeSelector({ registry }: Waiver, words: Messages): string {
  const fields = registry.map(
    ({ field, patterns }) => `${field}: ${words.expected.or(shortList(patterns.map(showValue)))}`,
  );
  return shorten(words.result.list(fields), 300);
}

/** Why a finding is accepted: the reason of its waiver, with all that the waiver says. */
export function describeSuppression(suppression: Suppression, words: Messages): string {
  const say = words.waivers;
  if (suppression.kind === 'baseline') return say.inBaseline(showValue(suppression.file));
  const { reason, ticket, approvedBy, expires } = suppression.waiver;
  const parts = [
    showProse(reason),
    ticket && showValue(ticket),
    approvedBy && say.approvedBy(showValue(approvedBy)),
    expires && say.until(expires),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Says that a finding of the baseline is no longer there. */
export function describeAbsent(entry: BaselineEntry, words: Messages): string {
  return words.waivers.absent(qualifiedName(entry) || words.page.noName);
}
