import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example, root, run, secretsIn, temporaryFolder, transcript } from './run.js';

const demo = join(root, example('demo-inventory.json'));
const answer: { ImageRegistryInfos: Record<string, unknown>[] } = JSON.parse(readFileSync(demo, 'utf8'));
/** One with findings. */
const [, worst] = answer.ImageRegistryInfos;
const others = answer.ImageRegistryInfos.filter((record) => record !== worst);
const name = 'registry-lint.baseline.jsonl';
const strict = ['--policy', 'strict'];

const shown = (text: string): string => text.replaceAll(root, '<root>/');

/** A folder with an inventory of these records. */
function folderOf(records: readonly object[] = answer.ImageRegistryInfos): string {
  const folder = temporaryFolder();
  write(folder, records);
  return folder;
}

const write = (folder: string, records: readonly object[]): void =>
  writeFileSync(join(folder, 'i.json'), JSON.stringify(records));

const inventory = ['--inventory', 'i.json', ...strict];

test('a baseline makes its own inventory pass, whatever the order', async () => {
  const cwd = folderOf();
  const written = await run(['baseline', 'write', ...inventory], { cwd });
  expect(written).toMatchObject({ exitCode: 0, stdout: '' });
  expect(written.stderr).toMatch(/^note: \d+ findings written to registry-lint\.baseline\.jsonl\n$/);
  expect((await run(['check', ...inventory], { cwd })).exitCode).toBe(1);
  write(cwd, answer.ImageRegistryInfos.toReversed());
  const checked = await run(['baseline', 'check', ...inventory], { cwd });
  expect(checked.exitCode).toBe(0);
  const named = await run(['check', ...inventory, '--baseline', name], { cwd });
  expect(named).toEqual(checked);
  await expect(transcript(['baseline', 'check', ...inventory], checked)).toMatchFileSnapshot(
    '__snapshots__/baseline-check.txt',
  );
});

test.each([
  ['of another type', { registryType: 'acr' }],
  ['of the other centre', { region: 'eu-central-1' }],
])('what is %s than a snapshot holds is not told to be gone', async (_, origin) => {
  const isElse = ({ RegistryType, RegionId }: Record<string, unknown>): boolean =>
    RegistryType !== 'acr' && String(RegionId).startsWith('cn-');
  const cwd = folderOf(answer.ImageRegistryInfos.filter(isElse));
  await run(['baseline', 'write', ...inventory], { cwd });
  const [one] = JSON.parse((await run(['snapshot', '--inventory', 'i.json'], { cwd })).stdout).registries;
  const registries = [{ ...one, RegistryType: 'acr', RegionId: 'eu-central-1', Id: 7 }];
  const takenAt = '2026-11-28T00:00:00.000Z';
  const text = JSON.stringify({ snapshot: 1, takenAt, origin: { kind: 'live', ...origin }, registries });
  writeFileSync(join(cwd, 'i.json'), text);
  const { stdout } = await run(['baseline', 'check', ...inventory], { cwd });
  expect(stdout).toContain('Compared with the baseline');
  expect(stdout).not.toContain('No longer found');
});

test('what is new fails, and what is gone is told', async () => {
  const cwd = folderOf();
  await run(['baseline', 'write', ...inventory], { cwd });
  write(cwd, [...others, { ...worst, Id: 999_999, RegistryName: 'brand-new' }]);
  const { exitCode, stdout } = await run(['baseline', 'check', ...inventory], { cwd });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('No longer found');
  const args = ['check', ...inventory, '--baseline', name, '--format', 'sarif'];
  const { results } = JSON.parse((await run(args, { cwd })).stdout).runs[0];
  const states = results.map(({ baselineState }: { baselineState: string }) => baselineState);
  expect(new Set(states)).toEqual(new Set(['new', 'unchanged', 'absent']));
  for (const { baselineState, locations } of results) {
    const isNew = locations[0].logicalLocations[0].name === 'brand-new';
    expect(baselineState === 'new').toBe(isNew);
  }
});

test('a baseline is sorted, diffs by the line, and has no secret in it', async () => {
  const cwd = folderOf();
  const file = join(cwd, 'b.jsonl');
  await run(['baseline', 'write', ...inventory, '--output', 'b.jsonl'], { cwd });
  const before = readFileSync(file, 'utf8').trimEnd().split('\n');
  for (const secret of secretsIn(example('demo-inventory.json'))) {
    expect(before.join('\n')).not.toContain(secret);
  }
  write(cwd, others.toReversed());
  await run(['baseline', 'write', ...inventory, '--output', 'b.jsonl'], { cwd });
  const after = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(after.length).toBeLessThan(before.length);
  expect(before.filter((line) => after.includes(line))).toEqual(after);
});

test('findings that a waiver speaks of are left to it', async () => {
  const cwd = folderOf();
  writeFileSync(
    join(cwd, 'w.yaml'),
    "version: 1\nwaivers:\n  - { rule: require-https, registry: { RegistryName: '*' }, reason: r, expires: 2999-01-31 }\n",
  );
  const args = ['baseline', 'write', ...inventory, '--waivers', 'w.yaml', '--output', '-'];
  const { stdout, stderr } = await run(args, { cwd });
  expect(stdout).not.toContain('"require-https"');
  expect(stderr).toMatch(/^note: \d+ findings written, and \d+ left to their waivers\n$/);
});

test('a run that fails leaves the baseline as it was', async () => {
  const cwd = folderOf();
  writeFileSync(join(cwd, name), 'mine\n');
  writeFileSync(join(cwd, 'i.json'), '[{"Id": 1');
  expect((await run(['baseline', 'write', ...inventory], { cwd })).exitCode).toBe(3);
  expect(readFileSync(join(cwd, name), 'utf8')).toBe('mine\n');
  write(cwd, []);
  expect((await run(['baseline', 'write', ...inventory, '--output', 'x'], { cwd })).exitCode).toBe(3);
  expect(existsSync(join(cwd, 'x'))).toBe(false);
});

test('a baseline that is missing or broken is a mistake, and no empty baseline', async () => {
  const cwd = folderOf();
  const missing = await run(['baseline', 'check', ...inventory], { cwd });
  writeFileSync(join(cwd, name), '{"version":1}\n{"rule":"require-ht');
  const broken = await run(['check', ...inventory, '--baseline', name], { cwd });
  writeFileSync(join(cwd, name), '');
  const empty = await run(['baseline', 'check', ...inventory], { cwd });
  expect([missing, broken, empty].map(({ exitCode, stdout }) => [exitCode, stdout])).toEqual([
    [2, ''],
    [2, ''],
    [2, ''],
  ]);
  const told = [missing, broken, empty].map((one) => transcript(['baseline', 'check', '…'], one)).join('\n');
  await expect(shown(told)).toMatchFileSnapshot('__snapshots__/baseline-mistakes.txt');
});

test.each([
  [['baseline'], 'There are write and check.'],
  [['baseline', 'wrte'], 'Did you mean write?'],
])('%j is a mistake', async (args, hint) => {
  const { exitCode, stdout, stderr } = await run(args);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(hint);
});
