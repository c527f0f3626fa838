import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readBaseline } from '../../src/engine/baseline/read.js';
import { baselineReport } from '../../src/report/baseline.js';
import { formats } from '../../src/report/formats.js';
import { acrossPolicy, acrossRecords, reportOf } from '../support/across.js';
import { hostileStrings, isWorkflowCommand, UNPRINTABLE } from '../support/hostile.js';
import { folderWith, policyOf } from '../support/policies.js';
import { jobSummary } from '../support/results.js';
import { readSarif } from '../support/sarif.js';

const policy = await policyOf(acrossPolicy);
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, allErrors: true });
const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8'));

describe('findings about the inventory as a whole', () => {
  it.each([
    ['text', formats.text.check, {}],
    ['text-chinese', formats.text.check, { lang: 'zh' }],
    ['json', formats.json.check, {}],
    ['sarif', formats.sarif.check, {}],
    ['summary', jobSummary, {}],
  ] as const)('are good to read as %s', async (name, report, options) => {
    const text = await reportOf(report, policy, acrossRecords, options);
    await expect(
      text.replaceAll(/"version":"\d[^"]*"|registry-lint \d\S+/g, '<version>'),
    ).toMatchFileSnapshot(`__snapshots__/across-${name}.txt`);
  });

  it('are JSON that satisfies the published schema, without a null', async () => {
    const document = JSON.parse(
      await reportOf(formats.json.check, policy, acrossRecords),
      (_, value: unknown) => {
        expect(value).not.toBeNull();
        return value;
      },
    );
    const validate = ajv.compile(schema('result'));
    expect(validate(document), ajv.errorsText(validate.errors)).toBe(true);
    expect(document.summary.suppressed.waiver).toBe(1);
    expect(document.summary.counts.error).toEqual({ fail: 3, open: 3 });
  });

  it('stand at their line of the policy in SARIF, each with a fingerprint of its own', async () => {
    const { results, tool } = readSarif(await reportOf(formats.sarif.check, policy, acrossRecords));
    const prints = results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    expect(new Set(prints).size).toBe(results.length);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const gone = results.find(({ message }) => message.text.includes('gone'));
    expect(gone?.locations[0]?.physicalLocation.region.startLine).toBe(18);
    expect(gone?.locations[0]?.logicalLocations[0]?.name).toContain('RegistryName gone');
  });

  it('go into a baseline, and then do not fail', async () => {
    const text = await reportOf(baselineReport, policy, acrossRecords);
    const lines = text.trim().split('\n');
    const validate = ajv.compile(schema('baseline'));
    for (const line of lines) expect(validate(JSON.parse(line)), ajv.errorsText(validate.errors)).toBe(true);
    const file = join(folderWith({}), 'b.jsonl');
    writeFileSync(file, text);
    const baseline = readBaseline(file);
    const again = JSON.parse(
      await reportOf(formats.json.check, policy, acrossRecords.toReversed(), { baseline }),
    );
    expect(again.summary).toMatchObject({
      failed: false,
      baseline: { new: 0, absent: 0, unchanged: lines.length - 1 },
    });
    // One registry more, one group less.
    const [first = {}, ...rest] = acrossRecords;
    const other = [first, { ...first, Id: 99, RegistryName: 'team-new' }, ...rest];
    const changed = JSON.parse(await reportOf(formats.json.check, policy, other, { baseline }));
    expect(changed.summary).toMatchObject({ failed: true, baseline: { new: 1, absent: 0 } });
  });

  it('are told when they are gone', async () => {
    const file = join(folderWith({}), 'b.jsonl');
    writeFileSync(file, await reportOf(baselineReport, policy, acrossRecords));
    const gone = { Id: 8, AliUid: 7, RegistryName: 'gone', RegistryType: 'quay', RegionId: 'cn-shanghai' };
    const options = { baseline: readBaseline(file) };
    const { absent } = JSON.parse(
      await reportOf(formats.json.check, policy, [...acrossRecords, gone], options),
    );
    expect(absent).toMatchObject([{ rule: 'declared', registry: { RegistryName: 'gone' } }]);
  });

  it('name hostile registries and groups without harm', async () => {
    const text = `version: 1
rules:
  u: { unique: RegionId }
  c: { count: { min: 2, by: [RegistryName, RegionId] } }
  e: { expected: [{ RegistryName: x }] }
`;
    const hostile = Object.values(hostileStrings).flatMap((name, Id) => [
      { Id, RegistryName: name, RegionId: name },
      { Id: Id + 1000, RegistryName: `${name}2`, RegionId: name },
    ]);
    const one = await policyOf(text);
    for (const report of [formats.text.check, jobSummary]) {
      const written = await reportOf(report, one, hostile);
      for (const line of written.split('\n')) {
        expect(line).not.toMatch(UNPRINTABLE);
        expect(isWorkflowCommand(line)).toBe(false);
      }
    }
  });

  it('are few where there are many of them', async () => {
    const one = await policyOf('version: 1\nrules: { c: { count: { min: 2, by: RegistryName } } }\n');
    const many = Array.from({ length: 1000 }, (_, Id) => ({ Id, RegistryName: `r${Id}` }));
    const text = await reportOf(formats.text.check, one, many);
    expect(text).toContain('and 960 more');
    expect(text.split('\n').length).toBeLessThan(120);
    expect(text).toContain('▲ 1,000 warnings');
  });
});
