import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Authority } from '../../inventory/security-center/certificates.js';
import { run, temporaryFolder } from '../run.js';
import { permanent, type Services, startServices, temporary } from './services.js';

const authority = new Authority();
const role = 'acs:ram::1000200030004000:role/registry-lint';
const later = Math.floor(Date.now() / 1000) + 86_400;
const key = { access_key_id: permanent.id, access_key_secret: permanent.secret };
const printed = JSON.stringify({
  mode: 'StsToken',
  access_key_id: temporary.id,
  access_key_secret: temporary.secret,
  sts_token: temporary.token,
});

/** A profile in each mode, and what the security token service must be asked for it. */
const profiles: Readonly<Record<string, (services: Services, home: string) => object>> = {
  AK: () => ({ mode: 'AK', ...key }),
  StsToken: () => ({
    mode: 'StsToken',
    access_key_id: temporary.id,
    access_key_secret: temporary.secret,
    sts_token: temporary.token,
  }),
  RamRoleArn: () => ({
    ...{ mode: 'RamRoleArn', ...key, ram_role_arn: role },
    ...{ ram_session_name: 'nightly', external_id: 'the-external-id', expired_seconds: 1800 },
  }),
  EcsRamRole: () => ({ mode: 'EcsRamRole', ram_role_name: 'role-of-the-instance' }),
  RamRoleArnWithRoleName: () => ({
    ...{ mode: 'RamRoleArnWithRoleName', ram_role_name: 'role-of-the-instance', ram_role_arn: role },
    ...{ ram_session_name: 'nightly', external_id: 'the-external-id', expired_seconds: 1800 },
  }),
  ChainableRamRoleArn: () => ({
    ...{ mode: 'ChainableRamRoleArn', source_profile: 'source', ram_role_arn: role },
    ...{ ram_session_name: 'nightly', external_id: 'the-external-id', expired_seconds: 1800 },
  }),
  OIDC: (_, home) => ({
    ...{ mode: 'OIDC', ram_role_arn: role, oidc_provider_arn: 'acs:ram::1000200030004000:oidc-provider/ci' },
    ...{ oidc_token_file: join(home, 'token'), ram_session_name: 'nightly' },
  }),
  CloudSSO: ({ plain }) => ({
    ...{ mode: 'CloudSSO', cloud_sso_sign_in_url: plain, cloud_sso_account_id: '1000200030004000' },
    ...{ cloud_sso_access_config: 'ac-1', access_token: 'token', cloud_sso_access_token_expire: later },
  }),
  OAuth: () => ({
    ...{ mode: 'OAuth', oauth_site_type: 'CN', oauth_access_token: 'token', oauth_refresh_token: 'refresh' },
    oauth_access_token_expire: later,
  }),
  External: (_, home) => ({ mode: 'External', process_command: join(home, 'bin', 'print-key') }),
  CredentialsURI: ({ plain }) => ({ mode: 'CredentialsURI', credentials_uri: `${plain}/key` }),
};

/** Writes a home directory with a profile. */
function homeWith(profile: object): string {
  const home = temporaryFolder();
  mkdirSync(join(home, '.aliyun'));
  mkdirSync(join(home, 'bin'));
  const config = {
    current: 'one',
    profiles: [
      { name: 'one', ...profile },
      { name: 'source', mode: 'AK', ...key },
    ],
  };
  writeFileSync(join(home, '.aliyun', 'config.json'), JSON.stringify(config), { mode: 0o644 });
  writeFileSync(join(home, 'token'), 'eyJ.the.token', { mode: 0o600 });
  writeFileSync(join(home, 'bin', 'print-key'), `#!/bin/sh\necho '${printed}'\n`);
  chmodSync(join(home, 'bin', 'print-key'), 0o755);
  return home;
}

/** Everything in a directory: names, modes, times and bytes. */
function everythingIn(directory: string): object[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const file = join(directory, name);
      const { mode, mtimeMs, ctimeMs } = lstatSync(file);
      const isFile = lstatSync(file).isFile();
      return { name, mode, mtimeMs, ctimeMs, bytes: isFile ? readFileSync(file, 'base64') : '' };
    });
}

const check = (services: Services): string[] => [
  'check',
  '--policy',
  'recommended',
  '--allow-open',
  '--endpoint',
  services.emulator.url,
];

const modes = Object.keys(profiles).flatMap((mode) => [mode, mode.toLowerCase()]);

