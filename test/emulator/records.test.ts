import { describe, expect, it } from 'vitest';
import { storeRecords } from '../../src/emulator/records.js';

describe('records', () => {
  it('keep all digits of an id, from text and from bigint', () => {
    const text =
      '[{"Id":9223372036854775807,"AliUid":-9007199254740993,"RegistryName":"12345678901234567890"}]';
    expect(storeRecords(text)[0]?.json).toBe(text.slice(1, -1));
    expect(storeRecords([{ Id: 9223372036854775807n }])[0]?.json).toBe('{"Id":9223372036854775807}');
  });

  it('leave strings alone, however they are quoted', () => {
    const record = { RegistryName: 'a "1234567890123456789" \\', JenkinsEnv: 'x'.repeat(2_000_000) };
    expect(JSON.parse(storeRecords(JSON.stringify([record]))[0]?.json ?? '')).toEqual(record);
  });

  it('may be an answer, with a byte order mark', () => {
    const answer = '\ufeff{"RequestId":"X","ImageRegistryInfos":[{"RegistryType":"quay"}]}';
    expect(storeRecords(answer)).toEqual([{ registryType: 'quay', json: '{"RegistryType":"quay"}' }]);
  });

  it.each([
    ['{"Password":"FAKE-secret"', 'the inventory is not JSON'],
    ['{"snapshot":1,"registries":[]}', 'neither an answer of ListPrivateRegistryList nor a list'],
    ['[{}, 7]', 'record 2 of the inventory is not an object'],
    ['null', 'neither an answer'],
  ])('refuse %s without quoting it', (text, message) => {
    expect(() => storeRecords(text)).toThrow(message);
    expect(() => storeRecords(text)).not.toThrow('FAKE');
  });
});
