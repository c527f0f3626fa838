import type { Registry } from '../model/registry.js';
import type { Condition, Rule } from '../model/rule.js';
import type { Selector } from '../model/selector.js';
import { selects } from './selector.js';

/** What a rule came to, as the fused function notes it. */
export const codes = { notApplicable: 0, pass: 1, fail: 2, open: 3 } as const;

/** What of a rule decides its outcome. */
export type Judging = Pick<Rule, 'when' | 'assert' | 'across' | 'overrides' | 'narrowed'>;

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
 * into the code but the names of fields, which are the model's own; tests are handed over as values. A rule
 * without an override costs nothing for them.
 */
export function fuse(rules: readonly Judging[]): Evaluate {
  const writer = new Writer();
  const body = rules.map((rule, index) => writer.rule(rule, index)).join('');
  const source = `return (registry, outcomes, counters) => {
let passed = 0, notApplicable = 0, bad = 0, value, answer;
${body}counters.passed += passed;
counters.notApplicable += notApplicable;
return bad;
};`;
  const tests = writer.tests.map((_, index) => `test${index}`);
  return new Function(...tests, source)(...writer.tests);
}

/** Truth in the code that is written: 0 is false, 1 is true, 2 is open. */
class Writer {
  readonly tests: unknown[] = [];
  #names = 0;

  /** A rule, or what the last override that chooses the registry makes of it: that one is asked first. */
  rule(rule: Judging, index: number): string {
    // What is asked of all registries together is no matter of one.
    if (rule.across) return '';
    let code = this.#alone(rule, index);
    for (const { match, rule: there } of rule.overrides ?? []) {
      const instead = there ? this.#alone(there, index) : 'notApplicable++;\n';
      code = `if (${this.#selected(match)}) {\n${instead}} else {\n${code}}\n`;
    }
    return code;
  }

  #selected(selector: Selector): string {
    const test = (registry: Registry): boolean => selects(selector, registry);
    return `test${this.tests.push(test) - 1}(registry)`;
  }

  #alone({ when, assert, narrowed }: Judging, index: number): string {
    const asserted = this.#condition(assert, 'truth');
    const judge = `if (truth === 1) passed++; else { outcomes[${index}] = truth === 0 ? ${codes.fail} : ${codes.open}; bad++; }\n`;
    if (!when) return `{ let truth;\n${asserted}${judge}}\n`;
    const note = narrowed ? `counters.applied[${index}] = 1;\n` : '';
    return `{ let applies;
${this.#condition(when, 'applies')}if (applies === 0) notApplicable++; else {
${note}if (applies === 2) { outcomes[${index}] = ${codes.open}; bad++; }
else { let truth;\n${asserted}${judge}} } }\n`;
  }

  /** Statements that leave the truth of a condition in a variable. */
  #condition(condition: Condition, into: string): string {
    if (condition.kind === 'not') {
      return `${this.#condition(condition.of, into)}if (${into} !== 2) ${into} = 1 - ${into};\n`;
    }
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
    const test = `test${this.tests.push(condition.test) - 1}`;
    return `${read}if (value === undefined) ${into} = 2; else { answer = ${test}(value); ${into} = answer === true ? 1 : answer === false ? 0 : 2; }\n`;
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
