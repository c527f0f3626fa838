import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordSource } from '../../../src/inventory/source.js';
import { InventoryError } from '../../../src/model/error.js';
import { arbitraryRecord, toJson } from '../decode/arbitrary-record.js';
import {
  failureIn,
  failureOf,
  harbor,
  pieces,
  placeless,
  readText,
  registriesOf,
  SECRET,
} from './reading.js';

const second = { ...harbor, Id: 2, RegistryName: '制品库 "é" \\ 😀 {[' };
const answer = { RequestId: 'BE120DAB', ImageRegistryInfos: [harbor, second] };

describe('the shapes that an inventory may have', () => {
  it.each([
    ['the answer, pretty', JSON.stringify(answer, null, 2)],
    ['the answer on one line', JSON.stringify(answer)],
    [
      'the answer with its keys the other way round',
      toJson({ ImageRegistryInfos: [harbor, second], RequestId: 'x' }),
    ],
    ['the answer with Windows line ends', JSON.stringify(answer, null, 2).replaceAll('\n', '\r\n')],
    ['the answer behind a byte order mark', `\ufeff${JSON.stringify(answer)}`],
    [
      'the answer with much space before the list',
      `{"ImageRegistryInfos"${' '.repeat(500)}:\n${' '.repeat(500)}[${toJson(harbor)},${toJson(second)}]}`,
    ],
    ['the answer with a code of success', toJson({ Code: '200', ...answer })],
    ['a bare list', JSON.stringify([harbor, second])],
    ['a bare list, pretty', JSON.stringify([harbor, second], null, '\t')],
    ['one record a line', `${JSON.stringify(harbor)}\n${JSON.stringify(second)}\n`],
    [
      'one record a line, blank lines, CRLF, no end',
      `\r\n${JSON.stringify(harbor)}\r\n\r\n${JSON.stringify(second)}`,
    ],
    [
      'pretty records one behind the other',
      `${JSON.stringify(harbor, null, 2)} ${JSON.stringify(second, null, 2)}`,
    ],
  ])('%s', async (_name, text) => {
    const registries = placeless(await readText(text));
    expect(registries).toHaveLength(2);
    expect(registries).toMatchObject([
      { index: 0, Id: '66485', RegistryName: 'test1', NetType: 'Internet', ProtocolType: 'HTTPS' },
      { index: 1, Id: '2', RegistryName: second.RegistryName },
    ]);
    expect(registries).toEqual(placeless(await readText(JSON.stringify([harbor, second]))));
  });

  it.each(['[]', ' [ ]\n', '{"ImageRegistryInfos":[]}', '{"RequestId":"x","ImageRegistryInfos": [ ] }'])(
    'takes %j for an inventory of nothing',
    async (text) => {
      expect(await readText(text)).toEqual([]);
    },
  );
});

describe('records one a line', () => {
  it('are those of the list and of the answer', async () => {
    const records = fc.array(
      arbitraryRecord.map((record) => ({ ...record, NetType: record['NetType'] ?? 1 })),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(records, fc.constantFrom('\n', '\r\n', ' \n', '\n\n'), async (records, end) => {
        const lines = records.map((record) => toJson(record));
        const read = async (text: string) => placeless(await registriesOf(pieces(Buffer.from(text), [777])));
        const each = await read(lines.join(end));
        expect(each).toHaveLength(records.length);
        expect(await read(`[${lines.join(`,${end}`)}]`)).toEqual(each);
        expect(await read(`{"ImageRegistryInfos":[${end}${lines.join(`,${end}`)}]}`)).toEqual(each);
      }),
      { numRuns: 200 },
    );
  });
});

/** All that is read of a source, and how it ends. */
async function told(source: RecordSource): Promise<unknown> {
  const records: unknown[] = [];
  try {
    for await (const batch of source.batches()) records.push(...batch.records);
    return records;
  } catch (error) {
    if (!(error instanceof InventoryError)) throw error;
    return [...records, error.code, error.message, error.location];
  }
}

