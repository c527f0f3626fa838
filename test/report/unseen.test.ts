import { expect, it } from 'vitest';
import type { Registry } from '../../src/model/registry.js';
import { formats } from '../../src/report/formats.js';
import { lint } from '../../src/run/lint.js';
import { registriesOf } from '../support/inventories.js';
import { policyOf } from '../support/policies.js';

const own = 'own: { severity: error, assert: { Probe.tls.version: TLSv1.3 } }';
const policy = `version: 1\nextends: probe\nrules:\n  require-https: error\n  ${own}\n`;
const fields = { Id: 1, RegistryName: 'r', RegistryType: 'harbor', DomainName: 'r.example.com' };
const names = [
  'Probe.https.answers',
  'Probe.http.answers',
  'Probe.http.redirectsToHttps',
  'Probe.tls.version',
  'Probe.auth.required',
];
const unseen = (why: string) => Object.fromEntries(names.map((name) => [name, why]));

/** The text report of one registry, without the breaks between lines. */
async function told(more: object, lang: 'en' | 'zh' = 'en', text = policy): Promise<string> {
  const registries = registriesOf([fields]).map((registry): Registry => ({ ...registry, ...more }));
  const written: string[] = [];
  const report = await formats.text.check({ write: (part) => written.push(part), lang });
  async function* batches() {
    yield registries;
  }
  await lint({ origin: { kind: 'memory' }, batches }, await policyOf(text), { reports: [report] });
  return written.join('').replaceAll(/\n +/g, ' ');
}

const refused = { 'Probe.reached': false, unclear: unseen('the connection is refused') };

it('an address at which nothing answers is told once, with every rule that needs it', async () => {
  const text = await told(refused);
  expect(text.match(/Cannot be decided/g)).toHaveLength(3);
  expect(text).toContain('Cannot be decided: what 7 rules need could not be seen: the connection is refused');
  for (const rule of [
    'probe-certificate-name (error)',
    'probe-old-tls (warning)',
    'probe-plain-http (warning)',
  ])
    expect(text).toContain(rule);
  // What it is open for is not what was not seen alone.
  expect(text).toContain(
    'Cannot be decided: The registry is reached over HTTPS (ProtocolType is not in the record',
  );
  expect(text).toContain('? 9 open');
  expect(await told(refused, 'zh')).toContain('7 条规则所需的内容未能看到：连接被拒绝');
});

it('other reasons are told by themselves', async () => {
  const unclear = { ...unseen('the connection is refused'), 'Probe.auth.required': 'no answer in time' };
  const text = await told({ 'Probe.reached': true, unclear });
  expect(text).toContain('what 6 rules need could not be seen: the connection is refused');
  expect(text).toContain('Probe.auth.required could not be seen: no answer in time');
});

it('several rules without a probe are one line, too', async () => {
  const two = `version: 1\nrules:\n  ${own}\n  ${own.replace('own', 'other')}\n`;
  expect(await told({}, 'en', two)).toContain(
    'what 2 rules need is known only with a probe: run with --probe',
  );
});
