import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/report/formats.js';
import { besideEarlier, complianceOf, type Fields, written } from '../../support/compliance.js';
import { UNPRINTABLE } from '../../support/hostile.js';
import { anyRecords } from '../../support/random-records.js';

const schema = JSON.parse(
  readFileSync(new URL('../../../schema/compliance.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv({ allErrors: true });
const satisfies = ajv.compile(schema);

const expectValid = (document: unknown): void => {
  expect(satisfies(document), ajv.errorsText(satisfies.errors)).toBe(true);
};

const http: Fields = { Id: 1, AliUid: 7, RegistryName: 'a', RegistryType: 'harbor', ProtocolType: 1 };

describe('the format json', () => {
  it('is the report as one document, as its schema has it', async () => {
    const report = besideEarlier(await complianceOf([http]));
    const document = JSON.parse(await written(formats.json.report, report));
    expectValid(document);
    const { $schema, version, notices, ...rest } = document;
    expect([$schema, version]).toEqual([schema.$id, 1]);
    const { notices: told, ...all } = report;
    expect(rest).toEqual(JSON.parse(JSON.stringify(all)));
    expect(notices).toHaveLength(told.length);
  });

  it('has one item a line, so that two reports can be compared', async () => {
    const lines = (await written(formats.json.report, await complianceOf([http, { ...http, Id: 2 }]))).split(
      '\n',
    );
    expect(lines.filter((line) => line.startsWith('{"account":'))).toHaveLength(2);
  });

  it.each([
    ['a state that there is not', ['controls', 0, 'state'], 'fine'],
    ['a member that nobody knows', ['findings', 0, 'password'], 'x'],
    ['a fingerprint that is none', ['findings', 0, 'fingerprint'], 'x'],
  ])('has a schema that refuses %s', async (_what, path, value) => {
    const document = JSON.parse(await written(formats.json.report, await complianceOf([http])));
    let at = document;
    for (const step of path.slice(0, -1)) at = at[step];
    at[path.at(-1) ?? ''] = value;
    expect(satisfies(document)).toBe(false);
  });

  it('satisfies its schema and is harmless to print, whatever the inventory holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, fc.constantFrom('en' as const, 'zh' as const), async (records, lang) => {
        const text = await written(formats.json.report, await complianceOf(records, { lang }));
        expectValid(JSON.parse(text));
        expect(text.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
      }),
      { numRuns: 80 },
    );
  });

  it('describes every member', () => {
    const undescribed = (node: object, path: string): string[] =>
      Object.entries(node).flatMap(([key, value]) => {
        if (typeof value !== 'object' || value === null) return [];
        const inner = undescribed(value, `${path}/${key}`);
        if (!path.endsWith('/properties')) return inner;
        const told = 'description' in value || '$ref' in value;
        return told ? inner : [`${path}/${key}`, ...inner];
      });
    expect(undescribed(schema, '')).toEqual([]);
  });
});
