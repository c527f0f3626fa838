import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jenkinsFacts } from '../../src/inventory/decode/secrets.js';
import { credentialIn } from '../../src/inventory/decode/visible-text.js';
import { findCredentials } from '../../src/secret-scan/find.js';
import { forms } from '../../src/secret-scan/forms.js';
import { issuers } from '../../src/secret-scan/issuers.js';
import { redact } from '../../src/secret-scan/redact.js';

const fields = ['RegistryName', 'DomainName', 'WhiteList', 'VpcId', 'RegionId', 'UserName', 'RegistryHostIp'];

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** What a text may be wrapped in without becoming another one. */
const wrappings: readonly (readonly [name: string, wrap: (text: string) => string])[] = [
  ['alone', (text) => text],
  ['beside other text', (text) => `ours, ${text} , cn-hangzhou`],
  ['behind Chinese', (text) => `生产环境 ${text}`],
  ['in quotes', (text) => `'${text}'`],
  ['in full width', fullWidth],
  ['percent-encoded', (text) => encodeURIComponent(text).replaceAll('.', '%2E')],
  ['percent-encoded twice', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['as HTML', (text) => text.replace(/[^\w\s]/gu, (sign) => `&#${sign.codePointAt(0)};`)],
  ['as JSON', (text) => JSON.stringify({ note: text })],
  [
    'as escaped characters',
    (text) => text.replace(/[^\w\s]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ],
];

const examples = forms.flatMap(({ name, examples }) => examples.map((example) => [name, example] as const));

describe.each(examples)('%s: %j', (_name, example) => {
  test.each(wrappings)('is found %s, wherever it is', (_wrapping, wrap) => {
    const text = wrap(example);
    for (const field of fields) expect(credentialIn(field, text, {}), `${field}: ${text}`).toBeDefined();
    expect(jenkinsFacts(text).hasCredential, text).toBe(true);
  });

  test('is redacted', () => {
    expect(findCredentials(redact(example)).filter(({ isMasked }) => !isMasked)).toEqual([]);
    expect(redact(`a ${example} b`)).not.toMatch(/Hx9k|SHg5a0xxMjI/);
  });
});

test('every issuer and every form has a row in the docs', () => {
  const docs = readFileSync('docs/inventories.md', 'utf8');
  for (const { name } of [...forms, ...issuers]) expect(docs).toContain(`| ${name} `);
});

test('every kind of token names where it is described', () => {
  for (const { source } of issuers) expect(source).toMatch(/^https:\/\//);
});

const harmless = readFileSync('test/secret-scan/fixtures/harmless-names.txt', 'utf8').trim().split('\n');

test.each(harmless)('%s is an ordinary name', (name) => {
  const field = name.includes('@') ? 'WhiteList' : 'RegistryName';
  expect(
    credentialIn(field, name, { Password: 'Hx9kLq22', Token: 'zzz', UserName: 'robot' }),
  ).toBeUndefined();
  expect(jenkinsFacts(name).hasCredential).toBe(false);
});

describe("the registry's own password", () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const password = 'Zz9OWNpwd!x/4@k';
  test.each([
    password,
    `x ${password} y`,
    encodeURIComponent(password),
    encodeURIComponent(password).toLowerCase(),
    encodeURIComponent(encodeURIComponent(password)),
    password.replace('!', '&excl;').replace('@', '&#x40;').replace('/', '&#47;'),
    JSON.stringify(password).replace('!', '\\u0021'),
    fullWidth(password),
    base64(password),
    base64(`admin:${password}`),
    ...['', 'a', 'ab', 'abc'].map((before) => `x${base64(`${before}${password}!!!`)}`),
    Buffer.from(password).toString('hex'),
  ])('is found in %j, in a field and in JenkinsEnv', (text) => {
    const raw = { Password: password, UserName: 'admin' };
    expect(credentialIn('RegistryName', text, raw)).toBe('inside');
    expect(jenkinsFacts(text, { secrets: [password], user: 'admin' }).hasCredential).toBe(true);
  });

  test.each(['q7', 'abz', 'Kx7'])('%s is short, and found where it is the complete field', (Password) => {
    for (const field of fields) expect(credentialIn(field, Password, { Password })).toBe('inside');
    expect(credentialIn('RegistryName', `${Password}-registry`, { Password })).toBeUndefined();
  });

  test.each(['our k7Qz2 registry', '(k7Qz2)', '仓库k7Qz2'])('k7Qz2 is found as a word of %j', (text) => {
    expect(credentialIn('RegistryName', text, { Password: 'k7Qz2' })).toBe('inside');
    expect(credentialIn('RegistryName', text.replace('k7', 'ak7'), { Password: 'k7Qz2' })).toBeUndefined();
  });

  test('that everybody knows is none', () => {
    expect(credentialIn('RegistryName', 'harbor', { Password: 'harbor' })).toBeUndefined();
  });
});
