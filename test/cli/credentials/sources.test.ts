import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Authority } from '../../inventory/security-center/certificates.js';
import { run, temporaryFolder } from '../run.js';
import { type Answer, permanent, startServices, temporary } from './services.js';

const authority = new Authority();
const working = {
  name: 'default',
  mode: 'AK',
  access_key_id: permanent.id,
  access_key_secret: permanent.secret,
};

/** Files of a home directory, by their paths in it. */
function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const homeWith = (files: Readonly<Record<string, string>>): string => write(temporaryFolder(), files);

const config = (...profiles: readonly object[]): Readonly<Record<string, string>> => ({
  '.aliyun/config.json': JSON.stringify({ current: 'default', profiles }),
});

const iniWith = (id: string): string =>
  `[default]\ntype = access_key\naccess_key_id = ${id}\naccess_key_secret = ${permanent.secret}\n`;

/** Every source that comes after OIDC, each with a key that Security Center knows. */
const laterSources = {
  ...config(working),
  '.alibabacloud/credentials': iniWith(permanent.id),
};

interface Setup {
  readonly home?: Readonly<Record<string, string>>;
  readonly env?: (home: string, plain: string) => Readonly<Record<string, string>>;
  readonly answers?: Readonly<Record<string, () => Answer>>;
  readonly args?: readonly string[];
}

async function checked({ home: files = {}, env, answers, args = [] }: Setup) {
  const services = await startServices(authority, answers);
  const home = homeWith(files);
  const ended = await run(
    ['check', '--policy', 'recommended', '--allow-open', '--endpoint', services.emulator.url, ...args],
    { cwd: temporaryFolder(), env: { ...services.env, HOME: home, ...env?.(home, services.plain) } },
  );
  return { ...ended, requests: services.emulator.requests, asked: services.asked };
}

const oidc = (file: string) => ({
  ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1000200030009999:role/ci',
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1000200030009999:oidc-provider/gitlab',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: file,
});

const body = { Code: 'AuthenticationFail.NoPermission', Message: 'words with secret-of-the-answer' };
const refuses: Readonly<Record<string, () => Answer>> = {
  'sts.aliyuncs.com': () => ({ status: 403, body }),
};
const cloudSso = (more: object): object => ({
  ...{ name: 'default', mode: 'CloudSSO', cloud_sso_account_id: '1', cloud_sso_access_config: 'ac' },
  ...{ access_token: 'secret-sign-in', cloud_sso_access_token_expire: 4_000_000_000 },
  ...more,
});
const chained = (name: string, source: string): object => ({
  ...{ name, mode: 'ChainableRamRoleArn', source_profile: source, ram_role_arn: 'acs:ram::1:role/x' },
});
const ini = (text: string) => ({ '.alibabacloud/credentials': text });