test.each(modes)('a profile of mode %s is used, and the home directory stays as it is', async (mode) => {
  const services = await startServices(authority);
  const make = Object.entries(profiles).find(([name]) => name.toLowerCase() === mode.toLowerCase())?.[1];
  const home = homeWith({});
  const profile = { ...make?.(services, home), mode };
  const config = {
    current: 'one',
    profiles: [
      { name: 'one', ...profile },
      { name: 'source', mode: 'AK', ...key },
    ],
  };
  writeFileSync(join(home, '.aliyun', 'config.json'), JSON.stringify(config));
  const before = everythingIn(home);
  const ended = await run(check(services), {
    cwd: temporaryFolder(),
    env: { ...services.env, HOME: home },
  });
  expect(ended.stderr).toBe('');
  expect(ended.stdout).toContain('1 registry checked');
  expect(services.emulator.requests).toBe(1);
  expect(everythingIn(home)).toEqual(before);
});

test.each(['RamRoleArn', 'RamRoleArnWithRoleName', 'ChainableRamRoleArn'])(
  'the external ID, session and duration of a profile of mode %s are kept',
  async (mode) => {
    const services = await startServices(authority);
    const home = homeWith(profiles[mode]?.(services, '') ?? {});
    await run(check(services), { cwd: temporaryFolder(), env: { ...services.env, HOME: home } });
    const forms = services.asked.filter(({ host }) => host === 'sts.aliyuncs.com').map(({ form }) => form);
    expect(forms.map((form) => Object.fromEntries(form))).toEqual([
      {
        RoleArn: role,
        ExternalId: 'the-external-id',
        RoleSessionName: 'nightly',
        DurationSeconds: '1800',
      },
    ]);
  },
);

const region = { region_id: 'ap-southeast-1' };

test("a profile's region is asked, without a note, unless another is named", async () => {
  const home = homeWith({ ...profiles['AK']?.(await startServices(authority), ''), ...region });
  const live = ['check', '--policy', 'recommended'];
  const proxy = { HOME: home, HTTPS_PROXY: 'http://127.0.0.1:9' };
  const ended = await run(live, { cwd: temporaryFolder(), env: proxy });
  expect(ended.stderr).toContain('tds.ap-southeast-1.aliyuncs.com, region ap-southeast-1');
  expect(ended.stderr).not.toContain('no region is named');
  for (const [args, env] of [
    [['--region', 'cn-hangzhou'], {}],
    [[], { ALICLOUD_REGION_ID: 'cn-hangzhou' }],
  ] as const) {
    const other = await run([...live, ...args], { cwd: temporaryFolder(), env: { ...proxy, ...env } });
    expect(other.stderr).toContain('tds.cn-shanghai.aliyuncs.com, region cn-hangzhou');
  }
});

test('Hong Kong is asked at the centre of mainland China, with a note that names the other', async () => {
  const home = homeWith({
    ...profiles['AK']?.(await startServices(authority), ''),
    region_id: 'cn-hongkong',
  });
  const ended = await run(['check', '--policy', 'recommended'], {
    cwd: temporaryFolder(),
    env: { HOME: home, HTTPS_PROXY: 'http://127.0.0.1:9' },
  });
  expect(ended.stderr).toMatch(
    /^note: cn-hongkong is listed by the centre of mainland China.* --region ap-southeast-1$/m,
  );
  expect(ended.stderr).toContain('tds.cn-shanghai.aliyuncs.com, region cn-hongkong');
});

const accounts = (file: object): string => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'accounts.yaml'), JSON.stringify({ version: 1, ...file }));
  return folder;
};

test('an account of an accounts file is asked in the region of its profile', async () => {
  const home = homeWith({ ...profiles['AK']?.(await startServices(authority), ''), ...region });
  const ended = await run(['check', '--policy', 'recommended', '--accounts', 'accounts.yaml'], {
    cwd: accounts({ accounts: [{ name: 'a', profile: 'one' }] }),
    env: { HOME: home, HTTPS_PROXY: 'http://127.0.0.1:9' },
  });
  expect(ended.stderr).toContain('region ap-southeast-1');
  expect(ended.stderr).not.toContain('no region is named');
});

test('--profile chooses a profile, whatever the environment has', async () => {
  const services = await startServices(authority);
  const home = homeWith({ mode: 'Anonymous' });
  const env = { ...services.env, HOME: home, ALIBABA_CLOUD_ACCESS_KEY_ID: 'another' };
  for (const command of [check(services), ['snapshot', '--endpoint', services.emulator.url]]) {
    const ended = await run([...command, '--profile', 'source'], { cwd: temporaryFolder(), env });
    expect(ended.exitCode).toBe(0);
  }
  const beside = await run(['check', '--profile', 'source', '--inventory', 'x.json'], { env });
  expect([beside.exitCode, beside.stderr]).toEqual([2, expect.stringContaining('--profile is for asking')]);
});
