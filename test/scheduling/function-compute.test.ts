import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.js';
import { environment, root, secretsIn, temporaryFolder } from '../cli/run.js';
import { says, secretsOf, startService } from '../notify/support.js';

const credentials = {
  accessKeyId: 'STS.key-id-of-the-tests',
  accessKeySecret: 'key-secret-of-the-tests',
  securityToken: 'security-token-of-the-tests',
};

/** What Function Compute hands to a function beside the event. */
const context = {
  requestId: '1-5f9b3c3e-0000000000000000',
  credentials,
  function: { name: 'registry-report', handler: 'index.handler', memory: 512, timeout: 300 },
  region: 'cn-hangzhou',
  accountId: '1000200030004000',
};

/** The folder of the function's code, as it is deployed, and one that is mounted. */
function deploy() {
  const code = temporaryFolder();
  const mount = temporaryFolder();
  cpSync(join(root, 'examples', 'function-compute', 'index.mjs'), join(code, 'index.mjs'));
  writeFileSync(join(code, 'registry-lint.yaml'), 'version: 1\nextends: recommended\n');
  writeFileSync(join(code, 'package.json'), '{ "dependencies": { "registry-lint": "0" } }\n');
  mkdirSync(join(code, 'node_modules'));
  symlinkSync(resolve(root), join(code, 'node_modules', 'registry-lint'));
  return { code, mount };
}

/** Fires the timer once. */
async function fire(code: string, payload: object, env: Record<string, string>) {
  const event = {
    triggerTime: '2026-11-24T19:17:00Z',
    triggerName: 'nightly',
    payload: JSON.stringify(payload),
  };
  const file = join(import.meta.dirname, 'invoke.mjs');
  const child = spawn(process.execPath, [file, join(code, 'index.mjs')], {
    cwd: code,
    env: environment(env),
  });
  onTestFinished(() => void child.kill());
  child.stdin.end(JSON.stringify({ event: JSON.stringify(event), context }));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const exitCode = await new Promise((end) => child.once('close', end));
  expect(secretsOf(output)).toEqual([]);
  for (const secret of [...Object.values(credentials), ...secretsIn('examples/registries.json')]) {
    expect(output).not.toContain(secret);
  }
  return { exitCode, output };
}

async function startSecurityCenter(fault?: string): Promise<string> {
  const emulator = await startEmulator({
    records: readFileSync(join(root, 'examples', 'registries.json'), 'utf8'),
    ...credentials,
    fault,
  });
  onTestFinished(() => emulator.close());
  return emulator.url;
}

test('a handler under 30 lines reports, notifies of changes, and keeps the history', async () => {
  const { code, mount } = deploy();
  expect(readFileSync(join(code, 'index.mjs'), 'utf8').trimEnd().split('\n').length).toBeLessThan(30);
  const endpoint = await startSecurityCenter();
  const dingtalk = await startService('dingtalk');
  const env = {
    ...dingtalk.env,
    REPORTS: mount,
    REPORT_URL: 'https://reports.example/run?day=1&lang=en',
  };
  const first = await fire(code, { endpoint }, env);
  expect(first.output).toContain('"registries":3');
  expect(first.exitCode).toBe(0);
  expect(readFileSync(join(mount, 'report.html'), 'utf8')).toContain('legacy-harbor');
  const second = await fire(code, { endpoint }, env);
  expect(second.exitCode).toBe(0);
  expect(readdirSync(join(mount, 'history'))).toHaveLength(2);
  expect([dingtalk.problems, dingtalk.seen.length]).toEqual([[], 1]);
  expect(dingtalk.seen[0]?.body).toContain('镜像仓库检查');
});

test('fails where the registries cannot be read, and says so to the group', async () => {
  const { code, mount } = deploy();
  const endpoint = await startSecurityCenter('no-permission');
  const dingtalk = await startService('dingtalk');
  const { exitCode, output } = await fire(code, { endpoint }, { ...dingtalk.env, REPORTS: mount });
  expect(exitCode).toBe(1);
  expect(output).toContain('may not list the registries');
  expect(dingtalk.seen.map(({ body }) => body)).toEqual([expect.stringContaining('检查因错误而中止')]);
});

test('fails where the group cannot be told, with the report written', async () => {
  const { code, mount } = deploy();
  const endpoint = await startSecurityCenter();
  const dingtalk = await startService(
    'dingtalk',
    says(200, '{"errcode":300005,"errmsg":"token is not exist"}'),
  );
  const { exitCode, output } = await fire(code, { endpoint }, { ...dingtalk.env, REPORTS: mount });
  expect(exitCode).toBe(1);
  expect(output).toContain('no robot with this token (code 300005)');
  expect(dingtalk.seen).toHaveLength(1);
  expect(readdirSync(mount).toSorted()).toEqual(['history', 'report.html']);
});
