import type { Severity, SeveritySetting } from '../model/severity.js';
import { parseTexts } from './builtin-texts.js';
import { builtinJson, fixesJson } from './generated/builtin.js';

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

/** What a check needs only of rules that find something. */
type Fix = Pick<RuleFile, 'fix' | 'references'>;

/** What few runs show. */
export type Texts = Pick<RuleFile, 'why' | 'controls' | 'zh' | 'examples'>;

/** Something of each rule, by its id. */
type ById<Value> = { readonly [id: string]: Value };

interface Builtin {
  readonly rules: readonly Omit<RuleFile, keyof Fix | keyof Texts>[];
  readonly packs: { readonly [name: string]: PackFile };
}

// Written by scripts/generate.mjs from files that are held to their schema, so the shape is known.
// It is kept as text because V8 reads JSON faster than an object literal.
const builtin: Builtin = JSON.parse(builtinJson);

let fixes: ById<Fix> | undefined;
let texts: ById<Texts> | undefined;

/** How to put right what a rule finds, read when somebody first asks for it. */
function fixOf(id: string): Fix {
  fixes ??= JSON.parse(fixesJson) as ById<Fix>;
  return ofRule(fixes, id);
}

/** Most of what is written in the rules, read when somebody first asks for any of it. */
function textsOf(id: string): Texts {
  texts ??= parseTexts();
  return ofRule(texts, id);
}

function ofRule<Value>(values: ById<Value>, id: string): Value {
  const value = values[id];
  if (!value) throw new Error(`the rule ${id} has no texts`);
  return value;
}

function withTexts(rule: Builtin['rules'][number]): RuleFile {
  return {
    ...rule,
    get why() {
      return textsOf(rule.id).why;
    },
    get fix() {
      return fixOf(rule.id).fix;
    },
    get references() {
      return fixOf(rule.id).references;
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
