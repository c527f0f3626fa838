import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { baselineReport } from '../../src/report/baseline.js';
import type { ReportOptions } from '../../src/report/format.js';
import { formats } from '../../src/report/formats.js';
import { aComparison, acceptedGroups, anEntry, aWaiver, sampleFindings } from '../support/accepted.js';
import { hostileStrings, UNPRINTABLE } from '../support/hostile.js';
import {
  aRegistry,
  aResult,
  aRule,
  aRun,
  type CreateReport,
  jobSummary,
  render,
} from '../support/results.js';
import { sampleRun } from '../support/sample-results.js';
import { readSarif } from '../support/sarif.js';

const write = (report: CreateReport, options: Partial<ReportOptions> = {}) =>
  render(report, sampleRun, acceptedGroups, {
    policyFindings: sampleFindings,
    baseline: aComparison(),
    ...options,
  });

const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, allErrors: true });

describe('accepted findings', () => {
  it.each([
    ['text', formats.text.check, {}],
    ['text-chinese', formats.text.check, { lang: 'zh' }],
    ['text-colour', formats.text.check, { colour: true }],
    ['json', formats.json.check, {}],
    ['sarif', formats.sarif.check, {}],
    ['summary', jobSummary, {}],
  ] as const)('are good to read as %s', async (name, report, options) => {
    const text = await write(report, options);
    await expect(text).toMatchFileSnapshot(`__snapshots__/accepted-${name}.txt`);
  });

  it('are JSON that satisfies the published schema', async () => {
    const document = JSON.parse(await write(formats.json.check));
    const validate = ajv.compile(schema('result'));
    expect(validate(document), ajv.errorsText(validate.errors)).toBe(true);
    expect(document.summary.suppressed).toEqual({ waiver: 3, baseline: 3 });
  });

  it('are SARIF results with a suppression that says why', async () => {
    const run = readSarif(await write(formats.sarif.check));
    const rules = run.tool.driver.rules.map(({ id }) => id);
    expect(rules.filter((id) => id.includes('waiver'))).toHaveLength(4);
    for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex]).toBe(ruleId);
    const states = run.results.map(({ baselineState, suppressions }) =>
      [baselineState, suppressions?.[0]?.justification].filter(Boolean).join(': '),
    );
    expect(states).toContain(
      'new: Moves to TLS with the data centre · OPS-212 · approved by Li Wei · until 2027-01-31',
    );
    expect(states).toContain('unchanged: Accepted in the baseline registry-lint.baseline.jsonl');
    expect(states.at(-1)).toBe('absent');
    expect(run.results.at(-1)).toMatchObject({ kind: 'informational', level: 'none' });
  });

  it('come last, so that they are the first to be cut', async () => {
    const { results } = readSarif(await write(formats.sarif.check));
    const accepted = results.map(({ suppressions, baselineState, kind }) =>
      baselineState === 'absent' || kind === 'pass' ? 2 : suppressions ? 1 : 0,
    );
    expect(accepted).toEqual(accepted.toSorted());
    expect(results.findIndex(({ ruleId }) => ruleId === 'expired-waiver')).toBeLessThan(3);
  });

  it.each(Object.entries(hostileStrings))('do no harm with %s', async (_name, hostile) => {
    const registry = aRegistry();
    const waiver = aWaiver({
      rule: hostile,
      reason: hostile,
      ticket: hostile,
      approvedBy: hostile,
      registry: [{ field: 'RegistryName', patterns: [hostile], exact: [hostile], globs: [] }],
      location: { file: hostile.slice(0, 200), line: 1, column: 1 },
      unknownRule: { suggestion: 'x' },
    });
    const rule = aRule('r');
    const result = { ...aResult(rule, registry), suppression: { kind: 'waiver', waiver } as const };
    const findings = sampleFindings.map((finding) => ({ ...finding, waiver }));
    const entry = { ...anEntry, RegistryName: hostile, rule: hostile };
    for (const report of [
      formats.text.check,
      formats.json.check,
      formats.sarif.check,
      jobSummary,
      baselineReport,
    ]) {
      const text = await render(report, aRun([rule]), [[registry, [result]]], {
        policyFindings: findings,
        baseline: { ...aComparison([entry]), file: hostile },
      });
      for (const line of text.split('\n')) expect(line).not.toMatch(UNPRINTABLE);
      expect(text).not.toMatch(/^\s*::error|##\[/m);
    }
  });

  it('are counted where there are too many to show', async () => {
    const many = Array.from({ length: 500 }, () => sampleFindings[0]).filter((one) => one !== undefined);
    const entries = Array.from({ length: 500 }, () => anEntry);
    const text = await render(formats.text.check, sampleRun, acceptedGroups, {
      policyFindings: many,
      baseline: aComparison(entries),
    });
    expect(text).toContain('and 460 more');
    expect(text).toContain('and 485 more');
  });
});

describe('a baseline', () => {
  it('has a finding a line, sorted, and what a waiver speaks of is not in it', async () => {
    const text = await write(baselineReport);
    const [header = '', ...lines] = text.trimEnd().split('\n');
    const validate = ajv.compile(schema('baseline'));
    for (const line of [header, ...lines]) {
      expect(validate(JSON.parse(line)), `${line}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
    expect(JSON.parse(header).version).toBe(1);
    expect(lines).toEqual(lines.toSorted());
    expect(lines).toHaveLength(7);
  });

  it('is the same whatever the order of the registries', async () => {
    const turned = [...acceptedGroups].toReversed();
    const others = await render(baselineReport, sampleRun, turned);
    expect(others).toBe(await write(baselineReport));
  });
});
