/** What is shown of a file with a secret in it that no tool knows by its form. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from '../cli/run.js';

const SECRET = 'S3cr3t-CANARY-77';

const names = [
  ...['Password', 'password', 'PASS_WORD', 'Passwrd', 'Pasword', 'Passwords', 'dbPassword', 'ci-pasword'],
  ...['Token', 'Tokens', 'tokn', 'auth-token', 'jenkinsEnv', 'Jenkins_Env', 'JenkinEnv', 'pwd', 'apiKey'],
  ...['密码', '密碼', '口令', '"Passw\\u006frd"', "'Ｐａｓｓｗｏｒｄ'"],
];

const shapes: readonly (readonly [string, (name: string) => string])[] = [
  ['behind the key', (name) => `      ${name}: ${SECRET}`],
  ['in a flow mapping', (name) => `      a: { b: 1, ${name}: ${SECRET} }`],
  ['on the next line', (name) => `      ${name}:\n        ${SECRET}`],
  ['in a block', (name) => `      ${name}: |\n        x\n        ${SECRET}`],
  ['in a folded block', (name) => `      ${name}: >-\n        ${SECRET}`],
  ['in a list', (name) => `      ${name}:\n        - ${SECRET}`],
  ['in quotes', (name) => `      ${name}: "${SECRET}"`],
  ['behind an anchor', (name) => `      a: &a ${SECRET}\n      ${name}: *a`],
  ['in a key that is a mapping', (name) => `      ? { ${name}: ${SECRET} }\n      : x`],
  ['behind a tag', (name) => `      ${name}: !!str ${SECRET}`],
  ['an alias without an anchor', (name) => `      ${name}: *${SECRET}`],
];

test.each(shapes)(
  'a value is not shown: %s',
  async (_shape, text) => {
    const folder = temporaryFolder();
    const files = names.map((name, index) => {
      const file = `${index}.test.yaml`;
      const lines = [
        'policy: strict',
        'cases:',
        '  - name: n',
        '    registry:',
        text(name),
        '      RegistryTyp: x',
      ];
      writeFileSync(join(folder, file), `${lines.join('\n')}\n    expect: { require-https: pass }\n`);
      return file;
    });
    for (const file of files) {
      const { exitCode, stdout, stderr } = await run(['test', file], { cwd: folder });
      expect(stdout + stderr, names[Number.parseInt(file, 10)]).not.toContain('CANARY');
      expect(stderr).not.toContain('Warning');
      expect(stderr).toContain('> ');
      expect(exitCode).toBe(2);
    }
  },
  120_000,
);

test.each([
  ['a message that quotes the value', `expect: { require-https: ok, token: ${SECRET} }`],
  ['a mapping that a message quotes', `expect: { require-https: [{ Passwrd: ${SECRET} }] }`],
  ['text that is no YAML', `expect: { Passwrd: "${SECRET} }`],
  ['a second mistake of the parser', `expect: {}\n    Passwrd: ${SECRET}\n   ]: x`],
])('nor is it in %s', async (_what, text) => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'a.test.yaml'),
    `policy: strict\ncases:\n  - name: n\n    registry: { Id: 1 }\n    ${text}\n`,
  );
  const { exitCode, stdout, stderr } = await run(['test', 'a.test.yaml'], { cwd: folder });
  expect(stdout + stderr).not.toContain('CANARY');
  expect(exitCode).toBe(2);
});

test('an alias without an anchor is reported at its place', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'p.yaml'), 'version: 1\nrules: *nope\n');
  const { exitCode, stderr } = await run(['check', '--policy', 'p.yaml'], { cwd: folder });
  expect(stderr).toContain('p.yaml:2:8: *nope has no anchor');
  expect(exitCode).toBe(2);
});
