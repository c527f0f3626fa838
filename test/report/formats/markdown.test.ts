import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComplianceReport } from '../../../src/model/compliance.js';
import { formats } from '../../../src/report/formats.js';
import { besideEarlier, complianceOf, type Fields, written } from '../../support/compliance.js';
import { UNPRINTABLE } from '../../support/hostile.js';
import { texts } from '../../support/markdown.js';
import { policyOf } from '../../support/policies.js';
import { anyRecords } from '../../support/random-records.js';

const http: Fields = { Id: 1, AliUid: 7, RegistryName: 'a', RegistryType: 'harbor', ProtocolType: 1 };

const markdownOf = (report: ComplianceReport): Promise<string> => written(formats.markdown.report, report);

const onlyHttps = () => policyOf('version: 1\nrules:\n  require-https: error\n');

describe('the format markdown', () => {
  it('tells first how it stands, then what to do, and what each control, account and type come to', async () => {
    const page = texts(await markdownOf(await complianceOf([http], { policy: await onlyHttps() })));
    expect(page.headings).toEqual([
      'Compliance of container registries: FAILED',
      'What to do first',
      'By control',
      'By account',
      'By type of registry',
      'Findings',
    ]);
    expect(page.html).toContain('0 of 1 registry compliant (0.0%)');
    expect(page.rows).toContainEqual([
      'require-https',
      'error',
      '1',
      '0',
      'Give the registry a certificate, then set its protocol to HTTPS in Security Center.',
    ]);
    expect(page.rows).toContainEqual(['7', '1', '0', '0.0%', '1', '0', '0', '0', '0']);
    expect(page.html).toContain('evidence, not an audit');
  });

  it('says that rules looked at nothing, rather than to leave it at no findings', async () => {
    const policy = await policyOf('version: 1\nextends: probe\n');
    const page = texts(await markdownOf(await complianceOf([http], { policy })));
    expect(page.html).toContain('nothing was probed, and 7 rules need what a probe finds');
  });

  it('says on top that an account could not be read, and does not call that passed', async () => {
    const report = await complianceOf([{ ...http, ProtocolType: 2 }], { policy: await onlyHttps() });
    const unread = [{ account: 'prod', code: 'no-permission', message: 'refused' }];
    expect(await markdownOf(report)).toMatch(/^## Compliance of container registries: PASSED\n/);
    const text = await markdownOf({ ...report, unread });
    expect(text).toMatch(/: FAILED\n\n> \*\*1 account could not be read/);
    expect(text).toContain('> - prod: refused\n');
  });

  it('says what has changed since the last run', async () => {
    const report = await complianceOf([http], { policy: await onlyHttps() });
    const page = texts(await markdownOf(besideEarlier(report)));
    expect(page.headings[1]).toBe('What has changed');
    expect(page.html).toContain('1 new, 0 reopened, 0 known, 1 fixed');
    expect(page.html).toContain('Compliance was 50.0% on 2026-11-16');
    expect(page.html).toContain('2 findings of that run were not looked for');
    expect(page.rows).toContainEqual([
      'Fixed',
      'error',
      'require-https',
      '7',
      'harbor/cn-hangzhou/old#9',
      '2026-11-01',
    ]);
  });

  it('does not call an empty inventory compliant', async () => {
    const text = await markdownOf(await complianceOf([], { policy: await onlyHttps() }));
    expect(text).toContain('**No registry was checked: an empty inventory is not a compliant one**');
    expect(text).not.toContain('100');
  });

  it('fits into a comment however many findings there are, and says that it is cut', async () => {
    const records = Array.from({ length: 3000 }, (_, Id) => ({
      ...http,
      Id,
      AliUid: Id % 300,
      RegistryName: '镜像|仓库'.repeat(40),
    }));
    const text = await markdownOf(await complianceOf(records));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('30 of 300 shown');
    expect(text).toMatch(/\n\d+ of [\d,]+ shown\n$/);
  });

  it('has tables that nothing breaks, no link, no HTML and no control character, whatever the inventory holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, fc.constantFrom('en' as const, 'zh' as const), async (records, lang) => {
        const report = besideEarlier(await complianceOf(records, { lang }));
        const unread = [{ account: '|<b>', code: 'x', message: '](http://evil.example)' }];
        const text = await markdownOf({ ...report, unread });
        expect(text.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
        const page = texts(text);
        expect(page.links).toEqual([]);
        expect(page.tags).toEqual(['blockquote']);
      }),
      { numRuns: 40 },
    );
  });
});
