import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileSource } from '../../../src/inventory/file/read.js';
import { repeatedKey } from '../../../src/inventory/file/repeated-key.js';
import { arbitraryRecord, toJson } from '../decode/arbitrary-record.js';
import { failureOf, fileWith, harbor, readText, registriesOf, SECRET } from './reading.js';

const twice = (text: string) => repeatedKey(text, JSON.parse(text));
const one = JSON.stringify(harbor);
const twiceIn = (record: string) => record.replace('"ProtocolType":', '"ProtocolType":1,"ProtocolType":');
const second = twiceIn(one).lastIndexOf('"ProtocolType"');

describe('a key that stands twice in one object', () => {
  it.each([
    ['in the answer on one line', `{"ImageRegistryInfos":[${twiceIn(one)}]}`, 1, 24 + second],
    ['in a list', `[${one},\n${twiceIn(one)}]`, 2, 1 + second],
    ['in a list, one record a line', `[\n${one},\n${twiceIn(one)},\n${one}\n]\n`, 3, 1 + second],
    ['in a list, indented', `[\n  ${twiceIn(one)}\n]`, 2, 3 + second],
    ['in the only record', twiceIn(one), 1, 1 + second],
    ['in one line of many', `${one}\n${twiceIn(one)}\n${one}\n`, 2, 1 + second],
    ['with the same value', '[{"Id":1,"NetType":2,"NetType":2}]', 1, 22],
    ['with spaces before its colon', '[{"Id":1,"NetType" : 1, "NetType"\n:2}]', 1, 25],
    ['written with an escape', '[{"Id":1,"Net\\u0054ype":1,"NetType":2}]', 1, 27],
    ['among texts with colons', '[{"Id":1,"a":"::","b":"\\u003a\\u003a","Id":2}]', 1, 38],
    ['beside the list', '{"Code":"NoPermission","ImageRegistryInfos":[],\n"Code":"OK"}', 2, 1],
    ['before the list', '{"Code":"NoPermission",\n"Code":"OK","ImageRegistryInfos":[]}', 2, 1],
    ['deep in a record', `[{"Id":1,"JenkinsEnv":{"a":[{"k":"${SECRET}","k":""}]}}]`, 1, 54],
    ['of an unknown field', '[{"Id":1,"":1,"":2}]', 1, 15],
    ['that objects have by themselves', '[{"Id":1,"__proto__":1,"__proto__":2}]', 1, 24],
  ])('%s', async (_name, text, line, column) => {
    const error = await failureOf(text);
    expect(error).toMatchObject({ code: 'key-twice', exitCode: 3, location: { line, column } });
    expect(error.hint).toBeTruthy();
    expect(error.describe()).not.toContain(SECRET);
  });

  it('is found at its line in a pretty answer', async () => {
    const lines = JSON.stringify({ ImageRegistryInfos: [harbor] }, null, 2).split('\n');
    lines.splice(4, 0, '      "ProtocolType": 1,');
    const line = lines.findLastIndex((text) => text.includes('"ProtocolType"')) + 1;
    const location = { line, column: 7 };
    expect(await failureOf(lines.join('\n'))).toMatchObject({ code: 'key-twice', location });
  });

  it('is found among many lines, in whatever block of them it stands', async () => {
    const lines = Array.from({ length: 3000 }, (_, Id) => JSON.stringify({ ...harbor, Id }));
    const file = fileWith(lines.join('\n'), 'many.ndjson');
    expect(await registriesOf(fileSource(file))).toHaveLength(3000);
    for (const at of [0, 1500, 2999]) {
      const text = lines.with(at, twiceIn(lines[at] ?? '')).join('\n');
      writeFileSync(file, text);
      expect(await failureOf(text, 'many.ndjson')).toMatchObject({ location: { line: at + 1 } });
    }
  });

  it('is another one in each object', async () => {
    const text =
      '[{"Id":1,"JenkinsEnv":{"Id":1,"a":[{"Id":1},{"Id":2}]}},{"Id":1,"RegistryName":"\\"Id\\":1"}]';
    expect(await readText(text)).toHaveLength(2);
  });
});

describe('repeatedKey', () => {
  it('finds none where there is none, and one wherever it is put', () => {
    fc.assert(
      fc.property(arbitraryRecord, fc.nat(), fc.constantFrom('', ' ', '\n  '), (record, pick, indent) => {
        const text = toJson(record, indent);
        expect(twice(text)).toBeUndefined();
        const names = Object.keys(record);
        const name = JSON.stringify(names[pick % names.length] ?? 'x');
        const members = [`${name}:0`, ...(names.length > 0 ? [text.slice(1, -1)] : [`${name}:1`])];
        expect(twice(`{${members.join(',')}}`)).toBeGreaterThan(0);
        expect(twice(`{${members.reverse().join(',')}}`)).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes a text with millions of escapes', () => {
    for (const fill of ['\\n', '\\"', '\\\\']) {
      const text = `{"a":"::${fill.repeat(7_000_000)}","b":1,"b":2}`;
      expect(twice(text)).toBe(text.length - 6);
    }
  });
});