const failures: Readonly<Record<string, Setup & { readonly says: RegExp }>> = {
  'a role that is refused': {
    ...{ home: { ...laterSources, token: 'eyJ.secret-token' }, answers: refuses },
    env: (home) => oidc(join(home, 'token')),
    says: /^error: the role acs:ram::1000200030009999:role\/ci could not be assumed: the security token service answered AuthenticationFail\.NoPermission$/m,
  },
  'a token file that is missing': {
    home: laterSources,
    env: (home) => oidc(join(home, 'token')),
    says: /the file that ALIBABA_CLOUD_OIDC_TOKEN_FILE names cannot be read: there is no such file$/m,
  },
  'a token file that is empty': {
    home: { ...laterSources, token: '\n' },
    env: (home) => oidc(join(home, 'token')),
    says: /the file that ALIBABA_CLOUD_OIDC_TOKEN_FILE names is empty$/m,
  },
  'a token file that is a directory': {
    home: laterSources,
    env: (home) => oidc(home),
    says: /the file that ALIBABA_CLOUD_OIDC_TOKEN_FILE names is not a file$/m,
  },
  'half a key': {
    home: laterSources,
    env: () => ({ ALIBABA_CLOUD_ACCESS_KEY_ID: permanent.id }),
    says: /^error: ALIBABA_CLOUD_ACCESS_KEY_ID is set in the environment, but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not$/m,
  },
  'the other half of a key, in another spelling, with the secret empty': {
    home: laterSources,
    env: () => ({ ALICLOUD_ACCESS_KEY_ID: permanent.id, ALICLOUD_ACCESS_KEY_SECRET: '' }),
    says: /^error: ALICLOUD_ACCESS_KEY_ID is set in the environment, but ALICLOUD_ACCESS_KEY_SECRET is not$/m,
  },
  'a token without its key': {
    home: laterSources,
    env: () => ({ ALIBABACLOUD_SECURITY_TOKEN: 'secret-token' }),
    says: /^error: ALIBABACLOUD_SECURITY_TOKEN is set in the environment, but ALIBABACLOUD_ACCESS_KEY_ID and ALIBABACLOUD_ACCESS_KEY_SECRET are not$/m,
  },
  'part of the variables of OIDC': {
    home: laterSources,
    env: () => ({ ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/x' }),
    says: /but ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE are not$/m,
  },
  'a CloudSSO sign-in that has expired': {
    home: { ...laterSources, ...config(cloudSso({ cloud_sso_access_token_expire: 1_700_000_000 })) },
    says: /the profile "default" in ~\/\.aliyun\/config\.json gave no credentials: its CloudSSO sign-in has expired$/m,
  },
  'a CloudSSO sign-in that is refused': {
    home: { ...laterSources, ...config(cloudSso({ cloud_sso_sign_in_url: 'https://sts.aliyuncs.com' })) },
    answers: {
      'sts.aliyuncs.com': () => ({
        status: 403,
        body: { ErrorCode: 'InvalidToken', ErrorMessage: 'secret-x' },
      }),
    },
    says: /gave no credentials: CloudSSO answered InvalidToken$/m,
  },
  'an OAuth sign-in that has expired': {
    home: {
      ...laterSources,
      ...config({
        ...{ name: 'default', mode: 'OAuth', oauth_site_type: 'INTL', oauth_refresh_token: 'secret-refresh' },
        ...{ oauth_access_token: 'secret-access', oauth_access_token_expire: 1_700_000_000 },
      }),
    },
    says: /its OAuth sign-in has expired$/m,
  },
  'a credentials_uri that is not reached': {
    home: {
      ...laterSources,
      ...config({
        name: 'default',
        mode: 'CredentialsURI',
        credentials_uri: 'http://127.0.0.1:9/secret-path',
      }),
    },
    says: /gave no credentials: the address in credentials_uri refused the connection \(127\.0\.0\.1:9, ECONNREFUSED\)$/m,
  },
  'a credentials URI that answers no JSON': {
    env: (_, plain) => ({ ALIBABA_CLOUD_CREDENTIALS_URI: `${plain}/secret-path` }),
    answers: { plain: () => ({ body: '<html>secret-page' }) },
    says: /ALIBABA_CLOUD_CREDENTIALS_URI gave no credentials: the address answered with text that is not JSON$/m,
  },
  'a credentials URI that answers 500': {
    env: (_, plain) => ({ ALIBABA_CLOUD_CREDENTIALS_URI: plain }),
    answers: { plain: () => ({ status: 500, body: 'secret-page' }) },
    says: /the address answered HTTP 500$/m,
  },
  'a credentials URI without a key in its answer': {
    env: (_, plain) => ({ ALIBABA_CLOUD_CREDENTIALS_URI: plain }),
    answers: { plain: () => ({ body: { AccessKeySecret: 'secret-half' } }) },
    says: /the address answered without AccessKeyId, AccessKeySecret and SecurityToken$/m,
  },
  'a credentials URI that is none': {
    env: () => ({ ALIBABA_CLOUD_CREDENTIALS_URI: 'file:///secret-path' }),
    says: /it is not an http or https address$/m,
  },
  'a source_profile that does not exist': {
    home: { ...laterSources, ...config(chained('default', 'bas'), { ...working, name: 'base' }) },
    says: /its source_profile "bas" does not exist$/m,
  },
  'source_profiles in a circle': {
    home: { ...laterSources, ...config(chained('default', 'b'), chained('b', 'default')) },
    says: /the profile "b" in ~\/\.aliyun\/config\.json gave no credentials: its source_profile "default" leads back to it$/m,
  },
  'a configuration that is not JSON': {
    home: { ...laterSources, '.aliyun/config.json': '{"profiles": [{"access_key_secret": "secret-x" "' },
    says: /^error: ~\/\.aliyun\/config\.json gave no credentials: it is not JSON$/m,
  },
  'a configuration that is empty': {
    home: { ...laterSources, '.aliyun/config.json': '' },
    says: /gave no credentials: it is empty$/m,
  },
  'a configuration without profiles': {
    home: { ...laterSources, '.aliyun/config.json': '[]' },
    says: /gave no credentials: it has no list `profiles`$/m,
  },
  'a current profile that does not exist': {
    home: { ...laterSources, ...config({ ...working, name: 'other' }) },
    says: /^error: there is no profile "default" in ~\/\.aliyun\/config\.json$/m,
  },
  'a profile that a variable names and that does not exist': {
    ...{ home: laterSources, env: () => ({ ALICLOUD_PROFILE: 'prod' }) },
    says: /^error: there is no profile "prod" in ~\/\.aliyun\/config\.json or ~\/\.alibabacloud\/credentials$/m,
  },
  'a profile that --profile names where there are no files': {
    args: ['--profile', 'prod'],
    says: /^error: there is no profile "prod" in any file: /m,
  },
  'an unknown mode': {
    home: { ...laterSources, ...config({ ...working, mode: 'constructor' }) },
    says: /gave no credentials: its mode is not known$/m,
  },
  'a mode that has no key': {
    home: { ...laterSources, ...config({ name: 'default', mode: 'BearerToken' }) },
    says: /the mode BearerToken has no access key/,
  },
  'a profile without its secret': {
    home: { ...laterSources, ...config({ ...working, access_key_secret: '' }) },
    // The SDK would take this one, and with it another identity.
    env: () => ({ ALIBABA_CLOUD_ROLE_SESSION_NAME: 'x' }),
    says: /the profile "default" in ~\/\.aliyun\/config\.json gave no credentials: it has no access_key_secret$/m,
  },
  'a section that is missing': {
    home: ini('[other]\ntype = access_key\n'),
    says: /^error: there is no profile "default" in ~\/\.alibabacloud\/credentials$/m,
  },
  'a section without a key': {
    home: ini('[default]\ntype = access_key\naccess_key_id = secret-x\n'),
    says: /it has no access_key_secret$/m,
  },
  'a section of an unknown type': {
    home: ini('[default]\ntype = rsa\n'),
    says: /its type is not known$/m,
  },
  'a file of credentials that a variable names and that does not exist': {
    env: () => ({ ALIBABA_CLOUD_CREDENTIALS_FILE: '/nonexistent/secret-path' }),
    says: /^error: the file that ALIBABA_CLOUD_CREDENTIALS_FILE names gave no credentials: there is no such file$/m,
  },
  'a role of the instance that a variable names and that it does not have': {
    env: () => ({ ALIBABA_CLOUD_ECS_METADATA: 'missing' }),
    answers: { '100.100.100.200': () => ({ status: 404, body: 'secret-page' }) },
    says: /^error: the RAM role in ALIBABA_CLOUD_ECS_METADATA gave no credentials: the ECS metadata service answered HTTP 404$/m,
  },
  'an instance without a role, and nothing else': {
    answers: { '100.100.100.200': () => ({ status: 404, body: '' }) },
    says: /^error: no credentials for Alibaba Cloud are configured\n {2}This ECS instance gave no credentials: its metadata service answered HTTP 404\.$/m,
  },
};

test.each(Object.entries(failures))('%s ends the run, and no other identity is used', async (_, setup) => {
  const ended = await checked(setup);
  expect(ended.stderr).toMatch(setup.says);
  expect([ended.exitCode, ended.requests]).toEqual([3, 0]);
  expect(ended.stdout + ended.stderr).not.toMatch(/secret-/);
});

const { id, secret } = permanent;
const successes: Readonly<Record<string, Setup & { readonly asks?: string }>> = {
  ...Object.fromEntries(
    ['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'].map((prefix) => [
      `an access key in ${prefix}_*`,
      {
        home: { '.aliyun/config.json': 'broken' },
        env: () => ({
          [`${prefix}_ACCESS_KEY_ID`]: temporary.id,
          [`${prefix}_ACCESS_KEY_SECRET`]: temporary.secret,
          [`${prefix}_SECURITY_TOKEN`]: temporary.token,
        }),
      },
    ]),
  ),
  'a role by OIDC, before a profile': {
    home: { ...config({ ...working, access_key_id: 'other' }), token: 'eyJ.token' },
    env: (home) => oidc(join(home, 'token')),
    asks: 'sts.aliyuncs.com',
  },
  'a configuration with a byte order mark': {
    home: { '.aliyun/config.json': `\uFEFF${JSON.stringify({ current: 'default', profiles: [working] })}` },
  },
  'a file of credentials with a byte order mark': { home: ini(`\uFEFF${iniWith(id)}`) },
  'a file of credentials that a variable names': {
    home: { elsewhere: iniWith(id) },
    env: (home) => ({ ALIBABA_CLOUD_CREDENTIALS_FILE: join(home, 'elsewhere') }),
  },
  'a profile of the command line, before a file of credentials': {
    home: { ...config(working), ...ini(iniWith('other')) },
  },
  'a profile that only the file of credentials has': {
    home: { ...config({ ...working, access_key_id: 'other' }), ...ini(iniWith(id).replace('default', 'ci')) },
    env: () => ({ ALIBABA_CLOUD_PROFILE: 'ci' }),
  },
  'a file of credentials, where the command line is disabled': {
    home: { '.aliyun/config.json': 'broken', ...ini(iniWith(id)) },
    env: () => ({ ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'TRUE' }),
  },
  'a role of a file of credentials': {
    home: ini(
      `[default]\ntype = ram_role_arn\naccess_key_id = ${id}\naccess_key_secret = ${secret}\nrole_arn = acs:ram::1:role/x\nrole_session_name = n\n`,
    ),
    asks: 'sts.aliyuncs.com',
  },
  'a credentials URI': {
    env: (_, plain) => ({ ALIBABA_CLOUD_CREDENTIALS_URI: plain }),
    asks: 'plain',
  },
  'the role of the instance, where nothing is configured': { asks: '100.100.100.200' },
};

test.each(Object.entries(successes))('%s is used', async (_, setup) => {
  const ended = await checked(setup);
  expect(ended.stderr).toBe('');
  expect([ended.exitCode, ended.requests]).toEqual([0, 1]);
  expect([...new Set(ended.asked.map(({ host }) => host))]).toEqual(setup.asks ? [setup.asks] : []);
});

describe('in a checkout', () => {
  const roots: Readonly<Record<string, (folder: string) => Readonly<Record<string, string>>>> = {
    'with .git': (folder) => {
      mkdirSync(join(folder, '.git'));
      return {};
    },
    'of a CI service': (folder) => ({ CI_PROJECT_DIR: folder }),
  };

  test.each(Object.entries(roots))('%s, its profiles are not used', async (_, mark) => {
    const folder = homeWith({ ...laterSources, 'home/x': '' });
    const env = { ...mark(folder), HOME: folder };
    const outside = homeWith({});
    mkdirSync(join(outside, '.aliyun'));
    symlinkSync(join(folder, '.aliyun', 'config.json'), join(outside, '.aliyun', 'config.json'));
    for (const [more, file] of [
      [{}, '~/.aliyun/config.json'],
      [{ HOME: outside }, '~/.aliyun/config.json'],
      [{ ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' }, '~/.alibabacloud/credentials'],
      [
        { HOME: '/nonexistent', ALIBABA_CLOUD_CREDENTIALS_FILE: join(folder, '.alibabacloud/credentials') },
        'the file that ALIBABA_CLOUD_CREDENTIALS_FILE names',
      ],
    ] as const) {
      for (const args of [[], ['--profile', 'default']]) {
        const ended = await run(
          ['check', '--policy', 'recommended', '--endpoint', 'http://127.0.0.1:9', ...args],
          {
            cwd: folder,
            env: { ...env, ...more },
          },
        );
        expect(ended.exitCode).toBe(3);
        expect(ended.stderr).toContain(`error: ${file} is inside the checkout`);
      }
    }
  });

  /** A directory that is checked, with a program that leaves a trace if it is run. */
  function checkout() {
    const folder = homeWith({ 'bin/evil': '#!/bin/sh\ntouch "$TRACE"\necho {}\n' });
    chmodSync(join(folder, 'bin', 'evil'), 0o755);
    return folder;
  }

  const external = (process_command: string) =>
    config({ name: 'default', mode: 'External', process_command });

  test.each<readonly [string, (folder: string) => string, Readonly<Record<string, string>>]>([
    ['by a relative path', () => './bin/evil', {}],
    ['by a relative path without a dot', () => 'bin/evil', {}],
    ['by an absolute path', (folder) => join(folder, 'bin', 'evil'), {}],
    ['by a name in a relative directory of PATH', () => 'evil', { PATH: `bin:.:${process.env['PATH']}` }],
    ['by a shell in the working directory', () => "sh -c './bin/evil'", {}],
    ['by a name that a shell looks for', () => 'sh -c evil', { PATH: `bin::${process.env['PATH']}` }],
    ['as a script for a shell', () => 'sh bin/evil', {}],
    ['as a script for a shell, by its path', (folder) => `sh ${join(folder, 'bin', 'evil')}`, {}],
  ])('a command of a profile outside is not run from it %s', async (_, command, more) => {
    const folder = checkout();
    const trace = join(temporaryFolder(), 'trace');
    const env = { ...more, HOME: homeWith(external(command(folder))), TRACE: trace };
    const ended = await run(['check', '--policy', 'recommended', '--endpoint', 'http://127.0.0.1:9'], {
      cwd: folder,
      env,
    });
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toMatch(
      /the profile "default" in ~\/\.aliyun\/config\.json gave no credentials: its command/,
    );
    expect(() => chmodSync(trace, 0o600)).toThrow(/ENOENT/);
  });

  test('a directory of PATH inside is passed over', async () => {
    const folder = checkout();
    const trace = join(temporaryFolder(), 'trace');
    const env = {
      ...{ HOME: homeWith(external('sh -c evil')), TRACE: trace },
      PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
    };
    const ended = await run(['check', '--policy', 'recommended'], { cwd: folder, env });
    expect(ended.stderr).toContain('its command ended with exit code 127');
    expect(() => chmodSync(trace, 0o600)).toThrow(/ENOENT/);
  });

  test('a command of a profile inside is not run, even where nothing shows a checkout', async () => {
    const trace = join(temporaryFolder(), 'trace');
    const folder = homeWith(external(`touch ${trace}`));
    const ended = await run(['check', '--policy', 'recommended'], { cwd: folder, env: { HOME: folder } });
    expect([ended.exitCode, ended.stderr]).toEqual([
      3,
      expect.stringContaining('it runs a command, and its file is in the directory that is checked'),
    ]);
    expect(() => chmodSync(trace, 0o600)).toThrow(/ENOENT/);
  });
});

test.each([
  ['fails', "sh -c 'echo secret-word >&2; exit 7'", 'its command ended with exit code 7'],
  ['prints no JSON', 'echo secret-word', 'its command printed text that is not JSON'],
  ['prints no key', 'echo {}', 'its command printed no access_key_id and access_key_secret'],
  ['prints without end', 'yes secret-word', 'its command printed more than 1 MiB'],
  ['has an open quote', "echo 'secret-word", 'its process_command is empty or has a quote that does not end'],
  ['does not exist', 'no-such-secret-program', 'its command was not found'],
])('a command that %s', async (_, process_command, why) => {
  const ended = await checked({ home: config({ name: 'default', mode: 'External', process_command }) });
  expect([ended.exitCode, ended.stderr]).toEqual([3, expect.stringContaining(why)]);
  expect(ended.stderr).not.toContain('secret-');
});

test('a variable of the aliyun CLI forbids commands and addresses', async () => {
  for (const profile of [
    { mode: 'External', process_command: 'echo {}' },
    { mode: 'CredentialsURI', credentials_uri: 'http://127.0.0.1:9' },
  ]) {
    const ended = await checked({
      home: config({ name: 'default', ...profile }),
      env: () => ({ ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: '1' }),
    });
    expect([ended.exitCode, ended.stderr]).toEqual([
      3,
      expect.stringContaining('ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids its mode'),
    ]);
  }
});

describe('the accounts file names hosts', () => {
  const trusted = [
    'tds.cn-shanghai.aliyuncs.com',
    'https://tds.ap-southeast-1.aliyuncs.com',
    'TDS.aliyuncs.com',
    'tds-intl.vpc-proxy.aliyuncs.com',
    'sts.aliyuncs.com',
    'sts-vpc.cn-hangzhou.aliyuncs.com',
    'http://127.0.0.1:9',
    'localhost:9',
    'http://[::1]:9',
  ];
  const untrusted = [
    'evil.example.com',
    'tds.cn-shanghai.aliyuncs.com.evil.example',
    'evil-aliyuncs.com',
    'tds.cn-shanghai.aliyuncs.com.',
    'tds.cn-shanghai.aliyuncs.com:8443',
    // Names that any customer can have.
    'tds.oss-cn-hangzhou.aliyuncs.com',
    'evil.cn-hangzhou.fc.aliyuncs.com',
    'tds.evil.cn-hangzhou.alb.aliyuncs.com',
    'tds.cn-shanghaі.aliyuncs.com',
    'tds。cn-shanghai.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    '0x7f.evil.example',
  ];
  const written = (endpoint: string, key: string) => {
    const account = { name: 'a', role: 'acs:ram::1:role/x', [key]: endpoint };
    return write(temporaryFolder(), {
      'accounts.yaml': JSON.stringify({
        version: 1,
        defaults: { region: 'cn-hangzhou' },
        accounts: [account],
      }),
    });
  };
  const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: '\n' };
  const args = ['check', '--policy', 'recommended', '--accounts', 'accounts.yaml'];

  test.each(untrusted)('%s is refused', async (host) => {
    for (const key of ['endpoint', 'stsEndpoint']) {
      const ended = await run(args, { cwd: written(host, key), env });
      expect(ended.exitCode).toBe(2);
      expect(ended.stderr).toMatch(
        /accounts\.yaml:1:\d+: .* is not a host of Alibaba Cloud for this service/,
      );
      const [, hint = ''] = /add --allow-endpoint (\S+)\.$/m.exec(ended.stderr) ?? [];
      const allowed = await run([...args, '--allow-endpoint', hint], { cwd: written(host, key), env });
      expect(allowed.exitCode).toBe(3);
    }
  });

  test.each(trusted)('%s is fine', async (host) => {
    const ended = await run(args, { cwd: written(host, 'stsEndpoint'), env });
    expect(ended.exitCode).toBe(3);
  });

  test.each(['*', 'https://evil.example', 'evil.example/path', 'user@evil.example', ''])(
    '%s is no host to allow',
    async (host) => {
      const ended = await run([...args, `--allow-endpoint=${host}`], {
        cwd: written('x.example', 'endpoint'),
        env,
      });
      expect([ended.exitCode, ended.stderr]).toEqual([2, expect.stringContaining('is not a host')]);
    },
  );
});
