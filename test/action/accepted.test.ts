import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, run, temporaryFolder } from '../cli/run.js';
import { readSarif } from '../support/sarif.js';
import { expectUndecided, named, runStep } from './runner.js';

const policy = 'version: 1\nrules:\n  require-https: error\n  require-vpc: error\n';
const plain = { Id: 1, RegistryName: 'old', ProtocolType: 1, NetType: 2, VpcId: 'vpc-1' };

const waiver = (rule: string): string =>
  `version: 1\nwaivers:\n  - { rule: ${rule}, registry: { RegistryName: '*' }, reason: Moves, expires: 2999-01-01 }\n`;

/** A workspace with a policy and an inventory. */
function workspaceOf(records: readonly object[]): string {
  const workspace = temporaryFolder();
  writeFileSync(join(workspace, 'registry-lint.yaml'), policy);
  writeFileSync(join(workspace, 'i.json'), JSON.stringify(records));
  writeFileSync(join(workspace, 'https.yaml'), waiver('require-https'));
  writeFileSync(join(workspace, 'vpc.yaml'), waiver('require-vpc'));
  return workspace;
}

/** A workspace with a baseline of these records, which now has others. */
async function workspaceSince(before: readonly object[], now: readonly object[]): Promise<string> {
  const workspace = workspaceOf(before);
  const args = ['baseline', 'write', '--inventory', 'i.json', '--output', 'b.jsonl'];
  expect((await run(args, { cwd: workspace })).exitCode).toBe(0);
  writeFileSync(join(workspace, 'i.json'), JSON.stringify(now));
  return workspace;
}

const open = { ...plain, Id: 2, RegistryName: 'open', NetType: 1 };

test('files of waivers are inputs, one a line', async () => {
  const workspace = workspaceOf([plain, open]);
  const one = await runStep({ workspace, inputs: { inventory: 'i.json', waivers: 'https.yaml' } });
  expect(one.outputs).toMatchObject({ result: 'failed', errors: '1' });
  const both = await runStep({
    workspace,
    inputs: { inventory: 'i.json', waivers: 'https.yaml\nvpc.yaml\n' },
  });
  expect(both.exitCode).toBe(0);
  expect(both.outputs).toMatchObject({ result: 'passed', errors: '0' });
  expect(both.summary).toContain('3 waived');
});

test('a file of waivers that there is not is told as an input', async () => {
  const ended = await runStep({
    workspace: workspaceOf([plain]),
    inputs: { inventory: 'i.json', waivers: 'no.yaml' },
  });
  expectUndecided(
    ended,
    'invalid',
    /^the waivers no\.yaml cannot be read: .*\nCheck the path given with the input waivers\.$/,
  );
});

test('with a baseline only what is new fails', async () => {
  const workspace = await workspaceSince([plain], [plain]);
  const inputs = { inventory: 'i.json', baseline: 'b.jsonl' };
  const known = await runStep({ workspace, inputs });
  expect(known.exitCode).toBe(0);
  expect(named(known, 'error')).toEqual([]);
  expect(known.summary).toContain('baseline');
  writeFileSync(join(workspace, 'i.json'), JSON.stringify([plain, open]));
  const more = await runStep({ workspace, inputs });
  expect(more.outputs).toMatchObject({ result: 'failed', errors: '2' });
});

test('SARIF for code scanning has nothing that is no longer there', async () => {
  const workspace = await workspaceSince([plain, open], [plain]);
  const inputs = { inventory: 'i.json', baseline: 'b.jsonl', 'sarif-file': 'r.sarif' };
  const { log } = await runStep({ workspace, inputs });
  const { results } = readSarif(readFileSync(join(workspace, 'r.sarif'), 'utf8'));
  expect(results.map(({ baselineState }) => baselineState)).toEqual(['unchanged']);
  expect(log).toContain('No longer found');
});

test('a baseline that cannot be read fails the step', async () => {
  const workspace = workspaceOf([plain]);
  const ended = await runStep({ workspace, inputs: { inventory: 'i.json', baseline: 'no.jsonl' } });
  expectUndecided(ended, 'invalid', /baseline/);
});

test.each([
  ['i.json is the inventory', 'i.json', {}],
  ['https.yaml is a file of', 'https.yaml', { waivers: 'https.yaml' }],
  ['registry-lint.yaml is a file of the policy', 'registry-lint.yaml', {}],
  [
    'two reports would go to registry-lint.json',
    'registry-lint.json',
    { formats: 'json', 'report-folder': '.' },
  ],
])('%s: the step fails and writes nothing over', async (message, file, more) => {
  const workspace = workspaceOf([plain]);
  const ended = await runStep({ workspace, inputs: { inventory: 'i.json', 'sarif-file': file, ...more } });
  expectUndecided(ended, 'invalid', new RegExp(message));
  expect(JSON.parse(readFileSync(join(workspace, 'i.json'), 'utf8'))).toEqual([plain]);
});

test('what is told does not speak of options of the command line', async () => {
  const none = temporaryFolder();
  writeFileSync(join(none, 'i.json'), '[]');
  const ended = [
    await runStep({ workspace: none, inputs: { inventory: 'i.json' } }),
    await runStep({ workspace: none, inputs: { inventory: 'i.json', 'allow-empty': 'true' } }),
    await runStep({ workspace: none, inputs: { inventory: 'i.json', lang: 'zh', 'allow-empty': 'true' } }),
    await runStep({ workspace: none, inputs: { inventory: 'no.json' } }),
    await runStep({ workspace: none, inputs: { inventory: 'i.json', policy: 'no.yaml' } }),
    await runStep({ workspace: none, inputs: { region: 'cn-hangzou' } }),
    await runStep({ workspace: root, inputs: {} }),
  ];
  for (const { log, summary } of ended) expect(log + summary).not.toMatch(/--[a-z]/);
});
