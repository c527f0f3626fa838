import type { Severity, SeveritySetting } from '../model/severity.js';
import { builtinJson, textsJson } from './generated/builtin.js';

/** A condition as it is written: see schema/rule.schema.json. */
export type ConditionSource = { readonly [key: string]: unknown };

/** A parameter of a rule, as its file declares it. */
export interface ParamSpec {
  readonly description: string;
  /** JSON Schema of its value. */
  readonly schema: { readonly [keyword: string]: unknown };
  /** Absent: the policy must give a value. */
  readonly default?: unknown;
}

/** What the rule shows of a control of a published standard. */
export interface ControlReference {
  readonly standard: string;
  readonly id: string;
  readonly reason: string;
}

/** One registry that shows what the rule means. */
export interface RuleExample {
  readonly name: string;
  readonly registry: { readonly [field: string]: unknown };
  readonly params?: { readonly [name: string]: unknown };
}

/** A built-in rule, as its file in rules/ has it: see schema/rule.schema.json. */
export interface RuleFile {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly securitySeverity: number;
  readonly tags: readonly string[];
  readonly params?: { readonly [name: string]: ParamSpec };
  readonly when?: ConditionSource;
  readonly assert: ConditionSource;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly references: readonly { readonly title: string; readonly url: string }[];
  readonly controls: readonly ControlReference[];
  readonly zh: {
    readonly title: string;
    readonly message: string;
    readonly why: string;
    readonly fix: string;
    readonly params?: { readonly [name: string]: string };
    readonly reasons: readonly string[];
  };
  readonly examples: {
    readonly [kind in 'comply' | 'violate' | 'open' | 'notApplicable']?: readonly RuleExample[];
  };
}

/** A named set of built-in rules, as its file in rules/packs/ has it. */
export interface PackFile {
  readonly title: string;
  readonly extends?: readonly string[];
  readonly rules: { readonly [id: string]: SeveritySetting };
}

/** What a check does not need of a rule, unless a report shows it. */
type Texts = Pick<RuleFile, 'why' | 'fix' | 'references' | 'controls' | 'zh' | 'examples'>;

interface Builtin {
  readonly rules: readonly Omit<RuleFile, keyof Texts>[];
  readonly packs: { readonly [name: string]: PackFile };
}

// Written by scripts/generate.mjs from files that are held to their schema, so the shape is known.
// It is kept as text because V8 reads JSON faster than an object literal.
const builtin: Builtin = JSON.parse(builtinJson);

let texts: { readonly [id: string]: Texts } | undefined;

/** Most of what is written in the rules, read when somebody first asks for any of it. */
function textsOf(id: string): Texts {
  texts ??= JSON.parse(textsJson) as { readonly [id: string]: Texts };
  const ofRule = texts[id];
  if (!ofRule) throw new Error(`the rule ${id} has no texts`);
  return ofRule;
}

function withTexts(rule: Builtin['rules'][number]): RuleFile {
  return {
    ...rule,
    get why() {
      return textsOf(rule.id).why;
    },
    get fix() {
      return textsOf(rule.id).fix;
    },
    get references() {
      return textsOf(rule.id).references;
    },
    get controls() {
      return textsOf(rule.id).controls;
    },
    get zh() {
      return textsOf(rule.id).zh;
    },
    get examples() {
      return textsOf(rule.id).examples;
    },
  };
}

/** The rules that come with the program, by id, in the order of their names. */
export const builtinRules: ReadonlyMap<string, RuleFile> = new Map(
  builtin.rules.map((rule) => [rule.id, withTexts(rule)]),
);

/** The packs that come with the program, by name. */
export const builtinPacks: ReadonlyMap<string, PackFile> = new Map(Object.entries(builtin.packs));
