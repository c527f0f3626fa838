import { expect, it } from 'vitest';
import { redact, redactLine } from '../../src/secret-scan/redact.js';

it.each([
  '  password: X',
  '  dbPassword: X',
  '  secretAccessKey: X',
  '  x-api-key: X',
  '  access-key-secret: "X"',
  'my_token = X',
  '密碼：X',
])('nothing of the secret in a line %j is shown, and all else is', (line) => {
  const secret = 'Hunter2xyzzy';
  const shown = redactLine(line.replace('X', secret));
  expect(shown).not.toContain(secret.slice(0, 3));
  expect(shown).toHaveLength(line.length - 1 + secret.length);
  expect(shown.slice(0, line.search(/[:：=]/))).toBe(line.slice(0, line.search(/[:：=]/)));
});

it.each([
  '  default-credentials: errr',
  '  token-over-password: eror',
  '  no-password: warning',
  '  require-https: error',
  'message: The password is a default',
])('a line %j is shown as it is', (line) => {
  expect(redactLine(line)).toBe(line);
});

it('crosses out a token wherever it stands', () => {
  const token = `ghp_${'a1'.repeat(18)}`;
  expect(redact(`no file ${token}.yaml is there`)).toBe(`no file ${'*'.repeat(token.length + 5)} is there`);
});
