import type { Judging } from '../engine/fuse.js';
import type { Condition, Narrowing, Policy } from '../model/rule.js';
import { compileSchema } from '../policy/compile/schemas.js';

/** A condition without its compiled tests, which no thread can hand to another. */
export type PlainCondition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly PlainCondition[] }
  | { readonly kind: 'not'; readonly of: PlainCondition }
  | Omit<Condition & { kind: 'field' }, 'test'>
  | Omit<Condition & { kind: 'cel' }, 'test'>;

/** What of a rule decides whether a registry passes. */
export interface PlainRule {
  readonly when: PlainCondition | undefined;
  readonly assert: PlainCondition;
  readonly narrowed: Narrowing | undefined;
}

/** The rules of a policy as they can be sent to a thread. */
export function plainRules({ rules }: Policy): readonly PlainRule[] {
  return rules.map(({ when, assert, narrowed }) => ({
    when: when && plain(when),
    assert: plain(assert),
    narrowed,
  }));
}

function plain(condition: Condition): PlainCondition {
  if (condition.kind === 'not') return { kind: 'not', of: plain(condition.of) };
  if ('of' in condition) return { kind: condition.kind, of: condition.of.map(plain) };
  const { test: _, ...rest } = condition;
  return rest;
}

/** Compiles what was sent. */
export async function revive(rules: readonly PlainRule[]): Promise<Judging[]> {
  const revived: Judging[] = [];
  for (const { when, assert, narrowed } of rules) {
    revived.push({
      ...(when && { when: await reviveCondition(when) }),
      assert: await reviveCondition(assert),
      ...(narrowed && { narrowed }),
    });
  }
  return revived;
}

async function reviveCondition(condition: PlainCondition): Promise<Condition> {
  if (condition.kind === 'field') {
    const { present } = condition;
    // The engine answers `present` itself.
    const test = present === undefined ? await compileSchema(condition.schema) : () => undefined;
    return { ...condition, test };
  }
  if (condition.kind === 'cel') return reviveCel(condition);
  if (condition.kind === 'not') return { kind: 'not', of: await reviveCondition(condition.of) };
  const of: Condition[] = [];
  for (const part of condition.of) of.push(await reviveCondition(part));
  return { kind: condition.kind, of };
}

/** An expression goes over as its text. It has been compiled before, so it has no mistakes. */
async function reviveCel({ schema, params }: PlainCondition & { kind: 'cel' }): Promise<Condition> {
  const { compileCel } = await import('../policy/cel/compile.js');
  const compiled = await compileCel(schema.cel, params);
  if ('mistakes' in compiled) throw new Error(`an expression cannot be compiled again: ${schema.cel}`);
  return compiled.condition;
}
