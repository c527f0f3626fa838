import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordFieldNames } from '../../../src/inventory/decode/record-fields.js';
import { Lines, LineTemplates } from '../../../src/inventory/file/line-template.js';

const value = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    null,
    0,
    2,
    90,
    1000200030004000,
    9007199254740991,
    2 ** 53 - 3,
    2 ** 60,
    -1,
    1.5,
    1e21,
  ),
  fc.constantFrom<unknown>('镜像仓库', '🚀', 'a"b', 'a\\b', 'a\tb', '\u007f', 'é', true, [], {}, ['a'], {
    a: 1,
  }),
  fc.nat(),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Records with some of the fields of the API, and sometimes another, in any order. */
const record = fc
  .shuffledSubarray([...recordFieldNames, 'Surprise', '__proto__'], { minLength: 1 })
  .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), value))))
  .map((members) =>
    members.map(([name, held]): [string, string] => [JSON.stringify(name), JSON.stringify(held)]),
  );

type Members = readonly (readonly [string, string])[];

const style = fc.constantFrom([':', ','] as const, [': ', ', '] as const, [' : ', ' ,'] as const);

function written(members: Members, [colon, comma]: readonly [string, string]): string {
  return `{${members.map((member) => member.join(colon)).join(comma)}}`;
}

/** What a line holds for those who have learnt from another. */
function readBy(learnt: readonly string[], line: Buffer): unknown {
  const templates = new LineTemplates();
  for (const text of learnt) templates.learn(text, JSON.parse(text));
  const lines = new Lines(line);
  const found = templates.read(lines, 0);
  return found && lines.end === line.length ? found : undefined;
}

const sample = JSON.stringify({ Id: 60_000, RegistryName: 'team-a', NetType: 2, WhiteList: null });

describe('a line that is written like one before it', () => {
  it.each([
    ['{"Id":7,"RegistryName":"another team","NetType":1,"WhiteList":null}'],
    ['{"Id":0,"RegistryName":"","NetType":null,"WhiteList":"10.0.0.0/8"}'],
    ['{"Id":9007199254740989,"RegistryName":"a","NetType":2,"WhiteList":null}'],
    ['{"Id":9007199254740991,"RegistryName":"支付团队镜像仓库","NetType":2,"WhiteList":"é"}'],
  ])('is read without being parsed: %s', (line) => {
    expect(readBy([sample], Buffer.from(line))).toEqual(JSON.parse(line));
  });

  it.each([
    ['an escape', '{"Id":7,"RegistryName":"a\\u003ab","NetType":1,"WhiteList":null}'],
    ['a control character', '{"Id":7,"RegistryName":"a\tb","NetType":1,"WhiteList":null}'],
    ['a digit too many', '{"Id":9007199254740993,"RegistryName":"a","NetType":1,"WhiteList":null}'],
    ['a leading zero', '{"Id":07,"RegistryName":"a","NetType":1,"WhiteList":null}'],
    ['a sign', '{"Id":-7,"RegistryName":"a","NetType":1,"WhiteList":null}'],
    ['a fraction', '{"Id":7.5,"RegistryName":"a","NetType":1,"WhiteList":null}'],
    ['an exponent', '{"Id":7e5,"RegistryName":"a","NetType":1,"WhiteList":null}'],
    ['another field', '{"Id":7,"RegistryName":"a","NetType":1,"Token":null}'],
    ['a field more', '{"Id":7,"RegistryName":"a","NetType":1,"WhiteList":null,"Token":""}'],
    ['a field less', '{"Id":7,"RegistryName":"a","NetType":1}'],
    ['an end too soon', '{"Id":7,"RegistryName":"a","NetType":1,"WhiteList":nul'],
    ['an open text', '{"Id":7,"RegistryName":"a'],
    ['nothing', ''],
  ])('is left to the parser with %s', (_, line) => {
    expect(readBy([sample], Buffer.from(line))).toBeUndefined();
  });

  it('holds what the parser finds in it, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), record, style, (before, members, how) => {
        const line = written(members, how);
        const learnt = [...before.map((members) => written(members, how)), line];
        const found = readBy(learnt, Buffer.from(line));
        if (found !== undefined) expect(found).toEqual(JSON.parse(line));
      }),
      { numRuns: 2000 },
    );
  });

  it('is never read where the parser would refuse it, or find something else', () => {
    let read = 0;
    const change = fc.tuple(fc.nat(), fc.nat({ max: 127 }));
    fc.assert(
      fc.property(
        record,
        style,
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (members, how, changes) => {
          const line = written(members, how);
          const bytes = Buffer.from(line);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const found = readBy([line], bytes);
          if (found === undefined) return;
          expect(found).toEqual(JSON.parse(bytes.toString()));
          read++;
        },
      ),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(10);
  });

  it('is learnt from none whose id has more digits than a number holds', () => {
    const templates = new LineTemplates();
    templates.learn('{"Id":9223372036854775807}', { Id: 9223372036854775807n });
    expect(templates.read(new Lines(Buffer.from('{"Id":7}')), 0)).toBeUndefined();
  });

  it('is not learnt from a name that the API does not have', () => {
    const line = '{"Id":7,"__proto__":{"Token":"x"}}';
    expect(readBy([line], Buffer.from(line))).toBeUndefined();
  });
});
