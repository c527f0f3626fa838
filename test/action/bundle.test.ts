import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root, temporaryFolder } from '../cli/run.js';
import { action, nodes, runStep } from './runner.js';

/** What was checked out, where a build has come in between; else what is there. */
const committed = process.env['COMMITTED_ACTION'] || join(root, 'dist', 'action');

/** Every file below a folder with what is in it. */
function contents(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

test('what is committed is what a fresh build gives: else `npm run build`, and commit dist/action', () => {
  const fresh = join(temporaryFolder(), 'action');
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs'), 'action', fresh], {
    cwd: dirname(fresh),
  });
  const built = contents(fresh);
  const there = contents(committed);
  expect([...there.keys()]).toEqual([...built.keys()]);
  const differing = [...built].filter(([file, text]) => there.get(file) !== text).map(([file]) => file);
  expect(differing).toEqual([]);
});

test('nothing in it tells where or when it was built', () => {
  for (const [file, text] of contents(committed)) {
    for (const place of [root.replace(/\/$/, ''), process.env['HOME'] ?? root])
      expect(place.length > 1 && text.includes(`${place}/`), file).toBe(false);
    expect(text.includes(new Date().toISOString().slice(0, 10)), file).toBe(false);
  }
});

test('the licences of what it is made of stand beside it', () => {
  const text = contents(committed).get('THIRD-PARTY-LICENSES.txt') ?? '';
  for (const name of [
    '@actions/core',
    '@alicloud/pop-core',
    '@alicloud/credentials',
    'ajv',
    'yaml',
    'undici',
  ])
    expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
});

/** Whether a file holds the compiled schema of a policy: so its mistakes name a key that policies alone have. */
const checksPolicies = (file: string): boolean =>
  readFileSync(file, 'utf8').includes('#/properties/allowPermanent/type');

test('a run loads only what it needs', async () => {
  const inputs = { inventory: 'examples/demo-inventory.json' };
  const probe = join(import.meta.dirname, 'tell-loaded.cjs');
  const loaded = async (policy: string): Promise<readonly string[]> => {
    const env = { NODE_OPTIONS: `--require ${probe}` };
    const { log } = await runStep({ inputs: { ...inputs, policy }, env });
    return /^loaded: (.*)$/m.exec(log)?.[1]?.split(' ') ?? [];
  };
  const [pack, file] = await Promise.all([loaded('recommended'), loaded('examples/demo-policy.yaml')]);
  expect(pack.map((path) => basename(path))).toContain('main.cjs');
  expect(pack.filter(checksPolicies)).toEqual([]);
  expect(file.filter(checksPolicies)).toHaveLength(1);
});

test.each(nodes)('it is tested on %s', (_, node) => {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  expect(version).toMatch(/^v\d+\./);
  if (node !== process.execPath) expect(`node${version.slice(1).split('.')[0]}`).toBe(action.runs.using);
});
