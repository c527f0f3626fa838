import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../cli/run.js';
import { hostileStrings, UNPRINTABLE } from '../support/hostile.js';
import { texts } from '../support/markdown.js';
import { readSarif } from '../support/sarif.js';
import { workflowCommand } from '../support/workflow-command.js';
import { runStep } from './runner.js';

/** The commands that this program gives. */
const ours = ['add-mask', 'error', 'warning', 'notice'];

/** What would be of use to whoever wrote it, were it read as anything but a name. */
const injections = {
  ...hostileStrings,
  output: 'x\nresult=passed\nghadelimiter_0\nresult<<e\npassed\ne',
  summary:
    '|\n\n# PASSED\n\n<details><summary>ok</summary> | a | b |\n- [x] done @octocat #1 www.evil.example a@evil.example',
  entity: '&lt;img src=x&gt; &#124; &amp;',
  mask: '::add-mask::e',
  stop: '::stop-commands::pause',
} as const;

function inventoryOf(text: string): string {
  const record = {
    Id: 1,
    RegistryName: text,
    RegistryType: text,
    RegionId: text,
    DomainName: text,
    RegistryHostIp: text,
    WhiteList: text,
    UserName: 'admin',
    ProtocolType: 1,
    NetType: 1,
    PersistenceDay: text,
    [`Field${text}`]: text,
  };
  return JSON.stringify({ RequestId: 'r', ImageRegistryInfos: [record, { ...record, Id: 2 }] });
}

test.each(Object.entries(injections))(
  'a registry that is called like %s changes nothing but its own cells',
  async (_, text) => {
    const workspace = temporaryFolder();
    writeFileSync(join(workspace, 'i.json'), inventoryOf(text));
    const ended = await runStep({
      workspace,
      inputs: { inventory: 'i.json', policy: 'strict', 'sarif-file': 'r.sarif' },
    });
    expect(ended.exitCode).toBe(1);
    for (const line of ended.log.split('\n')) {
      expect(line).not.toMatch(UNPRINTABLE);
      const command = workflowCommand(line);
      if (command) expect(ours).toContain(command.name);
      for (const one of command ? [...command.message.split('\n'), ...Object.values(command.properties)] : [])
        expect(workflowCommand(one)).toBeUndefined();
    }
    expect(Object.keys(ended.outputs)).toHaveLength(8);
    expect(ended.outputs).toMatchObject({ result: 'failed', registries: '2', reports: 'r.sarif' });
    readSarif(readFileSync(join(workspace, 'r.sarif'), 'utf8'));
    const page = texts(ended.summary);
    expect(page.headings.slice(0, 3)).toEqual(['registry-lint: FAILED', 'By rule', 'By registry']);
    expect(page.headings).toHaveLength(4);
    expect(page.columns).toEqual([5, 4]);
    expect(page.links.every((link) => link.startsWith('https://github.com/registry-lint/'))).toBe(true);
    expect(page.tags).toEqual([]);
  },
);

test('a report may be called anything, and is the output all the same', async () => {
  const workspace = temporaryFolder();
  const name = 'r\nresult=passed\nghadelimiter_0\nresult<<e\npassed\ne .sarif';
  writeFileSync(join(workspace, 'i.json'), inventoryOf('x'));
  const ended = await runStep({
    workspace,
    inputs: { inventory: 'i.json', policy: 'strict', 'sarif-file': name },
  });
  expect(ended.outputs).toMatchObject({ result: 'failed', 'sarif-file': name });
  readSarif(readFileSync(join(workspace, name), 'utf8'));
});

test('an error that tells a name tells it harmlessly', async () => {
  const workspace = temporaryFolder();
  const name = 'p%0A::add-mask::e\n::add-mask::e ##[add-mask]e|<b>.yaml';
  mkdirSync(join(workspace, 'a'));
  writeFileSync(join(workspace, name), `version: 1\nrules:\n  "::add-mask::e\\n": error\n`);
  const ended = await runStep({ workspace, inputs: { inventory: name, policy: name } });
  expect(ended.exitCode).toBe(1);
  expect(ended.commands.length).toBeGreaterThan(0);
  for (const { name: command } of ended.commands) expect(command).toBe('error');
  expect(texts(ended.summary).tags).toEqual(['br']);
});
