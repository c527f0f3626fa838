import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { defaultKey, type Emulator, startEmulator } from '../../src/emulator/server.js';
import { temporaryFolder } from '../cli/run.js';
import { Authority } from '../inventory/security-center/certificates.js';
import { expectUndecided, named, nodes, runStep } from './runner.js';
import { type Asked, filesBelow, givesToken, idToken, standInForGithub, standInForSts } from './stand-ins.js';

const authority = new Authority();
const role = {
  'role-to-assume': 'acs:ram::1000200030004000:role/registry-lint',
  'oidc-provider': 'acs:ram::1000200030004000:oidc-provider/github',
};
const assumed = {
  AccessKeyId: 'STS.key-of-the-tests',
  AccessKeySecret: 'secret-of-the-tests',
  SecurityToken: 'CAIS-of-the-tests',
};
const assumes = () => ({
  status: 200,
  body: { Credentials: { ...assumed, Expiration: '2099-01-01T00:00:00Z' } },
});

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    records: readFileSync('examples/demo-inventory.json', 'utf8'),
    accessKeyId: assumed.AccessKeyId,
    accessKeySecret: assumed.AccessKeySecret,
    securityToken: assumed.SecurityToken,
  });
});
afterAll(() => emulator.close());

const inputs = () => ({ ...role, endpoint: emulator.url, policy: 'recommended' });

describe.each(nodes)('on %s', (_, node) => {
  test('a role is assumed by a token that only this process could read, and that is gone in the end', async () => {
    const temp = temporaryFolder();
    const github: Asked[] = [];
    const sts: Asked[] = [];
    const files: ReturnType<typeof filesBelow> = [];
    const env = {
      RUNNER_TEMP: temp,
      ...(await standInForGithub((asked) => {
        github.push(asked);
        return givesToken(asked);
      })),
      ...(await standInForSts(authority, (asked) => {
        sts.push(asked);
        files.push(...filesBelow(temp));
        return assumes();
      })),
    };
    const ended = await runStep({ node, env, inputs: inputs() });
    expect(ended.outputs).toMatchObject({ result: 'failed', registries: '14', errors: '9' });
    expect(github.map(({ url }) => url.search)).toEqual(['?api-version=2.0&audience=sts.aliyuncs.com']);
    expect(sts.map(({ form, url }) => [url.searchParams.get('Action'), ...form.entries()])).toEqual([
      [
        'AssumeRoleWithOIDC',
        ['OIDCProviderArn', role['oidc-provider']],
        ['OIDCToken', idToken],
        ['RoleArn', role['role-to-assume']],
        ['RoleSessionName', 'registry-lint'],
        ['DurationSeconds', '3600'],
      ],
    ]);
    expect(files).toEqual([{ text: idToken, mode: 0o600, folderMode: 0o700 }]);
    expect(readdirSync(temp)).toEqual([]);
    const masks = named(ended, 'add-mask').map(({ message }) => message);
    expect(masks).toEqual(['request-token-of-the-tests', idToken, ...Object.values(assumed)]);
    const rest = ended.log.replaceAll(/^::add-mask::.*\n/gm, '');
    for (const secret of masks) expect(rest + ended.summary).not.toContain(secret);
  });
});

test('a run that is cancelled is no pass, and leaves no token', async () => {
  const temp = temporaryFolder();
  let cancel = (): void => undefined;
  let there = 0;
  const env = {
    RUNNER_TEMP: temp,
    ...(await standInForGithub(givesToken)),
    ...(await standInForSts(authority, () => {
      there = filesBelow(temp).length;
      cancel();
      return assumes();
    })),
  };
  const started = (how: () => void): void => {
    cancel = how;
  };
  const ended = await runStep({ env, inputs: inputs(), started });
  expect(there).toBe(1);
  expect(readdirSync(temp)).toEqual([]);
  expect(ended.exitCode).not.toBe(0);
  expect(named(ended, 'error').map(({ message }) => message)).toEqual(['ended before anything was decided']);
});

test('a refusal is told by its code alone, and the token is gone', async () => {
  const temp = temporaryFolder();
  const body = { Code: 'AuthenticationFail.NoPermission', Message: 'secret words', RequestId: 'R' };
  const env = {
    RUNNER_TEMP: temp,
    ...(await standInForGithub(givesToken)),
    ...(await standInForSts(authority, () => ({ status: 403, body }))),
  };
  const ended = await runStep({ env, inputs: inputs() });
  expectUndecided(
    ended,
    'unread',
    /^the role \S+ could not be assumed: .* answered AuthenticationFail\.NoPermission\n/,
  );
  expect(ended.log).not.toContain('secret words');
  expect(readdirSync(temp)).toEqual([]);
});