describe('chunks', () => {
  const texts = fc.array(arbitraryRecord, { maxLength: 4 }).map((records) => ({
    list: `{"RequestId":"制😀\\"[","ImageRegistryInfos":${toJson(records)},"x":{"y":[[{}]]}}`,
    pretty: `{\n"ImageRegistryInfos" : ${toJson(records, '\n  ')}\n}`,
  }));

  it('may end anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        async ({ list, pretty }, sizes) => {
          for (const text of [list, pretty]) {
            const bytes = Buffer.from(text);
            expect(await registriesOf(pieces(bytes, sizes))).toEqual(
              await registriesOf(pieces(bytes, [bytes.length])),
            );
          }
        },
      ),
    );
  });

  it('may end anywhere in a text that is broken', async () => {
    const record = fc.constantFrom(
      ...['{"Id":1,"RegistryName":"制😀"}', '{"Id":2}', '{"Id":3,"x":[{"a":"\\"{["}]}', '{"Id":4,\n"x":"é"}'],
    );
    const around = fc.constantFrom(
      ['', '\n', ''],
      ['[', ',\n', ']'],
      ['{\n"ImageRegistryInfos":[\n', ',', '\n]}\n'],
    );
    const text = fc
      .tuple(around, fc.array(record, { maxLength: 8 }))
      .map(([[before, between, behind], records]) => `${before}${records.join(between)}${behind}`);
    const wrong = fc.tuple(
      fc.nat(),
      fc.constantFrom(...Buffer.from('"{}[],:\\\n x\u0001\u0000'), 0x80, 0xff),
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(wrong, { minLength: 1, maxLength: 2 }),
        sizes,
        async (text, changes, sizes) => {
          const bytes = Buffer.from(text);
          for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
          expect(await told(pieces(bytes, sizes))).toEqual(await told(pieces(bytes, [bytes.length + 1])));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('of one byte each give the same places', async () => {
    const bytes = Buffer.from(JSON.stringify(answer, null, 1));
    const registries = await registriesOf(pieces(bytes, [1]));
    expect(registries).toEqual(await registriesOf(pieces(bytes, [bytes.length])));
    expect(registries).toMatchObject([
      { location: { line: 4, column: 3 } },
      { location: { line: 24, column: 3 } },
    ]);
  });

  it('that end too early never give an inventory', async () => {
    for (const text of [JSON.stringify(answer), JSON.stringify([harbor, second], null, 2)]) {
      const bytes = Buffer.from(text);
      for (let length = 0; length < bytes.length; length += 1) {
        const error = await failureIn(registriesOf(pieces(bytes.subarray(0, length), [97])));
        expect(error.exitCode).toBe(3);
        expect(['cut-off', 'not-an-inventory', 'not-utf8']).toContain(error.code);
        expect(error.describe()).not.toContain(SECRET);
      }
    }
  });
});

describe('places', () => {
  it('count columns in UTF-16 code units, also behind other records on the line', async () => {
    const line = JSON.stringify([second, second, second]);
    const columns = (await readText(line)).map(({ location }) => location?.column);
    const length = JSON.stringify(second).length;
    expect(columns).toEqual([2, 2 + length + 1, 2 + 2 * (length + 1)]);
  });

  it('count columns behind a record that ends on the line', async () => {
    const text = `[{"Id":1,\n"RegistryName":"é😀"}, {"Id":2}]`;
    expect(await readText(text)).toMatchObject([
      { location: { line: 1, column: 2 } },
      { location: { line: 2, column: 24 } },
    ]);
  });

  it('count columns behind an envelope', async () => {
    const text = `{"RequestId":"制😀","ImageRegistryInfos":[{"Id":1}]}`;
    expect(await readText(text)).toMatchObject([
      { location: { line: 1, column: text.indexOf('{"Id"') + 1 } },
    ]);
  });
});

const one = JSON.stringify(harbor);

describe('bytes that are no UTF-8, in one record among many', () => {
  const lines = Array.from({ length: 1000 }, (_, Id) => Buffer.from(`{"Id":${Id},"RegistryName":"x"}\n`));
  const bytes = Buffer.concat(lines);
  bytes[Buffer.concat(lines.slice(0, 700)).length + 26] = 0xff;

  it.each([1000, 64 * 1024, 256 * 1024])('are told with their line, in chunks of %i bytes', async (size) => {
    const error = await failureIn(registriesOf(pieces(bytes, [size])));
    expect(error).toMatchObject({ code: 'not-utf8', location: { line: 701, column: 1 } });
  });

  it('come behind the records before them', async () => {
    let count = 0;
    const reading = async () => {
      for await (const { records } of pieces(bytes, [bytes.length]).batches()) count += records.length;
    };
    expect((await failureIn(reading())).code).toBe('not-utf8');
    expect(count).toBe(700);
  });
});

describe('what is no inventory', () => {
  it.each([
    ['an empty file', '', 'not-an-inventory', 1, 1],
    ['white space', ' \n\t\n', 'not-an-inventory', 1, 1],
    ['an empty object', '{}', 'not-an-inventory', 1, 1],
    ['a request id alone', '\n {"RequestId":"x"}', 'not-an-inventory', 2, 2],
    ['a number under the key', '{"ImageRegistryInfos":5}', 'not-an-inventory', 1, 1],
    ['nothing under the key', '{"ImageRegistryInfos":null}', 'not-an-inventory', 1, 1],
    ['an object under the key', '{"ImageRegistryInfos":{}}', 'not-an-inventory', 1, 1],
    ['the list one level too deep', `{"body":{"ImageRegistryInfos":[${one}]}}`, 'not-an-inventory', 1, 1],
    ['a key that only ends like it', `{"x\\"ImageRegistryInfos":[${one}]}`, 'not-an-inventory', 1, 1],
    ['a list of other things', '[{"InstanceId":"i-1","RegionId":"cn-hangzhou"}]', 'not-an-inventory', 1, 2],
    ['an error', '{"Code":"NoPermission","Message":"caller has no permission"}', 'failed-answer', 1, 1],
    ['an error with an empty list', '{"ImageRegistryInfos":[],"Code":"ServerError"}', 'failed-answer', 1, 1],
    ['an error before a list', `{"Code":"Throttling","ImageRegistryInfos":[${one}]}`, 'failed-answer', 1, 1],
    ['an error that says so otherwise', `{"Success":false,"ImageRegistryInfos":[]}`, 'failed-answer', 1, 1],
    ['a first page', `{"ImageRegistryInfos":[${one}],"TotalCount":2}`, 'partial-answer', 1, 1],
    ['a page with a next one', `{"NextToken":"AAAA","ImageRegistryInfos":[${one}]}`, 'partial-answer', 1, 1],
    ['an error among lines', `${one}\n{"Code":"NoPermission"}`, 'failed-answer', 2, 1],
    ['a registry with a list in it', `{"Id":1,"ImageRegistryInfos":[${one}]}`, 'not-an-inventory', 1, 1],
    [
      'two lists under one key',
      `{"ImageRegistryInfos":[],\n"ImageRegistryInfos":[${one}]}`,
      'not-an-inventory',
      2,
      22,
    ],
    [
      'a list, and then none',
      `{"ImageRegistryInfos":[${one}],"ImageRegistryInfos":null}`,
      'not-an-inventory',
      1,
      1,
    ],
    [
      'none, and then a list',
      `{"ImageRegistryInfos":null,"ImageRegistryInfos":[${one}]}`,
      'not-an-inventory',
      1,
      1,
    ],
    ['lists under both keys', `{"registries":[],"ImageRegistryInfos":[${one}]}`, 'not-an-inventory', 1, 39],
    ['two answers', `{"ImageRegistryInfos":[]}\n{"ImageRegistryInfos":[${one}]}`, 'not-an-inventory', 2, 23],
    ['two bare lists', `[${one}]\n[${one}]`, 'not-an-inventory', 2, 1],
    ['a record behind a list', `[${one}]\n${one}`, 'not-an-inventory', 2, 1],
    ['a list behind a record', `${one}\n[${one}]`, 'not-an-inventory', 2, 1],
    ['rubbish behind the answer', '{"ImageRegistryInfos":[]}\n  x', 'not-json', 2, 3],
    ['a comma too many', `[${one},\n]`, 'not-a-record', 2, 1],
    ['a comma at the beginning', `[,${one}]`, 'not-a-record', 1, 2],
    ['no comma', '[{"Id":1}\n {"Id":2}]', 'not-json', 2, 2],
    ['commas between lines', '{"Id":1},\n{"Id":2}', 'not-json', 1, 9],
    ['a number in the list', '[1]', 'not-a-record', 1, 2],
    ['text in the list', '{"ImageRegistryInfos":[ "x"]}', 'not-a-record', 1, 25],
    ['nothing in the list', '[{"Id":1}, null]', 'not-a-record', 1, 12],
    ['a list in the list', '[[{"Id":1}]]', 'not-a-record', 1, 2],
    ['a broken line', `${one}\n{"Id": 2, "NetType": one}\n${one}`, 'not-json', 2, 22],
    ['a line cut off among lines', `${one}\n{"Id":2,"RegistryName":"a\n${one}\n`, 'not-json', 2, 24],
    ['a brace forgotten among lines', `${one}\n{"Id":2,"Port":{"a":1}\n${one}\n`, 'not-json', 3, 1],
    ['the wrong bracket', '[{"Id":1]]', 'not-json', 1, 9],
    ['a mistake in many lines', '[{"Id":1,\n "NetType":1,,\n "x":1}]', 'not-json', 2, 14],
    ['a number that is none', '[{"Id":01}]', 'not-json', 1, 8],
    ['single quotes', "[{'Id':1}]", 'not-json', 1, 3],
    ['a mistake behind the list', '{"ImageRegistryInfos":[]\n "x":1}', 'not-json', 2, 2],
    ['a mistake before the list', '{"x":1,,"ImageRegistryInfos":[]}', 'not-json', 1, 8],
    ['a line break in a text', '[{"RegistryName":"a\nb"}]', 'not-json', 1, 18],
    ['a list of a snapshot without its version', `{"registries":[]}`, 'unknown-snapshot', 1, 1],
    ['a snapshot of the future', `{"snapshot":2,"registries":[]}`, 'unknown-snapshot', 1, 1],
    ['an end in a record', '[{"Id":1', 'cut-off', 1, 9],
    ['an end in a list', '[{"Id":1},\n', 'cut-off', 2, 1],
    ['an end in a text', '[{"RegistryName":"ab', 'cut-off', 1, 21],
    ['an end behind the list', '{"ImageRegistryInfos":[]', 'cut-off', 1, 25],
  ])('%s', async (_name, text, code, line, column) => {
    const error = await failureOf(text);
    expect(error).toMatchObject({ code, exitCode: 3, location: { line, column } });
    expect(error.location?.file).toMatch(/inventory\.json$/);
    expect(error.hint).toBeTruthy();
    expect(error.frame).toBeUndefined();
    expect(error.describe()).not.toContain(SECRET);
    expect(error.stack).not.toContain(SECRET);
    expect(error.cause).toBeUndefined();
  });

  it('a record of more than 16 MiB', async () => {
    const error = await failureOf(`[{"Id":1},\n{"x":"${'x'.repeat(17 * 1024 * 1024)}"}]`);
    expect(error).toMatchObject({ code: 'too-large', location: { line: 2, column: 1 } });
  });

  it.each([
    ['a record', '{"Id":1,"x":"', '"}\n'],
    ['what stands beside the list', '{"x":"', '","ImageRegistryInfos":[]}\n'],
    ['what stands behind the list', '{"ImageRegistryInfos":[],"x":"', '"}\n'],
  ])('%s of more than 16 MiB, wherever chunks end', async (_name, before, behind) => {
    const bytes = Buffer.from(`${before}${'x'.repeat(16 * 1024 * 1024)}${behind}`);
    for (const sizes of [[16 * 1024 * 1024, 64 * 1024], [1024 * 1024]]) {
      const error = await failureIn(registriesOf(pieces(bytes, sizes)));
      expect(error).toMatchObject({ code: 'too-large', location: { line: 1 } });
    }
  });

  it('a quote forgotten before very much', async () => {
    const lines = `{"Id":1,"RegistryName":"x}\n${'{"Id":2}\n'.repeat(2_000_001)}`;
    expect(await failureOf(lines)).toMatchObject({ code: 'not-json', location: { line: 1, column: 24 } });
  });
});

describe('hostile records', () => {
  it('may have a very long name', async () => {
    const RegistryName = `${'\u0007x'.repeat(1_000_000)}`;
    expect(await readText(JSON.stringify([{ ...harbor, RegistryName }]))).toMatchObject([{ RegistryName }]);
  });

  it('may be very deep', async () => {
    const depth = 200_000;
    const deep = `[{"Id":1,"JenkinsEnv":${'['.repeat(depth)}${']'.repeat(depth)}}]`;
    expect(await readText(deep)).toMatchObject([{ Id: '1' }]);
  });

  it('may have keys that objects have by themselves', async () => {
    const text = '[{"Id":1,"__proto__":{"RegistryName":"x","polluted":true},"constructor":1,"toString":2}]';
    const [registry] = await readText(text);
    expect(registry?.RegistryName).toBeUndefined();
    expect(registry?.unknown).toEqual(['__proto__', 'constructor', 'toString']);
    expect({}).not.toHaveProperty('polluted');
  });
});
