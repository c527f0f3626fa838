import type { Messages } from '../../messages/messages.js';
import type { InventoryFinding } from '../../model/across.js';
import { isFieldName } from '../../model/field.js';
import { PLACEHOLDER, tells } from '../../model/placeholder.js';
import { isProbeField } from '../../model/probe.js';
import type { FieldValue, Registry } from '../../model/registry.js';
import type { Evidence, Result } from '../../model/result.js';
import type { Rule } from '../../model/rule.js';
import { PROSE_LIMIT, shorten, shortList, showProse, showValue } from '../sanitise.js';
import { describeExpected, describeNeeded } from './condition.js';
import { describeAcross } from './cross-registry.js';
import { subjectName } from './registry.js';
import { ruleText } from './rule.js';

function showParam(value: unknown, words: Messages): string {
  if (Array.isArray(value)) {
    return words.result.list(shortList(value.map((item) => showParam(item, words))));
  }
  return showValue(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}

/** A field as people may see it: its value, what stands there instead, or that it is not given. */
export function showField(name: string, registry: Registry, words: Messages): string | undefined {
  if (!isFieldName(name)) return undefined;
  const value = registry[name];
  if (value === '') return words.result.empty;
  if (value !== undefined) return showValue(String(value));
  const unclear = registry.unclear?.[name];
  return unclear === undefined ? words.result.notGiven : showValue(unclear);
}

const PARAMS = 'params.';

/** A rule's message with what stands for values filled in; what names neither a field nor a parameter stays as it is. */
export function fillMessage(template: string, rule: Rule, registry: Registry, words: Messages): string {
  return template.replace(PLACEHOLDER, (whole, name: string, one?: string, many?: string) => {
    const param = name.startsWith(PARAMS) ? name.slice(PARAMS.length) : undefined;
    const value =
      param !== undefined && Object.hasOwn(rule.params, param)
        ? showParam(rule.params[param], words)
        : showField(name, registry, words);
    if (value === undefined) return whole;
    return one === undefined ? value : `${value} ${value === '1' ? one : many}`;
  });
}

/** What stands behind `is` in a sentence about a field, or undefined where there is nothing. */
function showThere(value: FieldValue | undefined, words: Messages): string | undefined {
  if (value === '') return words.result.isEmpty;
  return value === undefined ? undefined : showValue(String(value));
}

/** One piece of evidence as a sentence: `ProtocolType is HTTP, expected HTTPS`. */
function describeEvidence(
  evidence: Evidence,
  { rule, outcome }: Told,
  registry: Registry,
  words: Messages,
  brief: boolean,
): string {
  const { field, value } = evidence;
  const expected = describeExpected(evidence.expected, evidence.negated === true, words);
  if (brief && outcome === 'fail' && tells(ruleText(rule, words).message, field)) {
    return words.result.shouldBe(field, expected);
  }
  const unclear = registry.unclear?.[field];
  const shown = showThere(value ?? unclear, words);
  if (outcome !== 'open') return words.result.is(field, shown, expected);
  if (value === undefined && isProbeField(field)) {
    return shown === undefined ? words.result.unprobed(field, expected) : words.result.unseen(field, shown);
  }
  if (shown === undefined) return words.result.unknownAbsent(field, expected);
  return value === undefined
    ? words.result.unknownUnclear(field, shown)
    : words.result.unknownValue(field, shown, describeNeeded(evidence.expected, words));
}

/**
 * One field of an expression. The expression says what is expected of all of its fields together, so it stands
 * behind the last of them.
 */
function describeExpression(
  at: number,
  { evidence }: Told,
  registry: Registry,
  words: Messages,
): string | undefined {
  const one = evidence[at];
  if (!one || !isExpression(one)) return undefined;
  const { field, value, expected, negated } = one;
  const unclear = registry.unclear?.[field];
  if (value === undefined && unclear !== undefined)
    return words.result.unknownUnclear(field, showValue(unclear));
  const shown = showThere(value, words);
  if (evidence[at + 1]?.expected === expected) return words.result.fieldIs(field, shown);
  return words.result.is(field, shown, describeExpected(expected, negated === true, words));
}

const isExpression = ({ expected }: Evidence): boolean => typeof expected === 'object' && 'cel' in expected;

/** A result in words. All of it is harmless to print. */
export interface Description {
  /** What it is about: a registry, a group, a declaration, or else the inventory as a whole. */
  readonly name: string;
  /** What is the matter, in one sentence. */
  readonly message: string;
  /** One sentence for each piece of evidence. */
  readonly evidence: readonly string[];
}

/**
 * Puts a result, or a finding about the inventory, into words. Where `brief`, the evidence does not repeat the values
 * that the message has.
 */
export function describeResult(
  found: Result | InventoryFinding,
  words: Messages,
  brief = false,
): Description {
  const registry = found.registry ?? { index: -1, ...('subject' in found && found.subject) };
  const evidence = found.evidence.map(
    (one, at) =>
      describeExpression(at, found, registry, words) ?? describeEvidence(one, found, registry, words, brief),
  );
  const message = messageOf(found, registry, evidence, words);
  return { name: subjectName(found, words), message: shorten(message, PROSE_LIMIT), evidence };
}

/** What is needed to put either into words. */
type Told = Pick<Result, 'rule' | 'outcome' | 'evidence' | 'across'>;

function messageOf(
  { rule, outcome, across }: Told,
  registry: Registry,
  evidence: readonly string[],
  words: Messages,
): string {
  const { title, message } = ruleText(rule, words);
  const found = across && describeAcross(across, registry, words);
  if (outcome === 'open') {
    const reasons = found === undefined ? evidence : [found, ...evidence];
    return words.result.cannotDecide(showProse(title), reasons);
  }
  if (found !== undefined) return withOwnMessage(found, rule, registry, words);
  if (outcome === 'pass') return words.result.holds(showProse(title));
  if (outcome === 'notApplicable') return words.result.notApplicable(showProse(title));
  return fillMessage(showProse(message), rule, registry, words);
}

/** What was found comes after the user's own message, since that can name no other registry. */
function withOwnMessage(found: string, rule: Rule, registry: Registry, words: Messages): string {
  const own = rule.ownMessage && fillMessage(showProse(rule.message), rule, registry, words);
  return own ? `${own}${words.expected.group(found).replace(/^(?=\()/, ' ')}` : found;
}
