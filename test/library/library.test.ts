import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inventoryOf, lint, loadPolicy, recordsSource } from '../../src/index.js';
import { nodes } from '../action/runner.js';
import { root, run, temporaryFolder } from '../cli/run.js';

const files: Readonly<Record<string, string>> = {
  'policy.yaml': `version: 1
rules:
  mine:
    severity: error
    assert: { ProtocolType: HTTP }
  named:
    severity: warning
    assert: { RegistryName: { pattern: '^(a-)+[0-9]$' } }
  listed:
    severity: warning
    when: { WhiteList: { present: true } }
    assert: { WhiteList: { eachEntry: { cidr: [10.0.0.0/8] } } }
`,
  'mistakes.yaml': 'version: 1\nrules:\n  mine: { severity: eror }\n  other: { severity: warnin }\n',
  'waivers.yaml': `version: 1
waivers:
  - { rule: mine, registry: { RegistryName: b-1 }, reason: Is replaced in spring, expires: 2999-01-01 }
`,
  'registries.json':
    '[{"Id":1,"RegistryName":"b-1","ProtocolType":2},{"Id":2,"RegistryName":"a-2","ProtocolType":1}]',
  'registries.yaml': '- { Id: 1, RegistryName: b-1, ProtocolType: 2, WhiteList: 11.0.0.1 }\n',
};

test.each<[string, object, object, string]>([
  ['a threshold of another spelling', { failOn: 'Error' }, {}, 'the option failOn cannot be "Error"'],
  ['a threshold that is none', { failOn: null }, {}, 'the option failOn cannot be "null"'],
  ['a text for a boolean', { failOnOpen: 'false' }, {}, 'the option failOnOpen cannot be "false"'],
  ['nothing for a boolean', { failOnOpen: null }, {}, 'the option failOnOpen cannot be "null"'],
  ['a policy without its rules', {}, { rules: [] }, 'this policy has no rule'],
])('%s, as JavaScript can have it, is refused and not passed', async (_, options, changed, message) => {
  const policy = await loadPolicy(['recommended'], root);
  const inventory = inventoryOf(recordsSource([{ Id: 1, ProtocolType: 1 }]));
  await expect(lint(inventory, { ...policy, ...changed }, options)).rejects.toThrow(message);
  expect((await lint(inventory, policy)).failed).toBe(true);
});

test.each(nodes)('a program that imports it gets all of it on %s', async (_name, node) => {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const baseline = ['baseline', 'write', '--inventory', 'registries.json', '--policy', 'policy.yaml'];
  await run([...baseline, '--output', 'baseline.ndjson'], { cwd: folder });
  const args = [join(import.meta.dirname, 'use.mjs'), join(root, 'dist', 'index.js'), folder];
  const both = ['mine', 'named'];
  expect(JSON.parse(execFileSync(node, args, { encoding: 'utf8', stdio: 'pipe' }))).toEqual({
    file: { failed: true, rules: both, suppressed: 0 },
    yaml: { failed: true, rules: [...both, 'listed'], suppressed: 0 },
    waived: { failed: false, rules: both, suppressed: 1 },
    baseline: { failed: false, rules: both, suppressed: 2 },
    memory: { failed: true, rules: both, suppressed: 0 },
    problems: [expect.stringMatching(/^3: eror is not/), expect.stringMatching(/^4: warnin is not/)],
  });
});
