import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { asksProbe } from '../../src/engine/unprobed.js';
import { registriesOf } from '../support/inventories.js';
import { policyOf } from '../support/policies.js';

const own = (text: string) => `version: 1\nrules: { r: { ${text} } }\n`;
const overridden = (match: string) =>
  `version: 1\nrules: { require-https: error }\noverrides: [{ match: ${match}, rules: { require-https: note } }]\n`;

it.each([
  ['an assert', own('assert: { Probe.reached: true }'), true],
  ['a when', own('when: { Probe.reached: true }, assert: { VpcId: v }'), true],
  ['an expression', own('assert: { cel: Probe.tls.daysLeft > PersistenceDay }'), true],
  ['when of a rule across registries', own('when: { cel: Probe.reached }, unique: DomainName'), true],
  ['a declared registry', own('expected: [{ RegistryName: a }, { Probe.tls.version: TLSv1.3 }]'), true],
  ['an override', overridden('{ Probe.tls.version: TLSv1.2 }'), true],
  ['nothing', own('expected: [{ RegistryName: a }]'), false],
  ['an override of something else', overridden('{ RegionId: cn-* }'), false],
])('what a probe finds is asked by %s: %s', async (_, text, expected) => {
  expect((await policyOf(text)).rules.some(asksProbe)).toBe(expected);
});

it.each([
  [[false, false], 'nothing was probed, and 1 rule needs what a probe finds: run with --probe'],
  [[true, false, true], '1 registry was not probed, and 1 rule needs what a probe finds: run with --probe'],
  [
    [false, true, false],
    '2 registries were not probed, and 1 rule needs what a probe finds: run with --probe',
  ],
  [[true, true], undefined],
])('that registries were not probed is told: %j', async (probed, text) => {
  const engine = new Engine(await policyOf(own('assert: { Probe.reached: true }')));
  const registries = registriesOf(probed.map((_, index) => ({ Id: index + 1 })));
  for (const [at, registry] of registries.entries()) {
    engine.evaluate(probed[at] ? { ...registry, 'Probe.reached': true } : registry);
  }
  const { notices } = engine.summary('error', true);
  expect(notices.find(({ code }) => code === 'not-probed')?.text).toBe(text);
});
