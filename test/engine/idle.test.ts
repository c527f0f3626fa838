import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { zh } from '../../src/messages/zh.js';
import { registriesOf } from '../support/inventories.js';
import { policyOf } from '../support/policies.js';

/** What is said of the rules of a policy once these records were held to it. */
async function noticesOf(text: string, records: readonly object[]): Promise<readonly string[]> {
  const engine = new Engine(await policyOf(`version: 1\nrules:\n${text}`));
  for (const registry of registriesOf(records.map((record) => ({ Id: 1, ...record }))))
    engine.evaluate(registry);
  return engine
    .summary('error', true)
    .notices.filter(({ code }) => code === 'idle-rule')
    .map((notice) => notice.text);
}

const own = (when: string) => `  acme: { when: ${when}, assert: { NetType: VPC } }\n`;

describe('a rule that applied to no registry', () => {
  it('is told of, with the region that was likely meant', async () => {
    const text = 'the rule acme applied to no registry';
    const records = [{ RegionId: 'cn-hangzhou', NetType: 1 }];
    expect(await noticesOf(own('{ RegionId: cn-hangzou }'), records)).toEqual([
      `${text}: it names the region cn-hangzou. Did you mean cn-hangzhou?`,
    ]);
    expect(await noticesOf(own('{ RegionId: { enum: [eu-west-1, cn-shangai] } }'), records)).toEqual([
      `${text}: it names the region cn-shangai. Did you mean cn-shanghai?`,
    ]);
    expect(await noticesOf(own('{ RegionId: { pattern: ^eu- } }'), records)).toEqual([text]);
  });

  it('is told of in Chinese too', async () => {
    const engine = new Engine(await policyOf(`version: 1\nrules:\n${own('{ RegionId: cn-hangzou }')}`));
    for (const registry of registriesOf([{ RegionId: 'cn-hangzhou' }])) engine.evaluate(registry);
    const [notice] = engine.summary('error', true).notices;
    expect(notice && zh.notice(notice)).toBe(
      '规则 acme 不适用于任何镜像仓库；其中的地域 cn-hangzou 是否应为 cn-hangzhou？',
    );
  });

  it('may be a built-in one that the policy narrows', async () => {
    const narrowed = '  require-vpc: { when: { RegionId: eu-west-1 } }\n';
    expect(await noticesOf(narrowed, [{ RegionId: 'cn-hangzhou' }])).toHaveLength(1);
    // Its own `when` speaks of no registry here either, and that is no news.
    expect(await noticesOf('  vpc-id-present: error\n', [{ NetType: 1 }])).toEqual([]);
  });

  it('may be one that only an override turns on', async () => {
    const on = (match: string) =>
      `  require-https: error\noverrides:\n  - { match: ${match}, rules: { require-vpc: error, vpc-id-present: error } }\n`;
    const records = [{ RegionId: 'cn-hangzhou', NetType: 2, ProtocolType: 2 }];
    expect(await noticesOf(on('{ RegionId: CN-* }'), records)).toEqual([
      'the rule require-vpc applied to no registry',
      'the rule vpc-id-present applied to no registry',
    ]);
    expect(await noticesOf(on('{ RegionId: cn-* }'), records)).toEqual([]);
  });

  it('is another than one that passes, fails or is open somewhere', async () => {
    const rule = own('{ RegionId: cn-hangzhou }');
    for (const record of [{ NetType: 2 }, { NetType: 1 }, {}]) {
      const records = [
        { RegionId: 'eu-west-1' },
        { RegionId: 'cn-hangzhou', ...record },
        { RegionId: 'us-west-1' },
      ];
      expect(await noticesOf(rule, records)).toEqual([]);
    }
    expect(await noticesOf(rule, [{ NetType: 2 }])).toEqual([]);
  });

  it('is told of where only an override of it applies to nothing', async () => {
    const rule = `${own('{ RegistryType: acr }')}overrides:\n  - match: { RegionId: eu-* }\n    rules: { acme: error }\n`;
    expect(await noticesOf(rule, [{ RegionId: 'eu-west-1', RegistryType: 'harbor' }])).toHaveLength(1);
    expect(await noticesOf(rule, [{ RegionId: 'eu-west-1', RegistryType: 'acr', NetType: 2 }])).toEqual([]);
  });

  it('is not told of where there is no registry at all', async () => {
    expect(await noticesOf(own('{ RegionId: cn-hangzou }'), [])).toEqual([]);
  });
});
