import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComplianceReport } from '../../../src/model/compliance.js';
import { formats } from '../../../src/report/formats.js';
import { besideEarlier, complianceOf, type Fields, written } from '../../support/compliance.js';
import { UNPRINTABLE } from '../../support/hostile.js';
import { policyOf } from '../../support/policies.js';
import { anyRecords } from '../../support/random-records.js';

const http: Fields = { Id: 1, AliUid: 7, RegistryName: 'a', RegistryType: 'harbor', ProtocolType: 1 };

const expiredWaiver = `version: 1
rules:
  require-https: error
waivers:
  - rule: require-https
    registry: { RegistryName: a }
    reason: was accepted once
    expires: 2026-11-01
`;

const csvOf = (report: ComplianceReport): Promise<string> => written(formats.csv.report, report);

/** By a strict parser of RFC 4180, without the mark of its encoding. */
const rowsOf = (text: string): string[][] => parse(text.replace(/^\ufeff/, ''), { recordDelimiter: '\r\n' });

describe('the format csv', () => {
  it('has a line of heads and one line a finding, told with all that is known of it', async () => {
    const report = besideEarlier(await complianceOf([http]));
    const text = await csvOf(report);
    const [heads = [], first = [], ...others] = rowsOf(text);
    expect(others).toHaveLength(report.findings.length - 1);
    const cells = Object.fromEntries(heads.map((head, at) => [head, first[at]]));
    expect(cells).toMatchObject({
      Severity: 'error',
      Outcome: 'failed',
      Rule: 'require-https',
      'What is the matter': 'The registry is reached over HTTP, HTTPS expected',
      Account: '7',
      Registry: 'a',
      State: 'new',
      Since: '2026-11-23',
      Fingerprint: report.findings[0]?.fingerprint,
    });
    expect(cells['Controls']).toContain('NIST SP 800-190 3.2.1; ');
  });

  it('begins with accounts that could not be read, and with what is wrong with waivers', async () => {
    const report = await complianceOf([http], { policy: await policyOf(expiredWaiver) });
    const unread = [{ account: '=alpha', code: 'timeout', message: 'no answer', hint: 'Wait.' }];
    const [heads = [], first = [], second = [], ...others] = rowsOf(await csvOf({ ...report, unread }));
    const told = (row: string[]) => Object.fromEntries(heads.map((head, at) => [head, row[at]]));
    expect(told(first)).toMatchObject({
      Severity: 'error',
      Outcome: 'not read',
      Rule: 'timeout',
      'What is the matter': 'no answer',
      Account: "'=alpha",
    });
    expect(told(second)).toMatchObject({ Outcome: 'failed', Rule: report.policyFindings[0]?.code });
    expect(others).toHaveLength(report.findings.length);
  });

  it.each([
    ['en', 'not judged', 'No rule applied to any registry: nothing was checked'],
    ['zh', '未判断', '没有规则适用于任何镜像仓库：没有检查任何内容'],
  ] as const)('is no empty list where no rule applied to anything (%s)', async (lang, outcome, what) => {
    const policy = await policyOf('version: 1\nrules:\n  vpc-id-present: error\n');
    const rows = rowsOf(await csvOf(await complianceOf([{ ...http, NetType: 1 }], { policy, lang })));
    expect(rows).toHaveLength(2);
    expect(rows[1]?.slice(1, 5)).toEqual([outcome, 'nothing-judged', '', what]);
  });

  it('begins with the mark by which spreadsheets know UTF-8, and ends lines as RFC 4180 has it', async () => {
    const text = await csvOf(await complianceOf([http], { lang: 'zh' }));
    expect(text).toMatch(/^\ufeff"严重程度",/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', ' =1', 'a;=1+1', 'a, -1', '|@x'])(
    'makes the formula %s harmless',
    async (name) => {
      const report = await complianceOf([{ ...http, RegistryName: name }]);
      const cells = rowsOf(await csvOf(report)).flat();
      for (const cell of cells) expect(cell).not.toMatch(/(?:^|[;,|])\s*[=+\-@＝＋－＠]/);
      expect(cells.map((cell) => cell.replaceAll("'", ''))).toContain(name);
    },
  );

  it('has the same cells in each line and no control character, whatever the inventory holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, async (records) => {
        const report = await complianceOf(records);
        const text = await csvOf(report);
        const rows = rowsOf(text);
        const remark = report.gate.judged ? 0 : 1;
        expect(rows).toHaveLength(report.findings.length + remark + 1);
        for (const cell of rows.flat()) {
          expect(cell).not.toMatch(UNPRINTABLE);
          expect(cell).not.toMatch(/(?:^|[;,|])\s*[=+\-@＝＋－＠]/);
        }
      }),
      { numRuns: 80 },
    );
  });
});
