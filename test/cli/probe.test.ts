import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asking, closedPort, http, https, open } from '../inventory/probe/servers.js';
import { Authority } from '../inventory/security-center/certificates.js';
import { run, temporaryFolder } from './run.js';

const authority = new Authority();
const good = authority.issue('registry.test', 90);
const env = { NODE_EXTRA_CA_CERTS: authority.file };
const allowed = ['--probe', '--probe-allow', '127.0.0.0/8'];

interface Fields {
  readonly [field: string]: unknown;
}

const record = (port: number, more: Fields = {}): Fields => ({
  Id: port,
  RegistryName: 'r',
  RegistryType: 'harbor',
  ProtocolType: 2,
  DomainName: `registry.test:${port}`,
  RegistryHostIp: '127.0.0.1',
  ...more,
});

/** Saves records one a line. */
function saved(...records: readonly Fields[]): string {
  const file = join(temporaryFolder(), 'registries.ndjson');
  writeFileSync(file, `${records.map((one) => JSON.stringify(one)).join('\n')}\n`);
  return file;
}

interface Shown {
  readonly rule: string;
  readonly outcome: string;
  readonly message: string;
}

async function check(inventory: string, ...more: readonly string[]) {
  const args = ['check', '--inventory', inventory, '--policy', 'probe', '--format', 'json', ...more];
  const { exitCode, stdout, stderr } = await run(args, { env });
  const results: readonly Shown[] = stdout === '' ? [] : JSON.parse(stdout).results;
  const outcomes = Object.fromEntries(results.map((result) => [result.rule, result.outcome]));
  return { exitCode, stderr, outcomes, results, report: stdout === '' ? {} : JSON.parse(stdout) };
}

describe('check --probe', () => {
  test('passes a registry that answers as it should', async () => {
    const server = await https(good);
    const { exitCode, outcomes, report } = await check(saved(record(server.port)), ...allowed);
    expect(outcomes).toEqual({});
    expect(report.summary.passed).toBe(7);
    expect(exitCode).toBe(0);
  });

  test('finds what the record does not tell', async () => {
    const weak = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const server = await https(authority.issue('other.test', 3), open, weak);
    const plain = await http(asking);
    const inventory = saved(record(server.port), record(plain.port, { Id: 1 }));
    const { exitCode, results } = await check(inventory, ...allowed);
    expect(results.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual([
      'probe-certificate-name fail',
      'probe-anonymous-access fail',
      'probe-certificate-expiry fail',
      'probe-old-tls fail',
      'probe-protocol fail',
      'probe-plain-http fail',
    ]);
    expect(exitCode).toBe(1);
  });

  test('finds a certificate that nobody signed', async () => {
    const server = await https(authority.selfSigned());
    const { outcomes } = await check(saved(record(server.port)), ...allowed);
    expect(outcomes).toMatchObject({ 'probe-certificate-trusted': 'fail' });
    expect(server.connections()).toBeGreaterThan(0);
  });

  test('leaves open what it cannot reach, with the reason, and fails', async () => {
    const { exitCode, outcomes, results } = await check(saved(record(await closedPort())), ...allowed);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['open']));
    expect(Object.keys(outcomes)).toHaveLength(7);
    for (const { message } of results)
      expect(message).toContain('could not be seen: the connection is refused');
    expect(exitCode).toBe(1);
  });

  test('does not contact this machine unless it may', async () => {
    const server = await http();
    const { outcomes, results } = await check(saved(record(server.port)), '--probe');
    expect(outcomes).toMatchObject({ 'probe-plain-http': 'open' });
    expect(results[0]?.message).toContain('its address is one that probes never contact');
    expect(server.connections()).toBe(0);
  });

  test('says in Chinese, too, why something was not seen', async () => {
    const inventory = saved(record(await closedPort()));
    const args = ['check', '--inventory', inventory, '--policy', 'probe', '--lang', 'zh', ...allowed];
    // Lines are broken between any two characters.
    const joined = ({ stdout }: { readonly stdout: string }) => stdout.replaceAll(/\s/g, '');
    expect(joined(await run(args))).toContain('未能看到：连接被拒绝');
    const bare = await run(['check', '--inventory', inventory, '--policy', 'probe', '--lang', 'zh']);
    expect(joined(bare)).toContain('没有进行探测，因此需要探测结果的7条规则无从判断或不适用');
  });
});

