import { describe, expect, it } from 'vitest';
import { PolicyError } from '../../../src/model/error.js';
import { policyOf } from '../../support/policies.js';

/** The mistakes of a policy: place, code and message of each. */
async function mistakesIn(rules: string): Promise<readonly string[]> {
  const error: unknown = await policyOf(`version: 1\nrules:\n${rules}`).catch((caught: unknown) => caught);
  if (!(error instanceof PolicyError)) throw new Error('the policy has no mistake');
  return error.problems.map(
    ({ location, code, message }) => `${location?.line}:${location?.column} ${code} ${message}`,
  );
}

describe('a pattern that cannot run in linear time', () => {
  it('is a mistake at its place in a condition, wherever it stands', async () => {
    const rules = `  acme:
    when: { RegionId: { pattern: '(?=cn)' } }
    assert:
      allOf: [{ RegistryName: { not: { pattern: '(a)\\1' } } }]
      WhiteList:
        eachEntry: { anyOf: [{ pattern: '(?<!x)y' }, { pattern: '^ok$' }] }
`;
    expect(await mistakesIn(rules)).toEqual([
      '4:34 bad-pattern this pattern looks ahead with (?=…), which is not known here',
      '6:49 bad-pattern this pattern refers back with \\1, which is not known here',
      '8:41 bad-pattern this pattern looks behind with (?<!…), which is not known here',
    ]);
  });

  it('is a mistake where a parameter is given', async () => {
    const rules = "  registry-name-pattern: { params: { pattern: '^(?!test)' } }\n";
    expect(await mistakesIn(rules)).toEqual([
      '3:36 bad-pattern this pattern looks ahead with (?!…), which is not known here',
    ]);
  });
});

describe('a pattern that can', () => {
  it('decides, also where a parameter gives it', async () => {
    const policy = await policyOf(
      "version: 1\nrules:\n  registry-name-pattern: { params: { pattern: '^(a+)+$' } }",
    );
    const [rule] = policy.rules;
    if (rule?.assert.kind !== 'field') throw new Error('the rule speaks of one field');
    expect(rule.assert.test('aaa')).toBe(true);
    expect(rule.assert.test(`${'a'.repeat(100_000)}!`)).toBe(false);
  });
});
