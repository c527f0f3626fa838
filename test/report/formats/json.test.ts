import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Origin } from '../../../src/model/registry.js';
import type { Outcome } from '../../../src/model/result.js';
import { formats } from '../../../src/report/formats.js';
import { hostileStrings, isWorkflowCommand, UNPRINTABLE } from '../../support/hostile.js';
import { aRegistry, aResult, aRule, aRun, render } from '../../support/results.js';
import { sampleGroups, sampleNotices, sampleRun } from '../../support/sample-results.js';

/** What of a document these tests look at; that it is so is what the schema says. */
interface Document {
  readonly $schema: string;
  readonly version: number;
  readonly policy: { readonly name: string };
  readonly inventory: object;
  readonly results: readonly {
    readonly registry: Readonly<Record<string, unknown>>;
    readonly evidence: readonly { readonly text: string }[];
    readonly fingerprint: string;
  }[];
  readonly notices: readonly { readonly field?: string }[];
  readonly summary: { readonly registries: number };
}

const schema = JSON.parse(
  readFileSync(new URL('../../../schema/result.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
const validate = ajv.compile<Document>(schema);

/** The document, which is valid, and in which no member is null: what is not there is left out. */
function read(text: string): Document {
  const document: unknown = JSON.parse(text, (_, value: unknown) => {
    expect(value).not.toBeNull();
    return value;
  });
  if (!validate(document)) throw new Error(ajv.errorsText(validate.errors));
  return document;
}

/** The document of one result. */
async function readOne(...of: Parameters<typeof aResult>): Promise<Document['results'][number]> {
  const [rule, registry] = of;
  const { results } = read(await render(formats.json.check, aRun([rule]), [[registry, [aResult(...of)]]]));
  const [result] = results;
  if (!result || results.length > 1) throw new Error('not one result');
  return result;
}

describe('jsonReport', () => {
  it('is good to read', async () => {
    const text = await render(formats.json.check, sampleRun, sampleGroups, { notices: sampleNotices });
    read(text);
    await expect(text).toMatchFileSnapshot('__snapshots__/sample.json');
  });

  it('names the schema that describes it', async () => {
    const document = read(await render(formats.json.check, sampleRun, sampleGroups));
    expect(document.$schema).toBe(schema.$id);
    expect(document.version).toBe(schema.properties.version.const);
  });

  it('is a document where nothing was found, and where nothing was there', async () => {
    const passed = read(await render(formats.json.check, sampleRun, [], { silent: 5 }));
    expect(passed).toMatchObject({ results: [], notices: [], summary: { registries: 5, failed: false } });
    const empty = read(await render(formats.json.check, sampleRun, []));
    expect(empty.summary.registries).toBe(0);
  });

  it.each([
    { kind: 'file', file: 'inventory.json' },
    { kind: 'stdin' },
    { kind: 'memory' },
    { kind: 'live', endpoint: 'tds.cn-shanghai.aliyuncs.com', region: 'cn-hangzhou', registryType: 'harbor' },
  ] as const satisfies readonly Origin[])('tells where the registries came from: $kind', async (origin) => {
    const document = read(await render(formats.json.check, aRun([], { origin }), []));
    expect(document.inventory).toEqual(origin);
  });

  it.each(['pass', 'fail', 'notApplicable', 'open'] as const satisfies readonly Outcome[])(
    'tells the outcome %s',
    async (outcome) => {
      const bad = outcome === 'fail' || outcome === 'open';
      const evidence = bad ? [{ field: 'VpcId', expected: { present: true } } as const] : [];
      const result = await readOne(aRule('r', 'warning'), aRegistry({ Id: undefined }), evidence, outcome);
      expect(result).toMatchObject({ rule: 'r', severity: 'warning', outcome });
      expect(result.registry).not.toHaveProperty('Id');
      expect(result.evidence).toHaveLength(evidence.length);
    },
  );

  it('gives values as they are, and whole', async () => {
    const long = '10.0.0.0/8,'.repeat(100);
    const evidence = [
      { field: 'WhiteList', value: long, expected: { maxEntries: 3 } },
      { field: 'PersistenceDay', value: 0, expected: { minimum: 30 } },
      { field: 'Password.set', value: false, expected: { const: false }, negated: true },
      { field: 'VpcId', value: '', expected: false },
    ] as const;
    const { evidence: told } = await readOne(aRule('r'), aRegistry(), evidence);
    expect(told.map(({ text, ...rest }) => rest)).toEqual(evidence);
    for (const { text } of told) expect(text.length).toBeLessThan(200);
  });

  it('keeps every digit of an Id', async () => {
    const ids = { Id: '9223372036854775807', AliUid: '1000200030004001' };
    expect((await readOne(aRule('r'), aRegistry(ids))).registry).toMatchObject(ids);
  });

  it('writes one result a line', async () => {
    const lines = (await render(formats.json.check, sampleRun, sampleGroups)).split('\n');
    const results = sampleGroups.flatMap(([, all]) => all);
    const fingerprints = lines
      .filter((line) => line.startsWith('{"rule"'))
      .map((line) => {
        return JSON.parse(line.replace(/,$/, '')).fingerprint;
      });
    expect(fingerprints).toEqual(results.map(({ fingerprint }) => fingerprint));
  });

  it.each(Object.entries(hostileStrings))('is valid, harmless and exact with %s', async (_, text) => {
    const rule = aRule(text, 'error', { message: '{RegistryName}', title: text });
    const registry = aRegistry({ RegistryName: text, unclear: { ProtocolType: text } });
    const results = [
      aResult(rule, registry, [{ field: 'RegistryName', value: text, expected: { const: text } }]),
      aResult(rule, registry, [{ field: 'ProtocolType', expected: { const: text } }], 'open'),
    ];
    const notices = [{ code: 'unknown-field', field: text, text, count: 1, first: registry } as const];
    const run = aRun([rule], { policy: { name: text, files: [text], rules: [rule] } });
    const written = await render(formats.json.check, run, [[registry, results]], { notices });
    for (const line of written.split('\n')) {
      expect(line).not.toMatch(UNPRINTABLE);
      expect(isWorkflowCommand(line)).toBe(false);
    }
    const document = read(written);
    expect(document.policy.name).toBe(text);
    expect(document.notices[0]?.field).toBe(text);
    expect(document.results[0]).toMatchObject({ rule: text, registry: { RegistryName: text } });
    expect(document.results[0]?.evidence[0]).toMatchObject({ value: text, expected: { const: text } });
  });

  it('is valid whatever the registry holds', async () => {
    const texts = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
    const ids = fc.option(fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String), { nil: undefined });
    const registries = fc.record({
      Id: ids,
      AliUid: ids,
      RegistryName: texts,
      RegionId: texts,
      DomainName: texts,
      PersistenceDay: fc.option(fc.integer(), { nil: undefined }),
      occurrence: fc.option(fc.integer({ min: 2, max: 9 }), { nil: undefined }),
    });
    const rule = aRule('r', 'note', { message: '{RegistryName} {PersistenceDay}' });
    await fc.assert(
      fc.asyncProperty(registries, fc.constantFrom('fail', 'open'), async (fields, outcome) => {
        const registry = aRegistry(fields);
        const { DomainName: value } = registry;
        const field = { field: 'DomainName', expected: { hostName: true } } as const;
        const evidence = [value === undefined ? field : { ...field, value }];
        const result = await readOne(rule, registry, evidence, outcome);
        expect(result.registry['RegistryName']).toBe(registry.RegistryName);
      }),
    );
  });
});
