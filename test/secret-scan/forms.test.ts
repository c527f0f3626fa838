import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formsInNames, maskedForms, namedForms, urlForms } from '../../src/secret-scan/forms.js';
import { inSmallLetters } from '../../src/secret-scan/patterns.js';

const forms = [...urlForms, ...namedForms, ...maskedForms(), ...formsInNames()].map(({ hint, pattern }) => ({
  hint: new RegExp(hint, 'iu'),
  pattern: new RegExp(pattern, 'iu'),
  ofSmallLetters: [new RegExp(hint, 'u'), new RegExp(pattern, 'u')],
}));

/** What the patterns speak of, in the letters that Unicode takes for others of ASCII, too: `ſ` is an s, `K` a k. */
const parts = [
  ...['pass', 'PASSWORD', 'paſſword', 'passphrase', 'db_pass', 'pwd', 'psw', 'Secret', 'ſecret', 'token'],
  ...['credentials', 'api_key', 'api \u212aey', 'accessKey', '密码', '口令', '_old', '-9', 'x'.repeat(34)],
  ...[
    '=',
    ':',
    '：',
    '=>',
    ' = ',
    ' ',
    '\t',
    '\n',
    '"',
    "'",
    '’',
    '\\"',
    '\\\\\\"',
    ',',
    '{',
    '}',
    '<',
    '>',
    '/',
  ],
  ...[
    '--',
    '-',
    'env ',
    'setx ',
    'docker login ',
    'sshpass',
    ' -p ',
    '-u ',
    '--user=',
    ' --proxy-uſer ',
    'u:',
  ],
  ...[
    'name=',
    'name = ',
    'value=',
    'ValUe =',
    '://',
    'https://u:',
    'jdbc:oracle:thin:scott/',
    '@',
    '@h',
    '***',
  ],
  ...['a', 'hunter2', 'v', '$', '$1', '.', 'readFile(', 'ENC(x)'],
];

/** Texts that have a form, in their beginning or behind something else. */
const seeds = [
  ...[
    'PASSWORD=',
    '"token" : \n "',
    '--password ',
    'ENV DB_PASSWORD ',
    'login -u u -p ',
    ' -u user:',
    '://u:',
  ],
  ...['<dbPassword> ', '<property name="db.password" value="', 'thin:scott/', 'x\n--proxy-user="u":'],
];

const texts = fc
  .tuple(
    fc.array(fc.constantFrom(...parts), { maxLength: 4 }),
    fc.constantFrom('', ...seeds),
    fc.array(fc.constantFrom(...parts), { maxLength: 8 }),
  )
  .map(([before, seed, behind]) => [...before, seed, ...behind].join(''));

test('a text that has a form has what hints at it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const { hint, pattern } of forms)
        if (pattern.test(text)) expect(hint.test(text), `${hint}`).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});

test('a text in small letters is found to have the forms that it has whatever its letters', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const small = inSmallLetters(text);
      for (const { hint, pattern, ofSmallLetters } of forms)
        expect(ofSmallLetters.map((one) => one.test(small))).toEqual([hint.test(text), pattern.test(text)]);
    }),
    { numRuns: 10_000 },
  );
});

test('each form has a text among those that these are made of', () => {
  const values = ['hunter2', '***', 'x"', '***"', 'u:p@h', 'u:***@h', '/p@h', ':p@h', ':***@h', '***@h'];
  const whole = seeds.flatMap((seed) => values.map((value) => `${seed}${value}`));
  for (const { pattern } of forms)
    expect(
      whole.some((text) => pattern.test(text)),
      `${pattern}`,
    ).toBe(true);
});
