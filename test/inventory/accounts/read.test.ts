import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAccounts } from '../../../src/inventory/accounts/read.js';
import { PolicyError, UsageError } from '../../../src/model/error.js';
import { temporaryFolder } from '../../cli/run.js';

async function read(text: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'accounts.yaml'), text);
  return (await readAccounts('accounts.yaml', folder)).accounts;
}

/** What is said of a file, a line for each mistake. */
async function mistakesOf(text: string): Promise<readonly string[]> {
  const error = await read(text).then(
    () => expect.fail('no mistake was found'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PolicyError)) throw error;
  return error.problems.map(({ location, message, hint }) =>
    `${location?.line}:${location?.column} ${message}. ${hint ?? ''}`.trim(),
  );
}

const accounts = (...lines: string[]): string => ['version: 1', 'accounts:', ...lines, ''].join('\n');

describe('an accounts file', () => {
  test('says as whom and where each account is read, its defaults put in', async () => {
    const all = await read(`version: 1
defaults: { region: eu-central-1, sessionName: lint, allowEmpty: true }
accounts:
  - name: plain
  - { name: role, role: 'acs:ram::1000200030004000:role/reader', externalId: x, regions: [cn-hangzhou, eu-central-1], allowEmpty: false }
  - { name: profile, profile: prod, region: cn-shanghai, registryType: quay }
  - { name: env, env: { accessKeyId: A_ID, accessKeySecret: A_SECRET } }
  - { name: file, inventory: in/one.json }
`);
    const role = {
      kind: 'role',
      role: 'acs:ram::1000200030004000:role/reader',
      externalId: 'x',
      sessionName: 'lint',
    };
    const live = (region: string, identity: object, more: object = {}) => ({
      kind: 'live',
      region,
      identity,
      ...more,
    });
    expect(all.map(({ name, position, allowEmpty, from }) => ({ name, position, allowEmpty, from }))).toEqual(
      [
        { name: 'plain', position: 0, allowEmpty: true, from: live('eu-central-1', { kind: 'default' }) },
        { name: 'role@cn-hangzhou', position: 1, allowEmpty: false, from: live('cn-hangzhou', role) },
        { name: 'role@eu-central-1', position: 2, allowEmpty: false, from: live('eu-central-1', role) },
        {
          name: 'profile',
          position: 3,
          allowEmpty: true,
          from: live('cn-shanghai', { kind: 'profile', profile: 'prod' }, { registryType: 'quay' }),
        },
        {
          name: 'env',
          position: 4,
          allowEmpty: true,
          from: live('eu-central-1', { kind: 'env', accessKeyId: 'A_ID', accessKeySecret: 'A_SECRET' }),
        },
        {
          name: 'file',
          position: 5,
          allowEmpty: true,
          from: { kind: 'file', file: expect.stringMatching(/^\/.+\/in\/one\.json$/) },
        },
      ],
    );
  });

  test.each<[string, string, RegExp]>([
    [
      'a misspelt key',
      accounts('  - { name: a, regoin: cn-hangzhou }'),
      /^3:16 regoin is not known here\. Did you mean region\?$/,
    ],
    ['a missing name', accounts('  - { profile: a }'), /^3:5 an account needs name/],
    ['no account', 'version: 1\naccounts: []\n', /^2:11 accounts is an empty list/],
    ['no version', 'accounts: [{ name: a }]\n', /^1:1 this file needs version/],
    [
      'a misspelt region',
      accounts('  - { name: a, region: cn-hangzou }'),
      /^3:24 "cn-hangzou" .*Did you mean cn-hangzhou\?/,
    ],
    [
      'a misspelt region of several',
      accounts('  - { name: a, regions: [cn-hangzou] }'),
      /^3:26 "cn-hangzou"/,
    ],
    [
      'two regions of one centre',
      accounts('  - { name: a, regions: [cn-hangzhou, cn-beijing] }'),
      /^3:39 cn-beijing and cn-hangzhou are kept by one centre/,
    ],
    [
      'region and regions',
      accounts('  - { name: a, region: cn-hangzhou, regions: [eu-central-1] }'),
      /^3:37 region and regions cannot/,
    ],
    [
      'an endpoint in clear text',
      accounts('  - { name: a, endpoint: "http://tds.example.com" }'),
      /^3:26 the endpoint tds\.example\.com is plain http/,
    ],
    [
      'two ways',
      accounts('  - { name: a, profile: b, env: { accessKeyId: A, accessKeySecret: B } }'),
      /^3:28 env and profile cannot stand together/,
    ],
    [
      'an external ID without a role',
      accounts('  - { name: a, externalId: b }'),
      /^3:16 externalId says nothing of an account without a role/,
    ],
    [
      'a region of a file',
      accounts('  - { name: a, inventory: b.json, region: cn-hangzhou }'),
      /^3:35 region says nothing of a file/,
    ],
    ['standard input', accounts('  - { name: a, inventory: "-" }'), /^3:27 standard input cannot/],
    [
      'a name twice',
      accounts('  - name: a', '  - name: b', '  - name: a'),
      /^5:11 the account a stands in line 3 already/,
    ],
    [
      'a name twice, by its region',
      accounts('  - name: a@cn-hangzhou', '  - { name: a, regions: [cn-hangzhou] }'),
      /^4:13 the account a@cn-hangzhou stands in line 3/,
    ],
    [
      'a name with blanks around it',
      accounts('  - name: " a"'),
      /^3:11 the name of an account cannot begin or end/,
    ],
    ['a role that is no ARN', accounts('  - { name: a, role: reader }'), /^3:22 reader does not match/],
    [
      'a misspelt type',
      accounts('  - { name: a, registryType: habor }'),
      /^3:30 habor is not a value of registryType\. Did you mean harbor\?/,
    ],
    [
      'a region of its own beside the endpoint of all',
      `version: 1\ndefaults: { endpoint: 'http://127.0.0.1:1' }\naccounts:\n  - { name: a, region: eu-central-1 }\n`,
      /^4:16 this account names its region, and the endpoint/,
    ],
    [
      'a duration that no role has',
      accounts('  - { name: a, role: "acs:ram::1:role/r", durationSeconds: 60 }'),
      /^3:60 durationSeconds must be >= 900/,
    ],
  ])('is refused for %s, at its place', async (_, text, said) => {
    const [first, ...more] = await mistakesOf(text);
    expect(first).toMatch(said);
    expect(more).toEqual([]);
  });

  test('is told of all its mistakes at once', async () => {
    const told = await mistakesOf(accounts('  - { name: a, region: xx }', '  - { name: a, externalId: b }'));
    expect(told).toHaveLength(3);
  });

  test('that is not there is a mistake of the command line', async () => {
    const error = await readAccounts('none.yaml', temporaryFolder()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain('the accounts file none.yaml cannot be read');
  });
});

test('every accounts file of the documentation can be read', async () => {
  const page = readFileSync('docs/accounts.md', 'utf8');
  const files = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].flatMap(([, text = '']) =>
    text.includes('\naccounts:') ? [text] : [],
  );
  expect(files.length).toBeGreaterThan(2);
  for (const text of files) expect((await read(text)).length).toBeGreaterThan(0);
});

