import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
