import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBaseline } from '../../../src/engine/baseline/read.js';
import { UsageError } from '../../../src/model/error.js';
import { folderWith } from '../../support/policies.js';

const header = '{"version":1}';
const print = (at: number | string) => createHash('sha256').update(String(at)).digest('hex').slice(0, 32);
const finding = (at: number | string, outcome = 'fail') =>
  JSON.stringify({ rule: 'require-https', RegistryName: `r-${at}`, outcome, fingerprint: print(at) });

const fileWith = (text: string) => join(folderWith({ 'b.jsonl': text }), 'b.jsonl');
const read = (...lines: readonly string[]) => readBaseline(fileWith(`${lines.join('\n')}\n`));

/** The message of the refusal, and its line. */
function refusal(text: string): string {
  try {
    readBaseline(fileWith(text));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `${error.location?.line ?? ''} ${error.message.replace(/ \S*b\.jsonl/, '')}`.trim();
  }
  return 'none';
}

describe('a baseline', () => {
  it('is read whatever its order, its line ends and the blank lines in it', () => {
    const baseline = readBaseline(fileWith(`${header}\r\n${finding(2)}\r\n\r\n${finding(1, 'open')}`));
    expect([...baseline.outcomes]).toEqual([
      [print(2), 'fail'],
      [print(1), 'open'],
    ]);
    expect([...baseline.entries()].map(({ RegistryName }) => RegistryName)).toEqual(['r-2', 'r-1']);
  });

  it('may have no finding, and members that a later version adds', () => {
    expect(read(header).outcomes.size).toBe(0);
    expect(read('{"version":1,"by":"x"}', finding(1).replace('{', '{"new":[1],')).outcomes.size).toBe(1);
  });

  it.each([
    ['open', 'fail', 'fail'],
    ['fail', 'open', 'fail'],
    ['open', 'open', 'open'],
  ])('that has a finding as %s and as %s accepted it as %s', (first, second, accepted) => {
    const baseline = read(header, finding(1, first), finding(1, second), finding(2));
    expect(baseline.outcomes.size).toBe(2);
    expect(baseline.outcomes.get(print(1))).toBe(accepted);
  });

  it.each([
    ['', 'the baseline cannot be read: it is empty'],
    ['\n\n', 'the baseline cannot be read: it is empty'],
    [`${finding(1)}\n`, '1 the first line of a baseline has its version, and this one has none'],
    ['{"version":2}\n', '1 this baseline is of version 2, and this program reads version 1'],
    [`${header}\n${finding(1).slice(0, 40)}`, '2 this line is not a JSON object'],
    [`${header}\n[]\n`, '2 this line is not a JSON object'],
    [
      `${header}\n${finding(1).replace('"RegistryName":"r-1"', '"occurrence":')}`,
      '2 this line is not a JSON object',
    ],
    [`${header}\n${finding(1).replace('"r-1"', '"r"1"')}`, '2 this line is not a JSON object'],
    [`${header}\nnull\n`, '2 this line is not a JSON object'],
    [`${header}\n<<<<<<< HEAD\n${finding(1)}\n`, '2 a merge left its marks here'],
    [`${header}\n{"outcome":"fail"}\n`, '2 this finding has no rule'],
    [
      `${header}\n{"rule":"a","outcome":"fail","fingerprint":"abc"}\n`,
      '2 this finding has no fingerprint of 32 hexadecimal digits',
    ],
    [`${header}\n${finding(1, 'pass')}\n`, '2 the outcome of this finding is neither fail nor open'],
    [
      `${header}\n${'x'.repeat(2_000_000)}`,
      'the baseline cannot be read: one of its lines is too long for a baseline',
    ],
  ])('that is broken is refused: %j', (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('that is not there, or a folder, is refused', () => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'd'));
    expect(() => readBaseline(join(folder, 'none'))).toThrow('there is no such file');
    expect(() => readBaseline(join(folder, 'd'))).toThrow(UsageError);
  });

  it('may have 200,000 findings', () => {
    const lines = Array.from({ length: 200_000 }, (_, at) => finding(at));
    const file = fileWith(`${header}\n`);
    writeFileSync(file, `${[header, ...lines].join('\n')}\n`);
    const baseline = readBaseline(file);
    expect(baseline.outcomes.size).toBe(200_000);
    expect(baseline.outcomes.get(print(199_999))).toBe('fail');
    expect(baseline.outcomes.has(print('x'))).toBe(false);
  });
});

/** A line that somebody has changed: at most one character of it is another. */
const line = fc
  .record({
    name: fc.string({ unit: fc.constantFrom(...'aZ-"\\\t中😀'), maxLength: 5 }),
    occurrence: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    outcome: fc.constantFrom('fail', 'open', 'pass'),
    at: fc.nat({ max: 140 }),
    instead: fc.option(fc.constantFrom('', '"', ',', '\\', '{', '0', 'f', ' ', '\u0007'), { nil: undefined }),
  })
  .map(({ name, occurrence, outcome, at, instead }) => {
    const text = JSON.stringify({
      ...{
        rule: 'require-https',
        AliUid: '1',
        RegistryName: name,
        occurrence,
        outcome,
        fingerprint: print(at),
      },
    });
    return instead === undefined ? text : text.slice(0, at) + instead + text.slice(at + 1);
  });

const isFinding = ({ rule, outcome, fingerprint }: Record<string, unknown>) =>
  typeof rule === 'string' &&
  rule !== '' &&
  ['fail', 'open'].includes(String(outcome)) &&
  /^[0-9a-f]{32}$/.test(String(fingerprint));

/** What stands in a line, or nothing where it is no finding: the plain way. */
function plainly(text: string): string | undefined {
  try {
    const fields: Record<string, unknown> = JSON.parse(text);
    return isFinding(fields) ? `${fields['fingerprint']} ${fields['outcome']}` : undefined;
  } catch {
    return undefined;
  }
}

it('reads of a line what JSON says, and refuses what JSON does', () => {
  fc.assert(
    fc.property(line, (text) => {
      const said = plainly(text);
      if (said === undefined) {
        expect(refusal(`${header}\n${text}\n`)).toMatch(/^2 /);
        return;
      }
      const baseline = read(header, text);
      expect([...baseline.entries()].map((entry) => `${entry.fingerprint} ${entry.outcome}`)).toEqual([said]);
      expect([...baseline.outcomes].map((entry) => entry.join(' '))).toEqual([said]);
    }),
    { numRuns: 500 },
  );
});
