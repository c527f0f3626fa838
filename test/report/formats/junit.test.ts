import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/report/formats.js';
import { acceptedGroups, sampleFindings } from '../../support/accepted.js';
import { acrossPolicy, acrossRecords, reportOf } from '../../support/across.js';
import { hostileStrings } from '../../support/hostile.js';
import { policyOf } from '../../support/policies.js';
import { aRegistry, aResult, aRule, aRun, type Groups, render } from '../../support/results.js';
import { sampleGroups, sampleRun } from '../../support/sample-results.js';
import { type Element, parsedXml } from '../../support/xml.js';

const junitOf = async (
  groups: Groups = sampleGroups,
  options: Parameters<typeof render>[3] = {},
  run = sampleRun,
): Promise<readonly Element[]> => parsedXml(await render(formats.junit.check, run, groups, options)).children;

/** A suite's name, and what became of each of its cases. Its own sums have to be those of the cases. */
function told({ attributes, children }: Element): readonly [string | undefined, readonly string[]] {
  const cases = children.map((one) => {
    const [how = 'passed'] = one.children.map(({ name }) => name).filter((name) => name !== 'system-out');
    return `${one.attributes['name']} ${how}`;
  });
  const count = (how: string): string => String(cases.filter((one) => one.endsWith(` ${how}`)).length);
  expect(attributes).toMatchObject({
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  });
  return [attributes['name'], cases];
}

const cases = (suites: readonly Element[]): readonly Element[] => suites.flatMap(({ children }) => children);
const failing = (suites: readonly Element[]): readonly Element[] =>
  cases(suites).filter(({ children }) => children.some(({ name }) => name === 'failure'));

const [error, warning] = [aRule('an-error'), aRule('a-warning', 'warning')];
const run = aRun([error, warning]);
const registry = aRegistry({ location: { file: 'inventory.json', line: 7, column: 5 } });

describe('junitReport', () => {
  it('has a suite for each registry with a case for each result, and a suite of the rules that found nothing', async () => {
    const suites = await junitOf([[registry, [aResult(error, registry)]]], {}, run);
    expect(suites.map(told)).toEqual([
      ['harbor/cn-hangzhou/payments-harbor-legacy#66486', ['an-error failure']],
      ['By rule', ['a-warning passed']],
    ]);
    const [one] = cases(suites);
    expect(one?.attributes).toMatchObject({ file: 'inventory.json', line: '7' });
    expect(one?.children[0]?.attributes).toEqual({
      message: 'What an-error asks for is not so',
      type: 'error',
    });
  });

  it('fails what fails the gate, and nothing else', async () => {
    const of = async (outcome: 'fail' | 'open', gate: Partial<typeof run>) => {
      const groups: Groups = [
        [registry, [error, warning].map((rule) => aResult(rule, registry, [], outcome))],
      ];
      return failing(await junitOf(groups, {}, { ...run, ...gate })).map(
        ({ attributes }) => attributes['name'],
      );
    };
    expect(await of('fail', {})).toEqual(['an-error']);
    expect(await of('fail', { failOn: 'warning' })).toEqual(['an-error', 'a-warning']);
    expect(await of('fail', { failOn: 'never' })).toEqual([]);
    expect(await of('open', {})).toEqual(['an-error']);
    expect(await of('open', { failOnOpen: false })).toEqual([]);
  });

  it('skips what is accepted, and says why', async () => {
    const suites = await junitOf(acceptedGroups);
    const accepted = [...acceptedGroups].flatMap(([, all]) => all).filter(({ suppression }) => suppression);
    const skipped = cases(suites).flatMap(({ children }) =>
      children.filter(({ name }) => name === 'skipped'),
    );
    expect(skipped).toHaveLength(accepted.length);
    expect(skipped[0]?.attributes['message']).toContain('Moves to TLS with the data centre');
  });

  it('has an error for each account that could not be read, and what is wrong with waivers', async () => {
    const unread = [{ account: 'prod <eu>', code: 'no-permission', message: 'not allowed & refused' }];
    const suites = await junitOf([], { unread, policyFindings: sampleFindings, silent: 1 });
    expect(suites.map(told).slice(0, 2)).toEqual([
      ['Not read', ['prod <eu> error']],
      [
        'About the waivers',
        sampleFindings.map(({ code }) =>
          expect.stringMatching(code === 'expired-waiver' ? /failure$/ : /passed$/),
        ),
      ],
    ]);
  });

  it('has what rules across registries found', async () => {
    const suites = parsedXml(
      await reportOf(formats.junit.check, await policyOf(acrossPolicy), acrossRecords),
    ).children;
    for (const suite of suites) told(suite);
    const whole = suites.find(({ attributes }) => attributes['name'] === 'About the inventory as a whole');
    expect(whole?.children.some(({ attributes }) => attributes['name']?.includes('gone'))).toBe(true);
  });

  it('passes no rule where nothing was judged', async () => {
    const skipped = [['By rule', ['an-error skipped', 'a-warning skipped']]];
    expect((await junitOf([], {}, run)).map(told)).toEqual(skipped);
    // Nothing passed either: no rule applied to the one registry that there was.
    expect((await junitOf([[registry, []]], {}, run)).map(told)).toEqual(skipped);
  });

  it('skips a rule that applied to no registry, where others did', async () => {
    const notice = {
      code: 'idle-rule',
      text: 'the rule a-warning applied to no registry',
      detail: { kind: 'idle', rule: 'a-warning', region: undefined },
      count: 1,
    } as const;
    const suites = await junitOf([], { silent: 1, notices: [notice] }, run);
    expect(suites.map(told)).toEqual([['By rule', ['an-error passed', 'a-warning skipped']]]);
  });

  it('is well-formed, whatever names hold', async () => {
    const name = fc.oneof(fc.constantFrom(...Object.values(hostileStrings)), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(name, async (RegistryName) => {
        const odd = aRegistry({ RegistryName, RegionId: RegistryName });
        const rule = aRule('named', 'error', { message: '{RegistryName}', title: RegistryName });
        const suites = await junitOf([[odd, [aResult(rule, odd)]]], {}, aRun([rule]));
        expect(failing(suites)).toHaveLength(1);
      }),
    );
  });
});
