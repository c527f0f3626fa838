import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EmulatedAccount } from '../../src/emulator/accounts.js';
import { type Emulator, startEmulator } from '../../src/emulator/server.js';
import { record, writeAccounts } from '../inventory/accounts/files.js';
import { Authority } from '../inventory/security-center/certificates.js';
import { hostileStrings } from '../support/hostile.js';
import { type Run, root, run, temporaryFolder } from './run.js';

const policy = ['--policy', 'recommended'];

/** An access key that the emulator knows, and the variables that hold it. */
const keyOf = (name: string) => ({ id: `id-${name}`, secret: `not-a-secret-${name}` });

function emulated(name: string, more: Partial<EmulatedAccount> = {}): EmulatedAccount {
  const { id, secret } = keyOf(name);
  return { accessKeyId: id, accessKeySecret: secret, records: [record(1)], ...more };
}

async function emulator(accounts: readonly EmulatedAccount[]): Promise<Emulator> {
  const started = await startEmulator({ accounts });
  onTestFinished(() => started.close());
  return started;
}

/** Twenty accounts, of which every fourth goes wrong in a way of its own. */
const faults = ['no-permission', 'html', 'cut-off', 'bad-json', 'no-list'];
const names = Array.from({ length: 20 }, (_, index) => `account-${index}`);
const faultOf = (index: number) => (index % 4 === 3 ? faults[(index - 3) / 4] : undefined);

function variables(all: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    all.flatMap((name, index) => [
      [`KEY_${index}_ID`, keyOf(name).id],
      [`KEY_${index}_SECRET`, keyOf(name).secret],
    ]),
  );
}

const byVariables = (index: number) => ({
  env: { accessKeyId: `KEY_${index}_ID`, accessKeySecret: `KEY_${index}_SECRET` },
});

/** Every account has a registry with the same Id, of which something is wrong. */
async function twenty(folder: string) {
  const served = await emulator(
    names.map((name, index) =>
      emulated(name, {
        records: [record(1, { RegistryName: `of-${index}`, ProtocolType: 1 })],
        fault: faultOf(index),
        // The last are the first to answer.
        latencyMs: (20 - index) * 10,
      }),
    ),
  );
  writeAccounts(folder, {
    defaults: { endpoint: served.url },
    accounts: names.map((name, index) => ({ name, ...byVariables(index) })),
  });
  return served;
}

interface Report {
  readonly results: readonly {
    readonly fingerprint: string;
    readonly registry: { readonly account: string };
  }[];
  readonly unread?: readonly { readonly account: string; readonly code: string; readonly message: string }[];
  readonly summary: { readonly registries: number; readonly failed: boolean };
}

const report = (text: string): Report => JSON.parse(text);

