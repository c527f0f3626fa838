import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { jenkinsFacts } from '../../src/inventory/decode/secrets.js';
import { areCredentialKinds, findCredentials, kindsOf } from '../../src/secret-scan/find.js';

const NAMED = 'password or other secret';

describe('what is a credential', () => {
  it.each([
    'PASSWORD=x',
    'password: hunter2',
    "export DB_PASSWORD='abc'",
    'DB_PASS=x',
    'HARBOR_PSW=abc',
    'client_secret = x',
    'x-api-key: abc',
    'AccessKeySecret="abc"',
    'REGISTRY_TOKEN=123',
    'password => "x"',
    'PASSWORD="two words"',
    "PASSWORD='#abc'",
    'PASSWORD=$1abc',
    'PASSWORD=$' + '{DB:-hunter2}',
    'password="$2a$10$abc"',
    'password=nonesuch',
    'Password = Passw0rd(1',
    'https://host/hook?access_token=abc',
    '密码：abc',
    '口令: abc',
    '{"password":"x"}',
    '{"a":{"password" : \n "x"}}',
    String.raw`{\"password\":\"x\"}`,
    String.raw`{\\\"password\\\":\\\"x\\\"}`,
    '-Dpassword=x',
    'mvn -Dnexus.password=s3cret deploy',
    '--password x',
    '--registry-password=x',
    'ENV DB_PASSWORD hunter2',
    'docker login -u u -p s3cret registry.example.com',
    'sshpass -p abc ssh host',
    'curl -u user:pass https://x',
    '<password>x</password>',
    '<dbPassword> x </dbPassword>',
    '<property name="db.password" value="x"/>',
  ])('a secret with a name: %j', (text) => {
    expect(kindsOf(findCredentials(text))).toEqual([NAMED]);
    expect(kindsOf(findCredentials(`A=1\n${text}\nB=2`))).toEqual([NAMED]);
  });

  it.each([
    ['URL with a password', 'https://u:p@h/'],
    ['URL with a password', 'redis://:pw@h:6379'],
    ['URL with a password', 'https://u:p@ss@h'],
    ['URL with a password', 'jdbc:oracle:thin:scott/tiger@//h'],
    ['authorization header', 'Authorization: Basic dXNlcjpwYXNz'],
    ['authorization header', 'Authorization: Bearer abcdefgh12345678'],
    ['authorization header', '{"auths":{"h":{"auth":"dXNlcjpwYXNz"}}}'],
    ['authorization header', '//npm.example.com/:_auth=dXNlcjpwYXNz'],
    ['Alibaba Cloud AccessKey', 'AK_LTAI5tAbCdEfGhIjKlMnOpQr'],
    ['AWS access key', 'AKIAABCDEFGHIJKLMNOP'],
    ['GitHub token', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['GitLab token', 'glpat-abcdefghijklmnopqrst'],
    ['token of another service', 'npm_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['token of another service', 'xoxb-1234567890'],
    ['private key', '-----BEGIN OPENSSH PRIVATE KEY-----'],
    ['private key', Buffer.from('-----BEGIN RSA PRIVATE KEY-----').toString('base64')],
    ['JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'],
  ])('%s: %j', (kind, text) => {
    expect(kindsOf(findCredentials(text))).toEqual([kind]);
  });

  it.each([
    ['Alibaba Cloud AccessKey', 'LTAI', 12],
    ['Alibaba Cloud AccessKey', 'STS.', 20],
    ['AWS access key', 'AKIA', 16],
    ['AWS access key', 'ASIA', 16],
    ['GitHub token', 'gho_', 30],
    ['GitHub token', 'github_pat_', 30],
    ['GitLab token', 'glrt-', 16],
    ['token of another service', 'xoxb-', 10],
    ['token of another service', 'npm_', 30],
    ['token of another service', 'dckr_pat_', 20],
    ['token of another service', 'AIza', 30],
    ['token of another service', 'hvs.', 20],
    ['JSON Web Token', 'eyJ12345678.eyJ', 8],
  ])('%s, alone and as short as it can be: %s', (kind, head, length) => {
    expect(kindsOf(findCredentials(`${head}${'7'.repeat(length)}`))).toEqual([kind]);
  });

  it('also stands in an object, a list, and JSON inside a text', () => {
    const pair = { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] };
    for (const environment of [
      pair,
      [pair],
      JSON.stringify(pair),
      { a: { tokens: ['abc'] } },
      { a: 'TOKEN=x' },
    ]) {
      expect(jenkinsFacts(environment)).toEqual({
        set: true,
        hasCredential: true,
        kinds: NAMED,
        masked: false,
      });
    }
  });
});

describe('what is none', () => {
  it.each([
    'PASSWORD=$' + '{PASSWORD}',
    'password: "$' + '{env.X}"',
    'PASSWORD=$PASSWORD',
    'export TOKEN="$(cat /x)"',
    'PASSWORD=%PASS%',
    'password={{ vault_pw }}',
    'password=@nexus.password@',
    "password = credentials('id')",
    "credentialsId: 'harbor-robot'",
    'PASSWORD=****',
    'Password=Harbor******',
    'password: "<your password>"',
    'PWD=/var/jenkins_home',
    'OLDPWD=/',
    'PASSWORD_FILE=/run/secrets/x',
    'TOKEN_URL=https://x',
    'TOKEN_EXPIRY_SECONDS=3',
    'PASSWORD=',
    'PASSWORD=\nOTHER=x',
    'PASSWORD= OTHER=x',
    '{"password":""}',
    '{"password":null}',
    '{"password":{"from":"x"}}',
    'if (password == x)',
    '--password $P',
    'docker login --password-stdin',
    'docker run -u 1000:1000 x',
    'curl -u $U:$P https://x',
    '<password></password>',
    '<password>$' + '{x}</password>',
    'https://$' + '{U}:$' + '{P}@h/',
    'https://host:8080/a@b',
    'https://user@host/',
    'Authorization: Bearer $' + '{TOKEN}',
    'basic authentication',
    'bearer authentication',
    'bypass: yes, passed: 3, compass=1, tokenizer: x',
    'JenkinsInfo',
  ])('%j', (text) => {
    expect(kindsOf(findCredentials(text))).toEqual([]);
    expect(kindsOf(findCredentials(`A=1\n${text}\nB=2`))).toEqual([]);
  });
});

describe('what a snapshot may hold as kinds', () => {
  it('is what was found, in any number', () => {
    const all = kindsOf(findCredentials('TOKEN=x https://a:b@c AKIAABCDEFGHIJKLMNOP'));
    expect(all).toHaveLength(3);
    expect(areCredentialKinds(all.join(', '))).toBe(true);
    expect(areCredentialKinds('')).toBe(true);
  });

  it.each(['hunter2', 'private key, hunter2', 'private key,', 5, null, ['private key']])(
    'and not %j',
    (value) => {
      expect(areCredentialKinds(value)).toBe(false);
    },
  );
});

/** Pieces of which a hostile text is made; each begins what some pattern looks for, or goes on with it. */
const hostile = [
  ...[
    'password',
    'password=',
    'pass-pass_',
    'password ',
    'password="*',
    'password=$' + '{a.',
    'secret\\\\',
    'token:\n',
  ],
  ...[
    '"',
    '\\"',
    '://',
    '://a:',
    ' ',
    '<',
    '<a',
    '<password',
    '-',
    '--a-',
    '-u ',
    '-u a',
    'login ',
    'login -p',
    'env ',
  ],
  ...[
    'basic ',
    'basic a',
    'auth="',
    'bearer a',
    'authorization:token ',
    'eyJaaaaaaaa.',
    'name="',
    'name="password" ',
  ],
  ...['LTAI', 'api_', 'thin:a/', '-----BEGIN ', 'x', 'A', '字', '{"a":', '[', '*', 'STS.', 'xox'],
];

describe('a hostile text', () => {
  it('takes a time that grows with its length and no faster', () => {
    const program = join(mkdtempSync(join(tmpdir(), 'registry-lint-')), 'growth.cjs');
    buildSync({
      stdin: {
        contents: `
          import { jenkinsFacts } from './src/inventory/decode/secrets.js';
          const timeOf = (piece, size) => {
            const text = piece.repeat(Math.ceil(size / piece.length));
            let best = Infinity;
            for (let turn = 0; turn < 3; turn++) {
              const start = performance.now();
              jenkinsFacts(text);
              best = Math.min(best, performance.now() - start);
            }
            return best;
          };
          console.log(JSON.stringify(JSON.parse(process.argv[2]).map((piece) => [piece, timeOf(piece, 1e5), timeOf(piece, 4e5)])));
        `,
        resolveDir: '.',
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: program,
      logLevel: 'error',
    });
    const output = execFileSync(process.execPath, [program, JSON.stringify(hostile)], { encoding: 'utf8' });
    const times: [piece: string, small: number, large: number][] = JSON.parse(output);
    // Four times the text takes four times as long, and sixteen times if it is quadratic.
    const faster = times.filter(([, small, large]) => large > 200 && large > 10 * small);
    expect(faster).toEqual([]);
  });
});
