import type { Across } from './across.js';
import type { FieldName } from './field.js';
import type { Location } from './location.js';
import type { FieldValue, Registry } from './registry.js';
import type { Selector } from './selector.js';
import { type Severity, severities } from './severity.js';
import type { Waiver } from './waiver.js';

/** A JSON Schema (draft-07 with this program's keywords) that speaks of one field's value. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/**
 * A condition after parameters were put in, names of enum values made one, and every schema compiled.
 * Conditions are decided in three values (Kleene): true, false, or open where a field is not known.
 */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | FieldCondition
  | CelCondition;

/** What one field's value must satisfy. */
export interface FieldCondition {
  readonly kind: 'field';
  readonly field: FieldName;
  readonly schema: JsonSchema;
  /**
   * The schema, compiled. Undefined where the value cannot be judged: the schema needs an address, a list of
   * them or a name, and the value is not one.
   */
  readonly test: (value: FieldValue) => boolean | undefined;
  /** Set where the schema is `{present: …}`: the only question that an absent field can answer. */
  readonly present?: boolean;
}

/** What an expression of CEL says of several fields of one registry. */
export interface CelCondition {
  readonly kind: 'cel';
  /** The expression, as it is written. */
  readonly schema: { readonly cel: string };
  /** The fields that it names, in the order in which they are first named. */
  readonly fields: readonly FieldName[];
  /** Those of them whose value it asks for, and not only whether there is one. */
  readonly values: readonly FieldName[];
  /** The parameters that it names, with their values. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The expression, compiled. Undefined where it cannot be decided. */
  readonly test: (registry: Registry) => boolean | undefined;
}

/** What a rule is, in one language. */
export interface RuleText {
  /** The state that is wanted, as a short sentence without a full stop. */
  readonly title: string;
  /** What is wrong, with `{Field}` and `{params.name}` for values. */
  readonly message: string;
  /** Why it matters, in Markdown. */
  readonly why?: string;
  /** How to mend it, in Markdown. */
  readonly fix?: string;
}

/** One rule of a policy, ready to be evaluated. */
export interface Rule extends RuleText {
  readonly id: string;
  readonly severity: Severity;
  /** 0.0 to 10.0, as GitHub code scanning reads `security-severity`. */
  readonly securitySeverity?: number;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly when?: Condition;
  readonly assert: Condition;
  /** Set where the rule speaks of all registries together; `assert` then asks for nothing. */
  readonly across?: Across;
  /** Whether `message` is the user's own; told of rules across registries. */
  readonly ownMessage?: true;
  /** Set where `when` is the user's, at least in part: then that it never holds may be a mistake. */
  readonly narrowed?: Narrowing;
  /** True for the rules that come with the program. */
  readonly builtin: boolean;
  /** Where the policy turned the rule on; absent for a rule of a built-in pack. */
  readonly location?: Location;
  /** The same texts in Simplified Chinese, where the rule has them. */
  readonly zh?: RuleText | undefined;
  /** What the rule is for some registries instead: the last override that matches counts. */
  readonly overrides?: readonly RuleOverride[];
  /** Set where the floor requires the rule: only the floor's own waivers can accept what it finds. */
  readonly floor?: true;
  /** The rule as the floor requires it, where the policy has one of that id as well: the worse of both counts. */
  readonly required?: Rule;
}

/** Whether a rule, or what the floor requires of it, compares registries with each other. */
export const isAcross = ({ across, required }: Pick<Rule, 'across' | 'required'>): boolean =>
  across !== undefined || required?.across !== undefined;

/** The severity of a rule, or the one that the floor gives it where that is higher. */
export function highestSeverity({ severity, required }: Pick<Rule, 'severity' | 'required'>): Severity {
  return severities.find((one) => one === severity || one === required?.severity) ?? severity;
}

/** Whether the floor requires a rule, by itself or besides the policy. */
export const isRequired = ({ floor, required }: Pick<Rule, 'floor' | 'required'>): boolean =>
  floor === true || required !== undefined;

/** That a policy, and not the rule itself, chooses the registries that a rule speaks of. */
export interface Narrowing {
  /** A region that the `when` names and that is not known, and the one that it may have meant. */
  readonly region?: { readonly written: string; readonly meant: string };
}

/** What a rule is for the registries that a selector chooses. */
export interface RuleOverride {
  readonly match: Selector;
  /** The rule as it is there; undefined where it is off. */
  readonly rule: Rule | undefined;
}

/** An override as a whole: which registries it chooses, and what it speaks of. */
export interface PolicyOverride {
  readonly match: Selector;
  readonly rules: readonly string[];
  readonly location: Location;
}

/** A policy, read, checked and compiled. */
export interface Policy {
  /** The rules that are on, in the order in which results are told. */
  readonly rules: readonly Rule[];
  /** The policy files read, the first being the one named, as paths relative to the working directory. */
  readonly files: readonly string[];
  /** How to call the policy in a report: its file, or the pack's name. */
  readonly name: string;
  /** Overrides as they are written, lowest policy first; what they make of rules is in the rules. */
  readonly overrides?: readonly PolicyOverride[];
  /** Accepted findings, in the order in which they are written. */
  readonly waivers?: readonly Waiver[];
  /** On so many of its last days a waiver is warned of; 14 unless said. */
  readonly waiverWarningDays?: number;
  /** Set where there is a policy that this one may not fall below. Its rules are among `rules`. */
  readonly floor?: Floor;
}

/** The policy that a run is held to whatever the checked repository's policy contains. */
export interface Floor {
  /** Its file, or the name of a built-in pack. */
  readonly name: string;
  /** The files read, as paths relative to the working directory. */
  readonly files: readonly string[];
  /** Whether it is part of the checkout that is checked, so that whoever changes that can change the floor. */
  readonly inCheckout: boolean;
}
