import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { Outcome } from '../../src/model/result.js';
import { builtinRules, type RuleExample, type RuleFile } from '../../src/policy/builtin.js';
import { registriesOf } from '../support/inventories.js';
import { policyOf } from '../support/policies.js';

const outcomes = { comply: 'pass', violate: 'fail', open: 'open', notApplicable: 'notApplicable' } as const;

async function outcomeOf({ id }: RuleFile, { registry, params }: RuleExample): Promise<Outcome> {
  const setting = { severity: 'error', ...(params && { params }) };
  const policy = await policyOf(JSON.stringify({ version: 1, rules: { [id]: setting } }));
  const engine = new Engine(policy, { includePass: true });
  const [record] = registriesOf([registry]);
  if (!record) throw new Error('no registry');
  return engine.evaluate(record)[0]?.outcome ?? 'notApplicable';
}

const cases = [...builtinRules.values()].flatMap((rule) =>
  (['comply', 'violate', 'open', 'notApplicable'] as const).flatMap((kind) =>
    (rule.examples[kind] ?? []).map(
      (example) => [rule.id, outcomes[kind], example.name, rule, example] as const,
    ),
  ),
);

describe('the examples of the built-in rules', () => {
  it.each(cases)('%s: %s for %s', async (_id, outcome, _name, rule, example) => {
    expect(await outcomeOf(rule, example)).toBe(outcome);
  });

  it('are there for every rule', () => {
    expect(new Set(cases.map(([id]) => id)).size).toBe(builtinRules.size);
    expect(builtinRules.size).toBeGreaterThanOrEqual(20);
  });
});