describe('twenty accounts, of which five cannot be read', () => {
  const formats = ['text', 'json', 'sarif', 'github'] as const;
  const runs = async (lang: string) => {
    const folder = temporaryFolder();
    await twenty(folder);
    const check = ['check', '--accounts', 'accounts.yaml', ...policy, '--lang', lang];
    const all = formats.map((format) =>
      run([...check, '--format', format], { cwd: folder, env: variables(names) }),
    );
    return Promise.all(all);
  };

  test.each(['en', 'zh'])(
    'are told so in every format, beside the findings of the others: %s',
    async (lang) => {
      const [text, json, sarif, github] = await runs(lang);
      for (const one of [text, json, sarif, github]) {
        expect(one?.exitCode).toBe(3);
        expect(one?.stderr).toContain('error: 5 of 20 accounts could not be read');
        for (const name of names.filter((_, index) => faultOf(index))) expect(one?.stdout).toContain(name);
      }
      const unread = names.filter((_, index) => faultOf(index) !== undefined);
      const read = names.filter((_, index) => faultOf(index) === undefined);
      const { results, unread: told, summary } = report(json?.stdout ?? '');
      expect(told?.map(({ account }) => account)).toEqual(unread);
      expect(told?.map(({ code }) => code)).toEqual([
        'no-permission',
        'server-error',
        'cut-off',
        'not-json',
        'malformed-answer',
      ]);
      for (const { message } of told ?? []) expect(message).toContain('region cn-shanghai');
      // In the order of the file, though the last answered first.
      expect([...new Set(results.map(({ registry }) => registry.account))]).toEqual(read);
      expect(summary).toMatchObject({ registries: 15, accounts: 20, unread: 5, failed: true });
      const [invocation] = JSON.parse(sarif?.stdout ?? '').runs[0].invocations;
      expect(invocation.executionSuccessful).toBe(false);
      const notifications: { level: string; message: { text: string } }[] =
        invocation.toolExecutionNotifications;
      expect(notifications.filter(({ level }) => level === 'error')).toHaveLength(5);
      expect(text?.stdout).toContain(lang === 'zh' ? '未能完整读取' : 'NOT READ WHOLE');
      expect(text?.stdout).not.toMatch(/PASSED|^通过/m);
      expect(github?.stdout).toMatch(/^::error title=registry-lint::.*account-3/m);
    },
  );

  test('have fingerprints of their own, though their registries have the same Id', async () => {
    const [, json] = await runs('en');
    const { results } = report(json?.stdout ?? '');
    expect(new Set(results.map(({ fingerprint }) => fingerprint)).size).toBe(results.length);
    expect(results.length).toBeGreaterThanOrEqual(15);
  });

  test('end in 3 even where no finding fails', async () => {
    const folder = temporaryFolder();
    await twenty(folder);
    const args = [
      'check',
      '--accounts',
      'accounts.yaml',
      ...policy,
      '--fail-on',
      'never',
      '--format',
      'json',
    ];
    const { exitCode, stdout } = await run(args, { cwd: folder, env: variables(names) });
    expect(exitCode).toBe(3);
    expect(report(stdout).summary.failed).toBe(true);
  });

  test('leave no baseline', async () => {
    const folder = temporaryFolder();
    await twenty(folder);
    const args = ['baseline', 'write', '--accounts', 'accounts.yaml', ...policy];
    const { exitCode, stderr } = await run(args, { cwd: folder, env: variables(names) });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('no baseline is written');
    expect(() => readFileSync(join(folder, 'registry-lint.baseline.jsonl'))).toThrow();
  });

  test('come to the same in shards that are joined', async () => {
    const folder = temporaryFolder();
    await twenty(folder);
    const time = new Date(Date.now() - 1000).toISOString();
    const check = ['check', '--accounts', 'accounts.yaml', ...policy, '--started-at', time];
    const options = { cwd: folder, env: variables(names) };
    const ended: Run[] = [];
    for (const args of [
      ['--output', 'whole.json'],
      ...[1, 2, 3].map((index) => ['--shard', `${index}/3`, '--output', `shard-${index}.json`]),
    ])
      ended.push(await run([...check, ...args], options));
    const shards = [3, 1, 2].map((index) => `shard-${index}.json`);
    const merged = await run(['merge', ...shards], { cwd: folder });
    expect(merged.exitCode).toBe(3);
    // Request ids differ from run to run.
    const plain = (text: string) => text.replaceAll(/[0-9A-F]{8}-[0-9A-F-]{27}/g, '<id>');
    expect(plain(merged.stdout)).toBe(plain(readFileSync(join(folder, 'whole.json'), 'utf8')));
    expect(ended.map(({ exitCode }) => exitCode)).toContain(3);
    const two = await run(['merge', ...shards.slice(1), '--output', 'merged.json'], { cwd: folder });
    expect(two).toMatchObject({ exitCode: 3, stdout: '' });
    expect(two.stderr).toMatch(/^error: of 3 shards one is missing: 3\n {2}\S/);
    expect(() => readFileSync(join(folder, 'merged.json'))).toThrow();
  }, 60_000);
});

