import type { ControlEvidence, ControlStanding, ControlState, RuleStanding } from '../../model/compliance.js';
import type { Language } from '../../model/language.js';
import { type Control, type Standard, standards } from './catalogue.js';

/** What one rule shows of a control of a published standard. */
export interface ControlMapping {
  readonly standard: string;
  readonly id: string;
  readonly reason: string;
}

/** What a report needs of a rule's file that a compiled rule no longer has. */
export interface RuleFacts {
  readonly references: readonly { readonly title: string; readonly url: string }[];
  readonly controls: readonly ControlMapping[];
  /** Reasons in Chinese, in the order of `controls`. */
  readonly zh: { readonly reasons: readonly string[] };
}

/** The rules that come with the program, by id, whether a policy turns them on or not. */
export type FactsOfRules = ReadonlyMap<string, RuleFacts>;

/** What is known of a run when its controls are judged. */
export interface ControlInputs {
  readonly lang: Language;
  readonly facts: FactsOfRules;
  /** The rules that are on. */
  readonly rules: readonly RuleStanding[];
  /** Those of them that the policy has off for some registries. */
  readonly narrowed: ReadonlySet<string>;
  /** Whether accounts could not be read, or registries of one type alone were asked for. */
  readonly partial: boolean;
}

/** Every control of the catalogue, with what the rules show of it. */
export function controlStandings(inputs: ControlInputs): readonly ControlStanding[] {
  const byId = new Map(inputs.rules.map((rule) => [rule.id, rule]));
  return standards.flatMap((standard) =>
    standard.controls.map((control) => standingOf(standard, control, byId, inputs)),
  );
}

function standingOf(
  standard: Standard,
  control: Control,
  byId: ReadonlyMap<string, RuleStanding>,
  { lang, facts, narrowed, partial }: ControlInputs,
): ControlStanding {
  const rules = evidenceFor(standard.id, control.id, byId, facts, lang).map((evidence) =>
    narrowed.has(evidence.rule) && !evidence.idle ? { ...evidence, narrowed: true as const } : evidence,
  );
  const on = rules.flatMap(({ rule }) => byId.get(rule) ?? []);
  const sum = (key: 'passed' | 'failed' | 'open' | 'suppressed'): number =>
    on.reduce((total, rule) => total + rule[key], 0);
  const numbers = {
    failed: sum('failed'),
    open: sum('open'),
    passed: sum('passed'),
    suppressed: sum('suppressed'),
  };
  const whole = !partial && rules.every(({ off, idle, narrowed: some }) => !off && !idle && !some);
  return {
    standard: standard.id,
    standardName: standard.name,
    id: control.id,
    title: control.title[lang],
    scope: standard.scope[lang],
    state: rules.every(({ off, idle }) => off || idle) ? 'not-shown' : stateOf(numbers, whole),
    ...numbers,
    rules,
  };
}

/** Nothing is met by default: whatever was not seen leaves a control shown in part. */
function stateOf(
  { failed, open, suppressed }: Pick<ControlStanding, 'failed' | 'open' | 'suppressed'>,
  whole: boolean,
): ControlState {
  if (failed > 0) return 'not-met';
  return open > 0 || suppressed > 0 || !whole ? 'partly' : 'met';
}

function evidenceFor(
  standard: string,
  id: string,
  on: ReadonlyMap<string, RuleStanding>,
  facts: FactsOfRules,
  lang: Language,
): readonly ControlEvidence[] {
  return [...facts].flatMap(([rule, { controls, zh }]) =>
    controls.flatMap((mapping, at) => {
      if (mapping.standard !== standard || mapping.id !== id) return [];
      const reason = (lang === 'zh' ? zh.reasons[at] : undefined) ?? mapping.reason;
      return [{ rule, reason, ...whyNothing(on.get(rule)) }];
    }),
  );
}

function whyNothing(rule: RuleStanding | undefined): Pick<ControlEvidence, 'off' | 'idle'> {
  if (!rule) return { off: true };
  const said = rule.passed + rule.failed + rule.open + rule.suppressed;
  return said === 0 ? { idle: true } : {};
}
