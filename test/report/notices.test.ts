import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateId } from '../../src/inventory/decode/notices.js';
import { decodeRecord } from '../../src/inventory/decode/record.js';
import { recordsSource } from '../../src/inventory/memory.js';
import { inventoryOf } from '../../src/inventory/source.js';
import { en } from '../../src/messages/en.js';
import { zh } from '../../src/messages/zh.js';
import type { Notice } from '../../src/model/registry.js';
import { loadPolicy } from '../../src/policy/load.js';
import { formats } from '../../src/report/formats.js';
import { lint } from '../../src/run/lint.js';
import { arbitraryRecord } from '../inventory/decode/arbitrary-record.js';

const SECRET = 'FAKE-s3cr3t-value';

const noticesOf = (raw: Record<string, unknown>): readonly Notice[] =>
  decodeRecord(raw, 'api', 0, undefined).notices ?? [];

describe('a notice', () => {
  it('is said in each language, with its field, and in neither with a secret', () => {
    fc.assert(
      fc.property(arbitraryRecord, (record) => {
        const hidden = { ...record, Password: [SECRET], Token: { SECRET }, VpcId: `u:${SECRET}@h` };
        for (const notice of [...noticesOf(hidden), duplicateId]) {
          expect(en.notice(notice)).toBe(notice.text);
          const told = zh.notice(notice);
          expect(told).toMatch(/\p{Script=Han}/u);
          expect(told).toContain(notice.field);
          expect(told).not.toContain(SECRET);
        }
      }),
    );
  });

  it.each([
    [{ Password: 'x***' }, 'Password 已用星号遮盖，只能判断其是否存在'],
    [{ Password: ['x'] }, 'Password 为列表，不是文本'],
    [{ PersistenceDay: '9x' }, 'PersistenceDay 为 "9x"，不是整数'],
    [{ ProtocolType: 7 }, 'ProtocolType 为 7，不是 API 列出的值（1 = HTTP, 2 = HTTPS）'],
    [{ DomainName: 'u:p@h' }, 'DomainName 的主机前有用户名或密码，未予保留'],
    [{ UserName: 'u:p@h' }, 'UserName 中含有凭证，未予保留'],
    [{ Id: '5' }, 'Id 是以文本书写的数字'],
    [{ Surprise: 1 }, 'Surprise 是本版本不认识的字段；其值可能是机密，因此不予保留'],
    [{}, '缺少 RegistryName'],
  ])('of %j in Chinese', (raw, told) => {
    expect(noticesOf(raw).map(zh.notice)).toContain(told);
  });

  it('that has no sentence in Chinese is said in English', () => {
    expect(zh.notice({ code: 'several-accounts', text: 'as it came' })).toBe('as it came');
  });
});

it.each([
  ['the report for programs', formats.json.check],
  ['the report for people', formats.text.check],
])('%s says it in its own language', async (_name, createReport) => {
  const policy = await loadPolicy(['recommended'], '/');
  const said = async (lang: 'en' | 'zh') => {
    const written: string[] = [];
    const write = (part: string) => void written.push(part);
    const inventory = inventoryOf(recordsSource([{ Id: '5', RegistryName: 'a' }]));
    await lint(inventory, policy, { reports: [await createReport({ write, lang })] });
    return written.join('');
  };
  expect(await said('zh')).toContain('Id 是以文本书写的数字');
  expect(await said('zh')).not.toContain('Id is a number written as text');
  expect(await said('en')).toContain('Id is a number written as text');
});
