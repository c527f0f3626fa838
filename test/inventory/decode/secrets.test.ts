import { describe, expect, it } from 'vitest';
import { isWellKnownPassword } from '../../../src/inventory/decode/known-passwords.js';
import { jenkinsFacts, passwordFacts, secretShape, tokenSet } from '../../../src/inventory/decode/secrets.js';

describe('a password', () => {
  it.each([
    ['Harbor12345', { set: true, wellKnown: true, short: true, masked: false }],
    ['correct horse battery', { set: true, wellKnown: false, short: false, masked: false }],
    ['elevenchars', { set: true, wellKnown: false, short: true, masked: false }],
    ['twelve-chars', { set: true, wellKnown: false, short: false, masked: false }],
    ['', { set: false, wellKnown: false, short: false, masked: false }],
    ['Harbor******', { set: true, wellKnown: undefined, short: undefined, masked: true }],
    [123456, { set: true, wellKnown: true, short: true, masked: false }],
    [undefined, { set: undefined, wellKnown: undefined, short: undefined, masked: false }],
    [null, { set: undefined, wellKnown: undefined, short: undefined, masked: false }],
    [['x'], { set: undefined, wellKnown: undefined, short: undefined, masked: false }],
  ])('%j', (password, facts) => {
    expect(passwordFacts(password, 'someone')).toEqual(facts);
  });

  it.each([
    ['Harbor12345', 'x'],
    ['5iveL!fe', 'root'],
    ['ADMIN123', undefined],
    ['P@$$w0rd', undefined],
    ['Robot-7', 'robot-7'],
    ['robot-7@123', 'robot-7'],
    ['123456', ''],
  ])('%j is well known, for %j', (password, userName) => {
    expect(isWellKnownPassword(password, userName)).toBe(true);
  });

  it.each([
    ['zN7-unheard-of', 'admin'],
    ['robot-7-and-more', 'robot-7'],
    ['zN7-unheard-of', ''],
    ['zN7-unheard-of', 12],
    ['', 'x'],
  ])('%j is not, for %j', (password, userName) => {
    expect(isWellKnownPassword(password, userName)).toBe(false);
  });
});

it.each([
  ['x', true],
  ['', false],
  [0, true],
  [null, undefined],
  [{}, undefined],
])('a token of %j is set: %j', (token, set) => {
  expect(tokenSet(token)).toBe(set);
});

describe('a Jenkins environment', () => {
  it.each([
    ['', { set: false, hasCredential: false, kinds: '', masked: false }],
    [' \n', { set: false, hasCredential: false, kinds: '', masked: false }],
    ['JenkinsInfo', { set: true, hasCredential: false, kinds: '', masked: false }],
    ['******', { set: true, hasCredential: undefined, kinds: undefined, masked: true }],
    [undefined, { set: undefined, hasCredential: undefined, kinds: undefined, masked: false }],
    [true, { set: undefined, hasCredential: undefined, kinds: undefined, masked: false }],
  ])('%j', (environment, facts) => {
    expect(jenkinsFacts(environment)).toEqual(facts);
  });

  it.each([
    'url=http://j user=a password=******',
    'PASSWORD=Harbor***',
    '{"env":{"password":"****"}}',
    'password: "***"',
    '--token ***',
    '<password>*****</password>',
    '<property name="password" value="***"/>',
    'curl -u a:*** https://x',
    'docker login -p *****',
    'https://u:***@h/',
    '密码：******',
  ])('%j is masked, so that nothing can be told', (environment) => {
    const masked = { set: true, hasCredential: undefined, kinds: undefined, masked: true };
    expect(jenkinsFacts(environment)).toEqual(masked);
  });

  it.each(['password=****** token=abc', 'TOKEN=*** https://u:p@h/', '{"a":{"password":"***"},"secret":"x"}'])(
    '%j has a credential, whatever else is masked',
    (environment) => {
      expect(jenkinsFacts(environment)).toMatchObject({ hasCredential: true, masked: false });
    },
  );

  it.each(['cron=0 0 * * *', 'glob=**/*.tar', '*** welcome ***', 'PASSWORD_FILE=***', 'a=***'])(
    '%j has stars, but no secret behind them',
    (environment) => {
      expect(jenkinsFacts(environment)).toMatchObject({ hasCredential: false, masked: false });
    },
  );

  it('that has no end is not understood', () => {
    const endless: unknown[] = [];
    endless.push(endless, endless);
    expect(jenkinsFacts(endless).set).toBeUndefined();
    expect(secretShape(endless)).toBe('a list');
  });

  it('may be as deep as it likes', () => {
    let deep: unknown = { password: 'x' };
    for (let depth = 0; depth < 100_000; depth++) deep = { a: [deep] };
    expect(jenkinsFacts(deep).hasCredential).toBe(true);
  });
});