test('a token service that is not reached has refused nothing', async () => {
  const closed = await startEmulator({ records: '[]' });
  await closed.close();
  const env = {
    ...(await standInForGithub(givesToken)),
    ...(await standInForSts(authority, assumes)),
    STAND_IN_PORT: String(closed.port),
  };
  const ended = await runStep({ env, inputs: inputs() });
  expectUndecided(
    ended,
    'unread',
    /^the role \S+ could not be assumed: the security token service refused the connection \(sts\.aliyuncs\.com, ECONNREFUSED\)\n/,
  );
});

test('another identity that the chain finds is not taken for the role', async () => {
  const home = temporaryFolder();
  const file = join(home, 'credentials');
  writeFileSync(
    file,
    `[default]\ntype = access_key\naccess_key_id = ${defaultKey.id}\naccess_key_secret = ${defaultKey.secret}\n`,
  );
  const env = { ALIBABA_CLOUD_CREDENTIALS_FILE: file };
  const open = await startEmulator({ records: readFileSync('examples/demo-inventory.json', 'utf8') });
  onTestFinished(() => open.close());
  const without = await runStep({ env, inputs: { endpoint: open.url, policy: 'recommended' } });
  expect(without.outputs['result']).toBe('failed');
  const stands = {
    ...(await standInForGithub(givesToken)),
    ...(await standInForSts(authority, () => ({ status: 500, body: {} }))),
  };
  expectUndecided(
    await runStep({ env: { ...env, ...stands }, inputs: { ...inputs(), endpoint: open.url } }),
    'unread',
    /^the role \S+ could not be assumed: the security token service gave no credentials/,
  );
});

test('a job that may not ask for a token is told so', async () => {
  const ended = await runStep({ inputs: inputs() });
  expectUndecided(ended, 'unread', /^this job may not ask GitHub for an ID token/);
  expect(named(ended, 'error')[0]?.message).toContain('id-token: write');
});

test('GitHub gives no token', async () => {
  const env = await standInForGithub(() => ({ status: 403, body: { message: 'secret words' } }));
  const ended = await runStep({ env, inputs: inputs() });
  expectUndecided(ended, 'unread', /^GitHub gave no ID token \(HTTP 403\)/);
  expect(ended.log).not.toContain('secret words');
});

describe('a pull request', () => {
  const event = (head: object) => {
    const file = join(temporaryFolder(), 'event.json');
    const pull = { head, base: { repo: { full_name: 'acme/infra' } } };
    writeFileSync(file, JSON.stringify({ pull_request: pull }));
    return { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: file };
  };
  const line =
    'GitHub gives runs for pull requests of %s no secrets and no ID token, so Security Center was not asked and nothing was checked';

  test.each([
    ['of a fork', { repo: { full_name: 'mallory/infra' } }],
    ['of a fork that is gone', { repo: null }],
  ])('%s is told in one line', async (_, head) => {
    const env = event(head);
    const secrets = { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' };
    for (const one of [
      { env: { ...env, ...secrets }, inputs: { endpoint: emulator.url, policy: 'recommended' } },
      { env, inputs: inputs() },
    ]) {
      const ended = await runStep(one);
      expectUndecided(ended, 'unread', new RegExp(`^${line.replace('%s', 'a fork')}$`));
      expect(ended.log).toBe(`::error::${line.replace('%s', 'a fork')}\n`);
    }
  });

  test('of Dependabot is told in one line, too', async () => {
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_ACTOR: 'dependabot[bot]' };
    const ended = await runStep({ env, inputs: inputs() });
    expect(ended.log).toBe(`::error::${line.replace('%s', 'Dependabot')}\n`);
  });

  test('of the repository itself is told what is missing', async () => {
    const env = event({ repo: { full_name: 'acme/infra' } });
    expectUndecided(await runStep({ env, inputs: inputs() }), 'unread', /^this job may not ask/);
  });

  test('of a fork can have a file checked', async () => {
    const env = event({ repo: { full_name: 'mallory/infra' } });
    const ended = await runStep({
      env,
      inputs: { inventory: 'examples/compliant-inventory.json', policy: 'recommended' },
    });
    expect(ended.exitCode).toBe(0);
  });
});
