import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { failureOf, harbor, placeless, readText, SECRET } from './reading.js';

const second = { ...harbor, Id: 2, RegistryName: '制品库: "é" 😀' };

describe('the shapes that an inventory may have', () => {
  it.each([
    ['the answer', stringify({ RequestId: 'x', ImageRegistryInfos: [harbor, second] })],
    ['a list', stringify([harbor, second])],
    ['one registry a document', `${stringify(harbor)}---\n${stringify(second)}`],
    [
      'one registry a document, empty documents around',
      `---\n---\n${stringify(harbor)}---\n${stringify(second)}---\n`,
    ],
    ['a list behind comments and a mark', `\ufeff# ours\n\n---\n${stringify([harbor, second])}...\n`],
    ['JSON', JSON.stringify([harbor, second])],
    ['an element in brackets a line', `- ${JSON.stringify(harbor)}\n- ${JSON.stringify(second)}`],
  ])('%s', async (_name, text) => {
    const registries = placeless(await readText(text, 'inventory.yaml'));
    expect(registries).toEqual(placeless(await readText(JSON.stringify([harbor, second]))));
  });

  it.each(['[]', 'ImageRegistryInfos: []', 'ImageRegistryInfos: [] # none', '# none\r\n[]'])(
    'takes %j for an inventory of nothing',
    async (text) => {
      expect(await readText(text, 'inventory.yml')).toEqual([]);
    },
  );

  it('is told from JSON by its first character where the name does not say', async () => {
    expect(await readText('# ours\n- Id: 1\n', 'inventory')).toMatchObject([{ Id: '1' }]);
    expect(await readText('\n [{"Id":1}]', 'inventory')).toMatchObject([{ Id: '1' }]);
  });
});

describe('values', () => {
  it('keep every digit of an id', async () => {
    const [registry] = await readText('- Id: 9223372036854775807\n  AliUid: "9007199254740993"\n', 'i.yaml');
    expect(registry).toMatchObject({ Id: '9223372036854775807', AliUid: '9007199254740993' });
  });

  it('are told with their places', async () => {
    const text = 'ImageRegistryInfos:\n  - Id: 1\n  - RegistryName: 制\n    Id: 2\n  - {Id: 3}\n';
    expect(await readText(text, 'i.yaml')).toMatchObject([
      { location: { line: 2, column: 5 } },
      { location: { line: 3, column: 5 } },
      { location: { line: 5, column: 5 } },
    ]);
  });

  it('may be shared by as many registries as there are', async () => {
    const rest = Array.from({ length: 300 }, (_, index) => `- Id: ${index}\n  VpcId: *vpc\n`).join('');
    const registries = await readText(`- Id: 1000\n  VpcId: &vpc vpc-1\n${rest}`, 'i.yaml');
    expect(registries).toHaveLength(301);
    expect(registries.every(({ VpcId }) => VpcId === 'vpc-1')).toBe(true);
  });

  it('cannot reach the prototype of all objects', async () => {
    const [registry] = await readText(
      '- Id: 1\n  __proto__: {polluted: true}\n  constructor: {}\n',
      'i.yaml',
    );
    expect(registry?.unknown).toEqual(['__proto__', 'constructor']);
    expect({}).not.toHaveProperty('polluted');
  });
});

it('a value that holds itself is not understood', async () => {
  const [registry] = await readText('- Id: 1\n  JenkinsEnv: &a [*a, *a]\n', 'i.yaml');
  expect(registry?.unclear).toMatchObject({ 'JenkinsEnv.set': 'a list' });
});

const bomb = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index) => {
    const alias = `*${'abcdefgh'[index]}`;
    return `${name}: &${name} [${Array(9).fill(alias).join(',')}]`;
  }),
].join('\n');