describe('a secret in an accounts file', () => {
  const id = `LTAI${'5tKeyIdOfTheTests'}`;
  const secret = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0';

  test.each<[string, string]>([
    ['as a key of its own', `  - { name: a, accessKeyId: ${id}, accessKeySecret: ${secret} }`],
    ['in place of a variable', `  - { name: a, env: { accessKeyId: ${id}, accessKeySecret: ${secret} } }`],
    ['under another name', `  - { name: a, access_key_secret: ${secret} }`],
    ['as a password', '  - { name: a, password: hunter2-of-the-tests }'],
    ['in Chinese', '  - { name: a, 密码: hunter2-of-the-tests }'],
    ['in a name', `  - { name: ${id} }`],
    ['in an endpoint', '  - { name: a, endpoint: "https://user:hunter2-of-the-tests@example.com" }'],
    ['in a file that is no YAML', `  - { name: a, secret: ${secret}`],
    ['beside another mistake', `  - { nam: ${secret} }`],
    ['in small letters', '  - { name: a, env: { accessKeyId: hunter2-of-the-tests, accessKeySecret: x } }'],
  ])('%s is refused, and shown nowhere', async (_, line) => {
    const error = await read(accounts(line)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PolicyError);
    if (!(error instanceof PolicyError)) return;
    const all = JSON.stringify([error.problems, error.message, error.describe(), error.stack]);
    for (const hidden of [id, secret, 'hunter2-of-the-tests']) expect(all).not.toContain(hidden);
  });
});
