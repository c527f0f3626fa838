import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serviceNames } from '../../src/notify/names.js';
import { says, secretsOf, startService } from '../notify/support.js';
import { type Run, root, run, temporaryFolder } from './run.js';

const policy = 'version: 1\nrules:\n  require-https: error\n';

const registries = (...protocols: readonly number[]): string =>
  JSON.stringify(
    protocols.map((ProtocolType, index) => ({ Id: index + 1, RegistryName: `r${index}`, ProtocolType })),
  );

/** A folder with a policy and an inventory: protocol 2 is HTTPS. */
function folderWith(...protocols: readonly number[]): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'registry-lint.yaml'), policy);
  writeFileSync(join(folder, 'registries.json'), registries(...protocols));
  return folder;
}

const args = ['report', '--inventory', 'registries.json', '--output', 'report.md'];

const written = (folder: string): string => readFileSync(join(folder, 'report.md'), 'utf8');

/** What was said beside the report; it may hold no secret of a service. */
function told({ stdout, stderr }: Run): string {
  expect(secretsOf(stdout + stderr)).toEqual([]);
  return stderr;
}

test('all services are told, each in its own form', async () => {
  const all = await Promise.all(serviceNames.map((name) => startService(name)));
  const folder = folderWith(1, 2);
  const env = Object.assign({ DEBUG: '*' }, ...all.map((service) => service.env));
  const services = serviceNames.flatMap((name) => ['--notify', name]);
  const url = ['--report-url', 'https://reports.example/run?day=1&lang=en'];
  for (const lang of ['en', 'zh']) {
    const ended = await run([...args, ...services, ...url, '--lang', lang], { cwd: folder, env });
    expect(ended.exitCode).toBe(0);
    expect(told(ended)).toContain('notified DingTalk (127.0.0.1:');
  }
  for (const { problems, seen } of all) expect([problems, seen.length]).toEqual([[], 2]);
});

test('with a history only changes are told', async () => {
  const service = await startService('webhook');
  const folder = folderWith(1, 2);
  const history = ['--history', 'history', '--notify', 'webhook'];
  const again = (...more: readonly string[]) =>
    run([...args, ...history, ...more], { cwd: folder, env: service.env });
  expect(told(await again())).toContain('there is no earlier run to compare to, so that all is told');
  expect(told(await again())).toMatch(
    /nothing has changed since \d{4}-\d\d-\d\d \d\d:\d\d UTC, so nobody is notified/,
  );
  expect(service.seen).toHaveLength(1);
  writeFileSync(join(folder, 'registries.json'), registries(1, 1));
  expect(told(await again())).toContain('notified the webhook');
  writeFileSync(join(folder, 'registries.json'), registries(2, 2));
  await again();
  await again('--notify-always');
  const changes = service.seen.map(({ body }) => JSON.parse(body).changes);
  expect(changes).toEqual([undefined, ['new'], ['gate', 'fixed'], []]);
  expect(service.problems).toEqual([]);
});

test('a report whose notification is not sent is written, and only a clean run ends otherwise for it', async () => {
  const service = await startService('slack', says(404, 'no_service'));
  const folder = folderWith(1, 2);
  const notify = ['--notify', 'slack', '--history', 'history'];
  const options = { cwd: folder, env: service.env };
  const clean = await run([...args, ...notify], options);
  expect(clean.exitCode).toBe(2);
  expect(told(clean)).toMatch(
    /error: the notification to Slack \(127\.0\.0\.1:\d+\) was not sent: the webhook is turned off/,
  );
  expect(written(folder)).toContain('r0');
  const red = await run([...args, ...notify, '--notify-always', '--fail-on', 'error'], options);
  expect(red.exitCode).toBe(1);
  expect(service.seen).toHaveLength(2);
});

test('a run that ends in an error is told of, and ends as it would', async () => {
  const service = await startService('webhook');
  const folder = folderWith(1);
  writeFileSync(join(folder, 'registries.json'), '[{"Id":1');
  const ended = await run([...args, '--notify', 'webhook'], { cwd: folder, env: service.env });
  expect(ended.exitCode).toBe(3);
  expect(told(ended)).toContain('notified the webhook');
  const [{ body } = { body: '' }] = service.seen;
  expect(JSON.parse(body)).toMatchObject({
    state: 'unread',
    standing: { registries: 0 },
    unread: { count: 1 },
  });
  expect(service.problems).toEqual([]);
});

test.each([
  [['--notify', 'slak'], /there is no service "slak"\n.*Did you mean slack\?/],
  [['--notify', 'slack'], /REGISTRY_LINT_SLACK_URL is not set/],
  [['--notify-always'], /--notify-always says nothing without --notify/],
  [['--report-url', 'https://x.example'], /--report-url says nothing without --notify/],
])('%j is refused before anything is read', async (more, wanted) => {
  const ended = await run(['report', '--inventory', 'no-such-file.json', ...more], { cwd: root });
  expect(ended.exitCode).toBe(2);
  expect(told(ended)).toMatch(wanted);
  expect(ended.stderr).not.toContain('no-such-file');
});