describe('what is no inventory', () => {
  it.each([
    ['nothing', '', 'not-an-inventory', 1, 1],
    ['comments', '# nothing\n', 'not-an-inventory', 1, 1],
    ['empty documents', '---\n---\n', 'not-an-inventory', 1, 1],
    ['text', 'hello', 'not-an-inventory', 1, 1],
    ['a mapping of other things', '\nkind: Pod\n', 'not-an-inventory', 2, 1],
    ['a list of other things', '- kind: Pod\n', 'not-an-inventory', 1, 3],
    ['text in the list', '- Id: 1\n- x\n', 'not-a-record', 2, 3],
    ['nothing in the list', 'ImageRegistryInfos:\n- Id: 1\n-\n', 'not-a-record', 3, 2],
    ['nothing under the key', 'ImageRegistryInfos:\n', 'not-an-inventory', 1, 1],
    ['an error', 'Code: NoPermission\nMessage: no\n', 'failed-answer', 1, 1],
    [
      'what the command line prints of an error',
      'ERROR: SDK.ServerError\nErrorCode: NoPermission\n',
      'failed-answer',
      1,
      1,
    ],
    ['a first page', 'PageInfo: { TotalCount: 1 }\nImageRegistryInfos: []\n', 'partial-answer', 1, 1],
    ['an error with a list', 'Code: NoPermission\nImageRegistryInfos: []\n', 'failed-answer', 1, 1],
    [
      'lists under both keys',
      'registries: []\nImageRegistryInfos: []\nsnapshot: 1\n',
      'not-an-inventory',
      1,
      1,
    ],
    ['two lists', '- Id: 1\n---\n- Id: 2\n', 'not-an-inventory', 3, 1],
    ['a list and a registry', '- Id: 1\n---\nId: 2\n', 'not-an-inventory', 3, 1],
    ['a key twice', `- Id: 1\n  Password: ${SECRET}\n  Password: x\n`, 'not-yaml', 3, 3],
    ['a tab', `- Id: 1\n\tPassword: ${SECRET}\n`, 'not-yaml', 2, 2],
    ['an unknown tag', `- Id: 1\n  Password: !vault ${SECRET}\n`, 'not-yaml', 2, 13],
    ['an alias of nothing', '- Id: 1\n  VpcId: *x\n', 'not-yaml', 1, 1],
    ['a bomb of aliases', `Id: 1\n${bomb}\n`, 'not-yaml', 1, 1],
    ['a snapshot of the future', 'snapshot: 2\nregistries: []\n', 'unknown-snapshot', 1, 1],
    ['an end in a value', '- Id: 1\n  PersistenceDay: 9', 'cut-off', 2, 20],
    ['an end in a value with a bracket', '- Id: 1\n  RegistryName: x{y}', 'cut-off', 2, 21],
    ['an end behind a key', '- Id: 1\n  WhiteList:', 'cut-off', 2, 13],
    ['an end in a record of its own', '---\nId: 1\n---\nId: 2', 'cut-off', 4, 6],
    ['an end behind an alias', '- &a {Id: 1}\n- *a', 'cut-off', 2, 5],
    ['an end in brackets', '[{Id: 1}, {Id: 2}', 'not-yaml', 1, 18],
    ['a quote without end', `- Id: 1\n  Password: "${SECRET}\n`, 'not-yaml', 3, 1],
  ])('%s', async (_name, text, code, line, column) => {
    const error = await failureOf(text, 'inventory.yaml');
    expect(error).toMatchObject({ code, exitCode: 3, location: { line, column } });
    expect(error.describe()).not.toContain(SECRET);
    expect(error.stack).not.toContain(SECRET);
    expect(error.hint).toBeTruthy();
  });

  it('brackets without end', async () => {
    expect((await failureOf(`Id: ${'['.repeat(20_000)}`, 'i.yaml')).code).toBe('not-yaml');
  });

  it('more than 16 MiB', async () => {
    const error = await failureOf(`- Id: 1 #${'x'.repeat(17 * 1024 * 1024)}`, 'i.yaml');
    expect(error.code).toBe('too-large');
  });

  it('bytes that are no UTF-8', async () => {
    const error = await failureOf(Buffer.from('- Id: 1\n  RegistryName: caf\u00e9\n', 'latin1'), 'i.yaml');
    expect(error.code).toBe('not-utf8');
  });
});
