import type { Registry } from '../model/registry.js';
import type { Condition, JsonSchema, Rule } from '../model/rule.js';
import type { Selector } from '../model/selector.js';
import { selects, undecidedBy } from './selector.js';

/** What a rule came to, as the fused function notes it. */
export const codes = { notApplicable: 0, pass: 1, fail: 2, open: 3 } as const;

/** What of a rule decides its outcome. */
export type Judging = Pick<Rule, 'when' | 'assert' | 'across' | 'overrides' | 'narrowed' | 'required'>;

/** What the fused function counts. */
export interface Counters {
  passed: number;
  notApplicable: number;
  /** By rule: 1 where one that the user narrowed applied to a registry, or may have. */
  readonly applied: Uint8Array;
}

/**
 * All rules over one registry. Writes the code of each rule into `outcomes` where it is fail or open, adds the
 * others to `counters`, and returns how many are fail or open.
 */
export type Evaluate = (registry: Registry, outcomes: Uint8Array, counters: Counters) => number;

/**
 * Makes one function of all rules of a policy. Asked rule by rule through closures, a registry that passes
 * twenty rules costs a call for every node of every condition; in one function V8 sees plain comparisons of
 * named fields and keeps the record's shape in mind (bench/README.md has the figures). Nothing of a policy gets
 * into the code but the names of fields, which are the model's own; all else is handed over as values. A rule
 * without an override costs nothing for them.
 */
export function fuse(rules: readonly Judging[]): Evaluate {
  const writer = new Writer();
  const body = rules.map((rule, index) => writer.both(rule, index, rules.length + index)).join('');
  const source = `return (registry, outcomes, counters) => {
let passed = 0, notApplicable = 0, bad = 0, value, answer;
${body}counters.passed += passed;
counters.notApplicable += notApplicable;
return bad;
};`;
  const names = writer.handed.map((_, index) => `handed${index}`);
  return new Function(...names, source)(...writer.handed);
}

/** Truth in the code that is written: 0 is false, 1 is true, 2 is open. */
class Writer {
  readonly handed: unknown[] = [];
  #names = 0;

  /** A rule, and what the floor requires of it at a place of its own; see `placesOf`. */
  both(rule: Judging, index: number, floorIndex: number): string {
    const own = this.rule(rule, index);
    const required = rule.required ? this.rule(rule.required, floorIndex) : '';
    return own === '' || required === '' ? own + required : countedOnce(own + required);
  }

  /** A rule, or what the last override that chooses the registry makes of it: that one is asked first. */
  rule(rule: Judging, index: number): string {
    // What is asked of all registries together is no matter of one.
    if (rule.across) return '';
    let code = this.#alone(rule, index);
    for (const { match, rule: there } of rule.overrides ?? []) {
      const instead = there ? this.#alone(there, index) : 'notApplicable++;\n';
      const open = there ? `else if (${this.#undecided(match)}) ${openly(index)} ` : '';
      code = `if (${this.#selected(match)}) {\n${instead}} ${open}else {\n${code}}\n`;
    }
    return code;
  }

