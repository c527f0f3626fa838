import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/report/formats.js';
import { columns } from '../../../src/report/wrap.js';
import { hostileStrings, isWorkflowCommand, UNPRINTABLE } from '../../support/hostile.js';
import { aRegistry, aResult, aRule, aRun, render } from '../../support/results.js';
import { sampleGroups, sampleNotices, sampleRules, sampleRun } from '../../support/sample-results.js';

const live = { kind: 'live', endpoint: 'tds.cn-shanghai.aliyuncs.com', region: 'cn-hangzhou' } as const;
const withNotices = { notices: sampleNotices, silent: 5 };

describe('textReport', () => {
  it.each([
    ['plain', {}],
    ['colour', { colour: true }],
    ['narrow', { width: 50 }],
    ['chinese', { lang: 'zh' }],
  ] as const)('is good to look at: %s', async (name, options) => {
    const text = await render(formats.text.check, sampleRun, sampleGroups, { ...withNotices, ...options });
    await expect(text).toMatchFileSnapshot(`__snapshots__/text-${name}.txt`);
  });

  it('is loud about an inventory with nothing in it', async () => {
    await expect(await render(formats.text.check, sampleRun, [])).toMatchFileSnapshot(
      '__snapshots__/text-empty.txt',
    );
  });

  it('is short where all is well', async () => {
    const run = aRun(sampleRules, { origin: { ...live, registryType: 'harbor' }, failOn: 'warning' });
    const text = await render(formats.text.check, run, [], { silent: 1400 });
    await expect(text).toMatchFileSnapshot('__snapshots__/text-passed.txt');
  });

  it('says when open results are let through, and when everything is', async () => {
    const open = sampleGroups.slice(1, 2);
    const lenient = await render(formats.text.check, aRun(sampleRules, { failOnOpen: false }), open);
    expect(lenient).toContain('threshold error: errors fail; open results do not count\n');
    const never = await render(formats.text.check, aRun(sampleRules, { failOn: 'never' }), open);
    expect(never).toContain('threshold never: no finding fails\n');
  });

  it.each([40, 80, 120])('fits a terminal of %i columns', async (width) => {
    const text = await render(formats.text.check, sampleRun, sampleGroups, { ...withNotices, width });
    for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(width);
  });

  it('says the same with colour and without', async () => {
    const plain = await render(formats.text.check, sampleRun, sampleGroups, withNotices);
    const colour = await render(formats.text.check, sampleRun, sampleGroups, {
      ...withNotices,
      colour: true,
    });
    expect(colour.replaceAll(/\u001b\[[\d;]*m/g, '').replaceAll(' \n', '\n')).toContain(
      plain.slice(0, plain.indexOf('8 registries')),
    );
  });

  it('does not send people to explain for a rule of their own', async () => {
    for (const builtin of [true, false]) {
      const rule = { ...aRule('some-rule', 'error'), builtin };
      const registry = aRegistry();
      const text = await render(formats.text.check, aRun([rule]), [[registry, [aResult(rule, registry)]]]);
      expect(text.includes('registry-lint explain')).toBe(builtin);
    }
  });

  it('tells the fix of a rule once, however often it failed', async () => {
    const rule = aRule('often', 'error', { fix: 'Mend it.\n\n1. Slowly.' });
    const groups = Array.from({ length: 50 }, (_, index) => {
      const registry = aRegistry({ index, Id: String(index) });
      return [registry, [aResult(rule, registry)]] as const;
    });
    const text = await render(formats.text.check, aRun([rule]), groups);
    expect(text.match(/Mend it\./g)).toHaveLength(1);
    expect(text).not.toContain('Slowly');
  });

  it.each(Object.entries(hostileStrings))(
    'prints nothing that acts, with strings like %s',
    async (_, text) => {
      const rule = aRule(text.slice(0, 1000), 'error', {
        message: text.slice(0, 1000),
        title: 'x',
        fix: text,
      });
      const registry = aRegistry({
        RegistryName: text,
        RegionId: text,
        DomainName: text,
        unclear: { ProtocolType: text },
      });
      const results = [
        aResult(rule, registry, [{ field: 'RegistryName', value: text, expected: { const: text } }]),
        aResult(rule, registry, [{ field: 'ProtocolType', expected: { const: text } }], 'open'),
      ];
      const notices = [{ code: 'unknown-field', field: text, text, count: 1, first: registry } as const];
      const printed = await render(formats.text.check, aRun([rule]), [[registry, results]], { notices });
      expect(printed.length).toBeLessThan(20_000);
      for (const line of printed.split('\n')) {
        expect(line).not.toMatch(UNPRINTABLE);
        expect(isWorkflowCommand(line), line).toBe(false);
        expect(columns(line)).toBeLessThanOrEqual(80);
      }
    },
  );
});
