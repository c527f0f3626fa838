import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults } from '../../src/emulator/faults.js';
import { defaultKey, type Emulator, startEmulator } from '../../src/emulator/server.js';
import { secretsIn, temporaryFolder } from '../cli/run.js';
import { readSarif } from '../support/sarif.js';
import { expectUndecided, named, nodes, runStep } from './runner.js';

const sample = 'examples/demo-inventory.json';
const key = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: defaultKey.id,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: defaultKey.secret,
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ records: readFileSync(sample, 'utf8') });
});
afterAll(() => emulator.close());

describe.each(nodes)('on %s', (_, node) => {
  test('the sample fails, with annotations, summary, outputs and reports', async () => {
    const folder = temporaryFolder();
    const ended = await runStep({
      node,
      inputs: {
        inventory: sample,
        policy: 'recommended',
        formats: 'json, text',
        'report-folder': join(folder, 'reports'),
        'sarif-file': join(folder, 'registries.sarif'),
      },
    });
    expect(ended.exitCode).toBe(1);
    const files = ['reports/registry-lint.json', 'reports/registry-lint.txt', 'registries.sarif'];
    expect(ended.outputs).toEqual({
      result: 'failed',
      registries: '14',
      errors: '9',
      warnings: '11',
      notes: '3',
      open: '3',
      'sarif-file': join(folder, 'registries.sarif'),
      reports: files.map((file) => join(folder, file)).join('\n'),
    });
    expect(readSarif(readFileSync(join(folder, 'registries.sarif'), 'utf8')).results).toHaveLength(26);
    const [first] = named(ended, 'error');
    expect(first?.properties).toEqual({
      title: 'payments-harbor-legacy: require-https',
      file: sample,
      line: '24',
      col: '5',
    });
    expect(named(ended, 'error')).toHaveLength(10);
    expect(named(ended, 'error').at(-1)?.message).toBe(
      'FAILED: 9 errors, 11 warnings, 3 notes, 3 open (threshold error: errors fail, decided or open)',
    );
    expect(ended.summary).toMatch(/^## registry-lint&#58; FAILED\n/);
    expect(ended.log).toContain('14 registries checked, 11 with findings');
    for (const secret of secretsIn(sample)) expect(ended.log + ended.summary).not.toContain(secret);
  });

  test('fails, and ends, when nobody reads what is printed', async () => {
    const ended = await runStep({ node, inputs: { inventory: sample }, unread: true });
    expect(ended.exitCode).toBe(1);
  });

  test('a compliant inventory passes', async () => {
    const inputs = { inventory: 'examples/compliant-inventory.json', policy: 'recommended' };
    const ended = await runStep({ node, inputs });
    expect(ended.exitCode).toBe(0);
    expect(ended.outputs).toMatchObject({ result: 'passed', errors: '0', open: '0', 'sarif-file': '' });
    expect(ended.commands).toEqual([]);
    expect(ended.summary).toContain('registry-lint&#58; PASSED');
  });

  test('Security Center is asked, and every credential is masked before anything else', async () => {
    const env = { ...key, ALIBABA_CLOUD_SECURITY_TOKEN: '', HTTPS_PROXY: 'http://me:p%40ss@127.0.0.1:9' };
    const ended = await runStep({ node, env, inputs: { endpoint: emulator.url, policy: 'recommended' } });
    expect(ended.outputs).toMatchObject({ result: 'failed', registries: '14', errors: '9' });
    const masks = [defaultKey.id, defaultKey.secret, 'p%40ss', 'p@ss'];
    expect(ended.commands.slice(0, 4)).toEqual(
      masks.map((message) => ({ name: 'add-mask', properties: {}, message })),
    );
    expect(ended.log).toMatch(/^(?:::add-mask::.*\n){4}(?!::add-mask)/);
    const rest = ended.log.replaceAll(/^::add-mask::.*\n/gm, '');
    for (const secret of [...secretsIn(sample), ...masks]) expect(rest).not.toContain(secret);
  });

  test('without any credentials it fails, and says what to do', async () => {
    const ended = await runStep({ node, inputs: { endpoint: emulator.url, policy: 'recommended' } });
    expectUndecided(ended, 'unread', /^no credentials for Alibaba Cloud are configured\n/);
    expect(named(ended, 'error')).toHaveLength(1);
    expect(ended.log).not.toContain('--inventory');
  });
});

/** Those that only delay the answer, or that another call gets past; and one that takes as long as is waited. */
const harmless = ['slow', 'flaky', 'throttle-once', 'silent'];
const fatal = faults.map(({ name }) => name).filter((name) => !harmless.includes(name));

test.each(fatal)(
  'the fault %s is a failure, never a pass',
  async (fault) => {
    const faulty = await startEmulator({ records: readFileSync(sample, 'utf8'), fault });
    const folder = temporaryFolder();
    const inputs = { endpoint: faulty.url, policy: 'recommended', 'sarif-file': join(folder, 'r.sarif') };
    try {
      expectUndecided(await runStep({ env: key, inputs }), 'unread', /./);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      await faulty.close();
    }
  },
  60_000,
);

test('what is got over is told in the log', async () => {
  const flaky = await startEmulator({ records: readFileSync(sample, 'utf8'), fault: 'flaky:1' });
  try {
    const ended = await runStep({ env: key, inputs: { endpoint: flaky.url, policy: 'recommended' } });
    expect(ended.outputs['result']).toBe('failed');
    expect(ended.log).toMatch(/^Asking again in [\d.]+ s: /m);
  } finally {
    await flaky.close();
  }
});

test('an empty account fails, unless it is said to be right', async () => {
  const empty = await startEmulator({ records: [] });
  const inputs = { endpoint: empty.url, policy: 'recommended' };
  try {
    const ended = await runStep({ env: key, inputs });
    expectUndecided(ended, 'unread', /^the inventory is empty/);
    expect(named(ended, 'error')[0]?.message).toContain('say so with the input allow-empty');
    const allowed = await runStep({ env: key, inputs: { ...inputs, 'allow-empty': 'true' } });
    expect(allowed.exitCode).toBe(0);
    expect(allowed.summary).toContain('PASSED WITH NOTHING CHECKED');
  } finally {
    await empty.close();
  }
});

test('mistakes in a policy are annotated at their places', async () => {
  const workspace = temporaryFolder();
  mkdirSync(join(workspace, 'lint'));
  writeFileSync(
    join(workspace, 'lint', 'p.yaml'),
    'version: 1\nrules:\n  require-htps: error\n  require-vcp: error\n',
  );
  writeFileSync(join(workspace, 'i.json'), '[]');
  const ended = await runStep({ workspace, inputs: { policy: 'lint/p.yaml', inventory: 'i.json' } });
  expectUndecided(ended, 'invalid', /^2 mistakes in the policy, so nothing was checked$/);
  expect(named(ended, 'error').map(({ properties }) => properties)).toEqual([
    { title: 'registry-lint', file: 'lint/p.yaml', line: '3', col: '3' },
    { title: 'registry-lint', file: 'lint/p.yaml', line: '4', col: '3' },
    {},
  ]);
  expect(ended.log).toContain('> 3 |   require-htps: error');
});

test('that all is well is told last: where outputs no longer fit, what came before stays', async () => {
  const { outputs } = await runStep({
    inputs: { inventory: 'examples/compliant-inventory.json', policy: 'recommended' },
  });
  expect(Object.entries(outputs).at(-1)).toEqual(['result', 'passed']);
});

describe('an input', () => {
  const inventory = { inventory: 'examples/compliant-inventory.json', policy: 'recommended' };

  test.each([
    [
      'of a value that there is not',
      { 'fail-on': 'eror' },
      /there is no fail-on "eror"\nDid you mean error\?/,
    ],
    ['that is neither true nor false', { 'allow-open': 'yes' }, /there is no allow-open "yes"/],
    ['that is not a number', { 'max-annotations': 'many' }, /max-annotations is "many"/],
    ['that is too large a number', { 'max-annotations': '11' }, /not a number from 0 to 10/],
    ['with a format that there is not', { formats: 'json, github' }, /there is no format "github"/],
    ['that would do nothing', { region: 'cn-hangzhou' }, /region is for asking Security Center/],
    [
      'that would do nothing either',
      { 'role-to-assume': 'acs:ram::1:role/r' },
      /role-to-assume is for asking/,
    ],
    ['that is misspelt', { fail_on: 'note' }, /there is no input "fail_on"\nDid you mean fail-on\?/],
    ['with a file that is not there', { inventory: 'no.json' }, /no\.json/],
    ['with a pack that there is not', { policy: 'strct' }, /strct/],
  ])('%s fails', async (_, inputs, message) => {
    const ended = await runStep({ inputs: { ...inventory, ...inputs } });
    const result =
      'inventory' in inputs ? (ended.outputs['result'] === 'unread' ? 'unread' : 'invalid') : 'invalid';
    expectUndecided(ended, result, message);
    expect(named(ended, 'error').at(-1)?.message).not.toMatch(/--[a-z]/);
  });

  test('that is like none is not ours', async () => {
    expect((await runStep({ inputs: { ...inventory, 'something-else-entirely': 'x' } })).exitCode).toBe(0);
  });

  test('that is empty is what action.yml says', async () => {
    const inputs = { ...inventory, 'fail-on': '', lang: '', annotate: '', 'max-annotations': '' };
    expect((await runStep({ inputs })).exitCode).toBe(0);
  });

  test('half a role', async () => {
    const ended = await runStep({ inputs: { 'role-to-assume': 'acs:ram::1:role/r' } });
    expectUndecided(ended, 'invalid', /go together/);
    expect(ended.log).toContain('acs:ram::1234567890123456:role/NAME');
  });

  test('a role beside a key', async () => {
    const inputs = { 'role-to-assume': 'acs:ram::1:role/r', 'oidc-provider': 'acs:ram::1:oidc-provider/p' };
    expectUndecided(await runStep({ inputs, env: key }), 'invalid', /^role-to-assume is given, and ALIBABA/);
  });
});

describe('what is told', () => {
  const inputs = { inventory: sample, policy: 'recommended' };

  test('no annotations, no summary', async () => {
    const ended = await runStep({ inputs: { ...inputs, annotate: 'false', summary: 'false' } });
    expect(ended.commands.map(({ name }) => name)).toEqual(['error']);
    expect(ended.summary).toBe('');
  });

  test.each([
    ['0', 1, 0, 1],
    ['3', 4, 3, 4],
  ])('%s annotations of a severity, and what was left out', async (max, errors, warnings, notices) => {
    const ended = await runStep({ inputs: { ...inputs, 'max-annotations': max } });
    expect(named(ended, 'error')).toHaveLength(errors);
    expect(named(ended, 'warning')).toHaveLength(warnings);
    expect(named(ended, 'notice')).toHaveLength(notices);
    expect(named(ended, 'notice').at(-1)?.message).toBe(
      `${Number(max) * 3} of 26 results shown, the worst first`,
    );
  });

  test('a threshold that nothing reaches passes, findings and all', async () => {
    const ended = await runStep({ inputs: { ...inputs, 'fail-on': 'never' } });
    expect(ended.exitCode).toBe(0);
    expect(ended.outputs).toMatchObject({ result: 'passed', errors: '9' });
    expect(named(ended, 'error').every(({ properties }) => properties['file'] === sample)).toBe(true);
  });

  test('Chinese', async () => {
    const ended = await runStep({ inputs: { ...inputs, lang: 'zh' } });
    expect(ended.summary).toMatch(/^## registry-lint&#58; 未通过\n/);
    expect(named(ended, 'error').at(-1)?.message).toMatch(/^未通过: 9 个错误/);
  });

  test('the category of code scanning', async () => {
    const file = join(temporaryFolder(), 'r.sarif');
    await runStep({ inputs: { ...inputs, 'sarif-file': file, category: 'production' } });
    const { automationDetails } = readSarif(readFileSync(file, 'utf8'));
    expect(automationDetails.id).toBe('registry-lint/recommended/production/');
  });

  test('the summary is appended to what the step has written, and both together are no larger than GitHub takes', async () => {
    const before = `${'x'.repeat(1024 * 1024 - 6000)}\n`;
    const ended = await runStep({ inputs, summary: before });
    expect(ended.summary.startsWith(before)).toBe(true);
    expect(ended.summary).toMatch(/ \|\n\n\*\*\d+ of 26 results shown, the worst first\*\*\n$/);
    expect(Buffer.byteLength(ended.summary)).toBeLessThanOrEqual(1024 * 1024);
  });

  test('a runner without files for summary and outputs', async () => {
    const env = { GITHUB_STEP_SUMMARY: undefined, GITHUB_OUTPUT: undefined };
    const ended = await runStep({ inputs, env });
    expect(ended.exitCode).toBe(1);
    expect(named(ended, 'set-output').map(({ properties }) => properties['name'])).toContain('result');
    expect(ended.log).toContain('note: this runner takes no job summary');
  });

  test('outputs that the runner does not take fail the step, and are said to be the reason', async () => {
    const missing = join(temporaryFolder(), 'no-such-file');
    const sound = { ...inputs, inventory: 'examples/compliant-inventory.json' };
    const ended = await runStep({ inputs: sound, env: { GITHUB_OUTPUT: missing } });
    expect(ended.exitCode).toBe(1);
    expect(named(ended, 'error').map(({ message }) => message)).toEqual([
      'the outputs of this step cannot be written: GITHUB_OUTPUT is not a file that takes them\nThe runner sets GITHUB_OUTPUT itself. Leave it as it is.',
    ]);
    expect(ended.summary).toContain('the outputs could not be written');
    expect(ended.summary).not.toContain('nothing was checked');
  });

  test('a summary that the runner does not take is a note, whatever is in its way', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const sound = { ...inputs, inventory: 'examples/compliant-inventory.json' };
    const ended = await runStep({ inputs: sound, env: { GITHUB_STEP_SUMMARY: join(file, 'below') } });
    expect(ended.exitCode).toBe(0);
    expect(named(ended, 'error')).toEqual([]);
    expect(ended.log).toContain('note: this runner takes no job summary');
  });

  test('reports that cannot be written fail before anything is asked', async () => {
    const workspace = temporaryFolder();
    const file = join(workspace, 'file');
    writeFileSync(file, '');
    const ended = await runStep({ inputs: { ...inputs, 'sarif-file': join(file, 'r.sarif') } });
    expectUndecided(ended, 'invalid', /cannot be written/);
    expect(existsSync(join(file, 'r.sarif'))).toBe(false);
  });
});