test('accounts that are all well end in 0, and in 1 with a finding', async () => {
  const folder = temporaryFolder();
  const served = await emulator([
    emulated('a'),
    emulated('b', { records: [record(1, { ProtocolType: 1 })] }),
  ]);
  const text = (all: readonly string[]) => ({
    defaults: { endpoint: served.url },
    accounts: all.map((name, index) => ({ name, ...byVariables(index) })),
  });
  const env = variables(['a', 'b']);
  const check = ['check', '--accounts', 'accounts.yaml', ...policy];
  writeAccounts(folder, text(['a']));
  const well = await run(check, { cwd: folder, env });
  expect(well).toMatchObject({ exitCode: 0, stderr: '' });
  expect(well.stdout).toContain('1 registry checked, none with findings · 1 account\n');
  writeAccounts(folder, text(['a', 'b']));
  expect(await run(check, { cwd: folder, env })).toMatchObject({ exitCode: 1, stderr: '' });
});

test('an empty account fails, unless it is said to be right', async () => {
  const folder = temporaryFolder();
  const served = await emulator([emulated('a'), emulated('b', { records: [] })]);
  const env = variables(['a', 'b']);
  const check = ['check', '--accounts', 'accounts.yaml', ...policy];
  const write = (more: object) =>
    writeAccounts(folder, {
      defaults: { endpoint: served.url },
      accounts: ['a', 'b'].map((name, index) => ({ name, ...byVariables(index), ...(index === 1 && more) })),
    });
  write({});
  const closed = await run(check, { cwd: folder, env });
  expect(closed.exitCode).toBe(3);
  expect(closed.stdout).toContain('b: no registry was listed, so nothing was checked (region cn-shanghai)');
  expect(await run([...check, '--allow-empty'], { cwd: folder, env })).toMatchObject({ exitCode: 0 });
  write({ allowEmpty: true });
  expect(await run(check, { cwd: folder, env })).toMatchObject({ exitCode: 0 });
});