  #selected(selector: Selector): string {
    const test = (registry: Registry): boolean => selects(selector, registry);
    return `${this.#handed(test)}(registry)`;
  }

  #undecided(selector: Selector): string {
    const test = (registry: Registry): boolean => undecidedBy(selector, registry) !== undefined;
    return `registry.unclear !== undefined && ${this.#handed(test)}(registry)`;
  }

  #alone({ when, assert, narrowed }: Judging, index: number): string {
    const asserted = this.#condition(assert, 'truth');
    const judge = `if (truth === 1) passed++; else { outcomes[${index}] = truth === 0 ? ${codes.fail} : ${codes.open}; bad++; }\n`;
    if (!when) return `{ let truth;\n${asserted}${judge}}\n`;
    const note = narrowed ? `counters.applied[${index}] = 1;\n` : '';
    return `{ let applies;
${this.#condition(when, 'applies')}if (applies === 0) notApplicable++; else {
${note}if (applies === 2) ${openly(index)}
else { let truth;\n${asserted}${judge}} } }\n`;
  }

  /** Statements that leave the truth of a condition in a variable. */
  #condition(condition: Condition, into: string): string {
    if (condition.kind === 'not') {
      return `${this.#condition(condition.of, into)}if (${into} !== 2) ${into} = 1 - ${into};\n`;
    }
    if (condition.kind === 'cel') return this.#cel(condition, into);
    return condition.kind === 'field' ? this.#field(condition, into) : this.#list(condition, into);
  }

  #field(condition: Condition & { kind: 'field' }, into: string): string {
    const name = JSON.stringify(condition.field);
    const read = `value = registry[${name}];\n`;
    if (condition.present !== undefined) {
      const [there, absent] = condition.present ? [1, 0] : [0, 1];
      const unclear = `registry.unclear !== undefined && registry.unclear[${name}] !== undefined ? 2 : ${absent}`;
      return `${read}${into} = value === undefined ? (${unclear}) : value === '' ? ${absent} : ${there};\n`;
    }
    const compared = this.#compared(condition.schema);
    if (compared !== undefined) return `${read}${into} = value === undefined ? 2 : ${compared} ? 1 : 0;\n`;
    const test = this.#handed(condition.test);
    return `${read}if (value === undefined) ${into} = 2; else { answer = ${test}(value); ${into} = answer === true ? 1 : answer === false ? 0 : 2; }\n`;
  }

  /**
   * The schema as a comparison, where it is no more than one; undefined for any other. Most rules compare, and what
   * Ajv compiles describes in objects what is wrong with each value, which nobody asks for here.
   */
  #compared(schema: JsonSchema): string | undefined {
    const [[keyword, wanted] = [], ...more] = Object.entries(schema);
    if (more.length > 0) return undefined;
    if (keyword === 'const' && isScalar(wanted)) return `value === ${this.#handed(wanted)}`;
    if (keyword === 'minimum' && typeof wanted === 'number')
      return this.#bounded(`value >= ${this.#handed(wanted)}`);
    if (keyword === 'maximum' && typeof wanted === 'number')
      return this.#bounded(`value <= ${this.#handed(wanted)}`);
    if (keyword !== 'enum' || !Array.isArray(wanted) || !wanted.every(isScalar)) return undefined;
    return `(${wanted.map((one) => `value === ${this.#handed(one)}`).join(' || ') || 'false'})`;
  }

  /** A bound says nothing of what is no number (JSON Schema Validation, section 6.2). */
  #bounded(comparison: string): string {
    return `(typeof value !== 'number' || ${comparison})`;
  }

  /** The name under which the code finds a value. */
  #handed(value: unknown): string {
    return `handed${this.handed.push(value) - 1}`;
  }

  #cel({ test }: Condition & { kind: 'cel' }, into: string): string {
    return `answer = ${this.#handed(test)}(registry);\n${into} = answer === true ? 1 : answer === false ? 0 : 2;\n`;
  }

  /** Stops at the first part that decides. */
  #list({ kind, of }: Condition & { kind: 'all' | 'any' }, into: string): string {
    const [decisive, otherwise] = kind === 'all' ? [0, 1] : [1, 0];
    const label = `list${this.#names++}`;
    const part = `part${this.#names++}`;
    const parts = of.map(
      (condition) =>
        `${this.#condition(condition, part)}if (${part} === ${decisive}) { ${into} = ${decisive}; break ${label}; }\nif (${part} === 2) ${into} = 2;\n`,
    );
    return `${into} = ${otherwise};\n${label}: { let ${part};\n${parts.join('')}}\n`;
  }
}

/** Two evaluations of which only the worse is counted. */
const countedOnce = (code: string): string => `{ const p = passed, n = notApplicable, b = bad;
${code}if (bad > b) { passed = p; notApplicable = n; }
else if (passed > p) { passed = p + 1; notApplicable = n; }
else notApplicable = n + 1; }
`;

const openly = (index: number): string => `{ outcomes[${index}] = ${codes.open}; bad++; }`;

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