describe('without --probe', () => {
  test('nothing is contacted, no rule of the pack applies, and the report says so', async () => {
    const server = await http();
    const { exitCode, outcomes, report } = await check(saved(record(server.port)));
    expect(outcomes).toEqual({});
    expect(report.summary).toMatchObject({ passed: 0, notApplicable: 7 });
    expect(report.notices.map(({ text }: { text: string }) => text)).toContain(
      'nothing was probed, and 7 rules need what a probe finds: run with --probe',
    );
    expect(server.connections()).toBe(0);
    expect(exitCode).toBe(0);
  });

  test('a rule of the user that needs one is open, and says what to do', async () => {
    const folder = temporaryFolder();
    const policy = join(folder, 'policy.yaml');
    writeFileSync(
      policy,
      'version: 1\nrules:\n  fresh: { severity: error, assert: { Probe.tls.daysLeft: { minimum: 9 } } }\n',
    );
    const { exitCode, stdout } = await run([
      'check',
      '--inventory',
      saved(record(1)),
      '--policy',
      policy,
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout).results[0]).toMatchObject({
      outcome: 'open',
      message:
        'Cannot be decided: fresh (Probe.tls.daysLeft is known only with a probe: run with --probe; expected at least 9)',
    });
    expect(exitCode).toBe(1);
  });

  test('other policies say nothing of probes', async () => {
    const { stdout } = await run(['check', '--inventory', saved(record(1)), '--policy', 'strict']);
    expect(stdout).not.toMatch(/prob/i);
  });
});

describe('snapshot --probe', () => {
  test('keeps what was found: checking it gives the same results, and contacts nobody', async () => {
    const server = await https(authority.issue('other.test', 3), open);
    const gone = await closedPort();
    const inventory = saved(record(server.port), record(gone));
    const file = join(temporaryFolder(), 'snapshot.json');
    const taken = await run(['snapshot', '--inventory', inventory, '--output', file, ...allowed], { env });
    expect(taken.exitCode).toBe(0);
    const direct = await check(inventory, ...allowed);
    const before = server.connections();
    const kept = await check(file);
    expect(kept.results.map(({ rule, outcome, message }) => ({ rule, outcome, message }))).toEqual(
      direct.results.map(({ rule, outcome, message }) => ({ rule, outcome, message })),
    );
    expect(kept.exitCode).toBe(direct.exitCode);
    expect(server.connections()).toBe(before);
    expect(kept.report.notices.map(({ code }: { code: string }) => code)).not.toContain('not-probed');
    expect(readFileSync(file, 'utf8')).toContain('"Probe.unseen": {');
  });
});

test('baseline write --probe accepts what was found', async () => {
  const server = await https(authority.selfSigned());
  const inventory = saved(record(server.port));
  const file = join(temporaryFolder(), 'baseline.jsonl');
  const args = ['--inventory', inventory, '--policy', 'probe', ...allowed];
  await run(['baseline', 'write', '--output', file, ...args], { env });
  expect(readFileSync(file, 'utf8')).toContain('"rule":"probe-certificate-trusted"');
  expect((await run(['baseline', 'check', '--baseline', file, ...args], { env })).exitCode).toBe(0);
});

describe('options that make no sense', () => {
  test.each([
    [['--policy', 'strict', '--probe'], 'no rule of strict looks at what probes find'],
    [['--policy', 'probe', '--probe-jobs', '4'], '--probe-jobs does nothing without --probe'],
    [['--policy', 'probe', '--probe-allow', '127.0.0.0/8'], '--probe-allow does nothing without --probe'],
    [['--policy', 'probe', '--probe', '--probe-jobs', '0'], '"0" is not something that --probe-jobs can be'],
    [
      ['--policy', 'probe', '--probe', '--probe-timeout', '1e3'],
      '"1e3" is not something that --probe-timeout can be',
    ],
    [['--policy', 'probe', '--probe', '--probe-allow', 'localhost'], '"localhost" is not a range'],
    [['--policy', 'probe', '--probe', '--probe-allow', '169.254.0.0/16'], '"169.254.0.0/16" is not a range'],
  ])('%j', async (options, message) => {
    const { exitCode, stderr } = await run(['check', '--inventory', saved(record(1)), ...options]);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