test('hostile names of accounts are shown, and obeyed by nobody', async () => {
  const folder = temporaryFolder();
  // A lone surrogate cannot stand in a file of UTF-8.
  const { surrogate: _, ...texts } = hostileStrings;
  const hostile = Object.values(texts).map((text) => text.trim().slice(0, 90).trim());
  const all = [...new Set(hostile)];
  writeAccounts(
    folder,
    {
      accounts: all.map((name, index) => ({
        name,
        inventory: index % 2 === 0 ? 'in.json' : 'none.json',
      })),
    },
    { 'in.json': [record(1, { ProtocolType: 1 })] },
  );
  const check = ['check', '--accounts', 'accounts.yaml', ...policy];
  for (const format of ['text', 'json', 'sarif', 'github']) {
    const { exitCode, stdout, stderr } = await run([...check, '--format', format], { cwd: folder });
    expect(exitCode).toBe(3);
    const harmful = /[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/u;
    expect(stdout).not.toMatch(harmful);
    expect(stderr).not.toMatch(harmful);
    const commands = stdout.split('\n').filter((line) => /^::/.test(line));
    for (const command of commands) expect(command).toMatch(/^::(?:error|warning|notice) title=/);
  }
});

describe('credentials', () => {
  const authority = new Authority();
  const arn = (name: string) => `acs:ram::1000200030004000:role/${name}`;
  const lead = {
    NODE_EXTRA_CA_CERTS: authority.file,
    NODE_OPTIONS: `--require ${join(import.meta.dirname, '..', 'action', 'lead-to-stand-in.cjs')}`,
  };

  /** Security Center in clear text on this machine, and the same accounts behind the name of STS. */
  async function withRoles(accounts: readonly EmulatedAccount[]) {
    const sts = await startEmulator({ accounts });
    // The emulator answers for loopback names alone, so the service's name ends at a proxy before it.
    const proxy = createServer(authority.issue('sts.aliyuncs.com'), (incoming, response) => {
      const { method, url: path, headers } = incoming;
      const to = { port: sts.port, method, path, headers: { ...headers, host: `127.0.0.1:${sts.port}` } };
      incoming.pipe(
        request(to, (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers))),
      );
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(async () => {
      proxy.close();
      await sts.close();
    });
    const { port } = proxy.address() as AddressInfo;
    return { sts, env: { ...lead, STAND_IN_PORT: String(port) } };
  }

  test('a role is assumed for each account, with its external ID, and opens that account alone', async () => {
    const folder = temporaryFolder();
    const accounts = [
      emulated('base', { records: [] }),
      emulated('one', {
        role: arn('one'),
        records: [record(1, { RegistryName: 'of-one', ProtocolType: 1 })],
      }),
      emulated('two', {
        role: arn('two'),
        externalId: 'the-external-id',
        records: [record(1, { RegistryName: 'of-two', ProtocolType: 1 })],
      }),
      emulated('three', { role: arn('three'), externalId: 'the-external-id' }),
    ];
    const { sts, env } = await withRoles(accounts);
    writeAccounts(folder, {
      defaults: { endpoint: `https://sts.aliyuncs.com`, sessionName: 'nightly' },
      accounts: [
        { name: 'one', role: arn('one') },
        { name: 'two', role: arn('two'), externalId: 'the-external-id' },
        { name: 'three', role: arn('three'), externalId: 'a-wrong-one' },
        { name: 'four', role: arn('four') },
      ],
    });
    const { id, secret } = keyOf('base');
    const args = ['check', '--accounts', 'accounts.yaml', ...policy, '--format', 'json'];
    const ended = await run(args, {
      cwd: folder,
      env: { ...env, ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret },
    });
    expect(ended.exitCode).toBe(3);
    const { results, unread } = report(ended.stdout);
    expect([...new Set(results.map(({ registry }) => registry.account))]).toEqual(['one', 'two']);
    expect(unread?.map(({ account, code }) => [account, code])).toEqual([
      ['three', 'credentials-refused'],
      ['four', 'credentials-refused'],
    ]);
    expect(unread?.map(({ message }) => message)).toEqual([
      `the role ${arn('three')} could not be assumed: the security token service answered NoPermission (region cn-shanghai)`,
      `the role ${arn('four')} could not be assumed: the security token service answered EntityNotExist.Role (region cn-shanghai)`,
    ]);
    expect(sts.requests).toBe(6);
    expect(ended.stdout + ended.stderr).not.toMatch(/not-a-secret|not-a-token/);
  });

  /** The accounts that say where their token service is, checked with the key of `base`. */
  async function checkedBy(accounts: readonly object[], ...more: readonly string[]) {
    const folder = temporaryFolder();
    writeAccounts(folder, { accounts });
    const { id, secret } = keyOf('base');
    const args = ['check', '--accounts', 'accounts.yaml', ...policy, '--format', 'json', ...more];
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret };
    return run(args, { cwd: folder, env });
  }

  test('a token service of this machine may have a port, and speak plain HTTP', async () => {
    const one = emulated('one', { role: arn('one'), records: [record(1, { ProtocolType: 1 })] });
    const emulator = await startEmulator({ accounts: [emulated('base', { records: [] }), one] });
    onTestFinished(() => emulator.close());
    const { url } = emulator;
    const ended = await checkedBy([{ name: 'one', role: arn('one'), endpoint: url, stsEndpoint: url }]);
    expect(ended.exitCode).toBe(1);
    expect(report(ended.stdout).results.map(({ registry }) => registry.account)).toContain('one');
  });

  test('a token service that is not reached has refused no role', async () => {
    const open = await startEmulator({ accounts: [emulated('base', { records: [] })] });
    await open.close();
    const clear = await startEmulator({ accounts: [emulated('base', { records: [] })] });
    onTestFinished(() => clear.close());
    const at = (name: string, stsEndpoint: string) => ({ name, role: arn(name), stsEndpoint });
    const accounts = [
      at('closed', `127.0.0.1:${open.port}`),
      at('not-tls', `127.0.0.1:${clear.port}`),
      at('no-name', 'sts.registry-lint.invalid'),
    ];
    const ended = await checkedBy(accounts, '--allow-endpoint', 'sts.registry-lint.invalid');
    expect(ended.exitCode).toBe(3);
    const { unread = [] } = report(ended.stdout);
    expect(unread.map(({ code }) => code)).toEqual(Array(3).fill('credentials-unreachable'));
    const said = unread.map(({ message }) => message.replaceAll(/:\d+,/g, ':PORT,'));
    expect(said).toEqual([
      `the role ${arn('closed')} could not be assumed: the security token service refused the connection (127.0.0.1:PORT, ECONNREFUSED) (region cn-shanghai)`,
      expect.stringContaining('no TLS connection to the security token service came about (127.0.0.1:PORT, '),
      expect.stringMatching(
        /the name sts\.registry-lint\.invalid (?:is not known|could not be looked up) \(/,
      ),
    ]);
  });

  test('a token service elsewhere is not asked in plain HTTP', async () => {
    const ended = await checkedBy([
      { name: 'one', role: arn('one'), stsEndpoint: 'http://sts.example.com' },
      { name: 'two', role: arn('two'), stsEndpoint: 'sts.example.com/path' },
    ]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain(
      'the endpoint sts.example.com is plain http: whoever listens could read the keys that it gives',
    );
    expect(ended.stderr).toContain('the endpoint must be a host alone, without path, query or fragment');
  });

  test('each account has the profile that it names, and no other', async () => {
    const folder = temporaryFolder();
    const home = temporaryFolder();
    const served = await emulator([
      emulated('one', { records: [record(1, { RegistryName: 'of-one', ProtocolType: 1 })] }),
      emulated('two', { records: [record(1, { RegistryName: 'of-two', ProtocolType: 1 })] }),
    ]);
    mkdirSync(join(home, '.aliyun'));
    mkdirSync(join(home, '.alibabacloud'));
    const profile = (name: string, key: { id: string; secret: string }) => ({
      name,
      mode: 'AK',
      access_key_id: key.id,
      access_key_secret: key.secret,
    });
    writeFileSync(
      join(home, '.aliyun', 'config.json'),
      JSON.stringify({
        current: 'first',
        profiles: [profile('first', keyOf('one')), profile('broken', { id: '', secret: '' })],
      }),
    );
    writeFileSync(
      join(home, '.alibabacloud', 'credentials'),
      ['second', 'broken']
        .map(
          (name) =>
            `[${name}]\ntype = access_key\naccess_key_id = ${keyOf('two').id}\naccess_key_secret = ${keyOf('two').secret}\n`,
        )
        .join('\n'),
    );
    writeAccounts(folder, {
      defaults: { endpoint: served.url },
      accounts: ['first', 'second', 'broken', 'third'].map((name) => ({ name: `a-${name}`, profile: name })),
    });
    const args = ['check', '--accounts', 'accounts.yaml', ...policy, '--format', 'json'];
    const { stdout, stderr } = await run(args, { cwd: folder, env: { HOME: home } });
    const { results, unread } = report(stdout);
    expect([...new Set(results.map(({ registry }) => registry.account))]).toEqual(['a-first', 'a-second']);
    expect(unread?.map(({ account, code }) => [account, code])).toEqual([
      ['a-broken', 'bad-profile'],
      ['a-third', 'no-profile'],
    ]);
    expect(stdout + stderr).not.toContain('not-a-secret');
  });

  test('a variable that is not set is named', async () => {
    const folder = temporaryFolder();
    writeAccounts(folder, { accounts: [{ name: 'a', ...byVariables(0) }] });
    const args = ['check', '--accounts', 'accounts.yaml', ...policy];
    const { exitCode, stdout } = await run(args, { cwd: folder, env: { KEY_0_ID: 'x' } });
    expect(exitCode).toBe(3);
    expect(stdout).toContain('a: the environment has no KEY_0_SECRET (region cn-shanghai)');
  });
});

test.each<[string, readonly string[], RegExp]>([
  ['two sources', ['--accounts', 'a.yaml', '--inventory', 'b.json'], /--inventory and --accounts cannot/],
  ['a region', ['--accounts', 'a.yaml', '--region', 'cn-hangzhou'], /--region and --accounts cannot/],
  ['a shard of one account', ['--shard', '1/2'], /--shard is for many accounts/],
  ['too much at once', ['--accounts', 'a.yaml', '--concurrency', '65'], /"65" is not a number of accounts/],
  ['no shard', ['--accounts', 'a.yaml', '--shard', '3/2'], /"3\/2" is not a shard/],
  [
    'a start long ago',
    ['--accounts', 'a.yaml', '--started-at', '2020-01-01T00:00:00Z'],
    /not a time of the last 24 hours/,
  ],
  ['a start in other words', ['--accounts', 'a.yaml', '--started-at', 'yesterday'], /not a time/],
  [
    'no file',
    ['--accounts', 'none.yaml'],
    /the accounts file none\.yaml cannot be read: there is no such file/,
  ],
])('%s: exit code 2, a message and a way out', async (_, args, said) => {
  const { exitCode, stdout, stderr } = await run(['check', ...args], { cwd: temporaryFolder() });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(said);
  expect(stderr).toMatch(/^error: .+\n {2}\S/m);
});

test('an accounts file with mistakes is told them with the lines around', async () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'accounts.yaml'),
    'version: 1\naccounts:\n  - name: a\n    regoin: cn-hangzhou\n',
  );
  const { exitCode, stderr } = await run(['check', '--accounts', 'accounts.yaml'], { cwd: folder });
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    [
      'error: accounts.yaml:4:5: regoin is not known here',
      '  2 | accounts:',
      '  3 |   - name: a',
      '> 4 |     regoin: cn-hangzhou',
      '    |     ^^^^^^',
      '  5 |',
      '  Did you mean region?',
      '',
      'Mend this first; there may be more that can only be looked for then.',
      '',
    ].join('\n'),
  );
});

