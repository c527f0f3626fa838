import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunInfo } from '../../../src/model/result.js';
import { formats } from '../../../src/report/formats.js';
import { aComparison, acceptedGroups, sampleFindings } from '../../support/accepted.js';
import { acrossPolicy, acrossRecords, reportOf } from '../../support/across.js';
import { hostileStrings } from '../../support/hostile.js';
import { policyOf } from '../../support/policies.js';
import { aRegistry, aResult, aRule, aRun, type Groups, render } from '../../support/results.js';
import { sampleGroups, sampleNotices, sampleRun } from '../../support/sample-results.js';

// The npm wrapper hands its arguments to a shell, which takes `;` for its own: so the program itself.
const VALIDATOR = '@microsoft/sarif-multitool-linux/Sarif.Multitool';

const folder = mkdtempSync(join(tmpdir(), 'registry-lint-sarif-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** A log as the validator writes it. */
interface Verdicts {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly level?: string;
      readonly message: { readonly arguments: readonly string[] };
    }[];
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
  }[];
}

/** What Microsoft's validator, with its rules for GitHub, has to say against these files. */
function objections(files: Readonly<Record<string, string>>): string[] {
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, `${name}.sarif`);
    writeFileSync(path, text);
    return path;
  });
  const output = join(folder, 'verdicts.json');
  const options = ['--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', '--output', output];
  const program = createRequire(import.meta.url).resolve(VALIDATOR);
  const done = spawnSync(program, ['validate', ...paths, ...options, '--log', 'ForceOverwrite'], {
    encoding: 'utf8',
  });
  expect(done.status, done.stdout + done.stderr).toBe(0);
  expect(done.stdout).toContain(`${paths.length} files scanned`);
  const verdicts: Verdicts = JSON.parse(readFileSync(output, 'utf8').replace(/^\uFEFF/, ''));
  return verdicts.runs.flatMap(({ results, invocations }) => {
    expect(invocations.map(({ executionSuccessful }) => executionSuccessful)).toEqual([true]);
    return results.map(
      ({ ruleId, level = 'warning', message }) => `${level} ${ruleId} ${message.arguments[0]}`,
    );
  });
}

/** A policy in the repository, an inventory that is not, and names that mean harm. */
function hostile(): readonly [RunInfo, Groups] {
  const location = { file: 'registry-lint.yaml', line: 7, column: 3 };
  const rules = Object.values(hostileStrings).map((text, at) =>
    aRule(`naming${at}`, 'warning', {
      title: text,
      message: `{RegistryName} ${text}`,
      builtin: false,
      location,
    }),
  );
  const groups = Object.values(hostileStrings).map((RegistryName, index) => {
    const registry = aRegistry({ index, Id: String(index), RegistryName, RegionId: RegistryName });
    return [registry, rules.map((rule) => aResult(rule, registry))] as const;
  });
  const origin = { kind: 'live', endpoint: 'tds.cn-shanghai.aliyuncs.com', region: 'cn-hangzhou' } as const;
  return [aRun([...rules, aRule('naming')], { origin }), groups];
}

const here = process.platform === 'linux' && process.arch === 'x64';

// It takes a second or two, and much longer where the machine is busy.
describe.skipIf(!here)("Microsoft's validator", () => {
  it('has no objections', async () => {
    const files = {
      english: await render(formats.sarif.check, sampleRun, sampleGroups, { notices: sampleNotices }),
      chinese: await render(formats.sarif.check, sampleRun, sampleGroups, { lang: 'zh' }),
      empty: await render(formats.sarif.check, aRun([]), []),
      passed: await render(formats.sarif.check, sampleRun, [], { silent: 3 }),
      accepted: await render(formats.sarif.check, sampleRun, acceptedGroups, {
        policyFindings: sampleFindings,
        baseline: aComparison(),
      }),
      hostile: await render(formats.sarif.check, ...hostile()),
      across: await reportOf(formats.sarif.check, await policyOf(acrossPolicy), acrossRecords),
    };
    expect(objections(files)).toEqual([]);
  });

  it('would have some', async () => {
    const good = await render(formats.sarif.check, sampleRun, sampleGroups);
    const spoilt = {
      nowhere: good.replace('"locations":[', '"relatedLocations":['),
      unexplained: good.replace('"help":{', '"properties":{},"x":{'),
      misnamed: good.replace('"name":"RequireHttps"', '"name":"require-https"'),
    };
    const said = objections(spoilt).join('\n');
    expect(said).toContain('error GH1015 runs[0].results[0]');
    expect(said).toContain('error GH2012 runs[0].tool.driver.rules[0]');
    expect(said).toContain('SARIF1001');
  });
});