test('the SARIF of two shards has different ids, so that neither closes the alerts of the other', async () => {
  const folder = temporaryFolder();
  writeAccounts(
    folder,
    { accounts: ['a', 'b'].map((name) => ({ name, inventory: 'in.json' })) },
    { 'in.json': [record(1, { ProtocolType: 1 })] },
  );
  const ids = [];
  for (const shard of ['1/2', '2/2']) {
    const args = ['check', '--accounts', 'accounts.yaml', ...policy, '--shard', shard, '--format', 'sarif'];
    const { stdout } = await run(args, { cwd: folder });
    ids.push(JSON.parse(stdout).runs[0].automationDetails.id);
  }
  expect(ids).toEqual([
    'registry-lint/recommended/accounts.yaml/shard-1-of-2/',
    'registry-lint/recommended/accounts.yaml/shard-2-of-2/',
  ]);
});

test('what the report of a shard and of a whole run look like is published', async () => {
  const folder = temporaryFolder();
  writeAccounts(
    folder,
    {
      accounts: [
        { name: 'a', inventory: 'in.json' },
        { name: 'b', inventory: 'none.json' },
      ],
    },
    { 'in.json': [record(1, { ProtocolType: 1 })] },
  );
  const schema = JSON.parse(readFileSync(join(root, 'schema', 'result.schema.json'), 'utf8'));
  const isSound = new Ajv({ allowUnionTypes: true, strictTypes: false, strictRequired: false }).compile(
    schema,
  );
  for (const more of [[], ['--shard', '1/1']]) {
    const args = ['check', '--accounts', 'accounts.yaml', ...policy, '--format', 'json', ...more];
    const { stdout } = await run(args, { cwd: folder });
    expect(isSound(JSON.parse(stdout)), JSON.stringify(isSound.errors)).toBe(true);
  }
});

test('accounts for which nobody has chosen a centre are told of, by name', async () => {
  const folder = temporaryFolder();
  const env = { accessKeyId: 'NOBODY_HAS_THIS_ID', accessKeySecret: 'NOBODY_HAS_THIS_SECRET' };
  const told = async (accounts: readonly object[], more: Record<string, string> = {}) => {
    writeAccounts(folder, { accounts });
    const { stderr } = await run(['check', '--accounts', join(folder, 'accounts.yaml'), ...policy], {
      env: { ALIBABA_CLOUD_REGION_ID: '', ...more },
    });
    return /^note: no region is named for (.*), so the centre of mainland China is asked/m.exec(stderr)?.[1];
  };
  const named = { name: 'named', env, region: 'eu-central-1' };
  expect(await told([named])).toBeUndefined();
  expect(await told([named, { name: 'one', env }])).toBe('the account one');
  expect(await told([{ name: 'one', env }, named, { name: 'two', env }])).toBe('one and 1 more');
  expect(await told([{ name: 'one', env }], { ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou' })).toBeUndefined();
});
