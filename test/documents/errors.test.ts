/** What the system says of a file that cannot be read, through every reader of the program. */

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { program, run, temporaryFolder } from '../cli/run.js';

const INVENTORY = JSON.stringify([{ Id: 1, RegistryName: 'one', RegistryType: 'harbor', ProtocolType: 2 }]);

/** A user who is not root: to root, no file is forbidden. */
const NOBODY = 65534;

interface Mistake {
  readonly name: string;
  readonly path: string;
  readonly says: string;
}

const mistakes: readonly Mistake[] = [
  { name: 'ENOENT', path: 'missing', says: 'there is no such file' },
  { name: 'ENOTDIR', path: 'r.json/inside', says: 'a part of its path is a file, not a folder' },
  { name: 'ELOOP', path: 'circle', says: 'its symbolic links lead in a circle' },
  { name: 'ENAMETOOLONG', path: 'a'.repeat(300), says: 'its name is too long' },
  { name: 'EISDIR', path: 'folder', says: 'it is a folder' },
  { name: 'EACCES', path: 'closed/file', says: 'this user may not read it' },
  { name: 'a device', path: 'device', says: '' },
];

interface Reader {
  readonly name: string;
  readonly exitCode: 2 | 3;
  /** Writes what names the path, and returns the command line. */
  readonly command: (path: string, folder: string) => readonly string[];
}

const check = ['check', '--inventory', 'r.json'] as const;

const write = (folder: string, name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};

const policyIn = (folder: string, text: string): readonly string[] => [
  ...check,
  '--policy',
  write(folder, 'p.yaml', `version: 1\n${text}`),
];

const testIn = (folder: string, text: string): readonly string[] => [
  'test',
  write(folder, 'a.test.yaml', text),
];

const readers: readonly Reader[] = [
  { name: 'policy', exitCode: 2, command: (path) => [...check, '--policy', `./${path}`] },
  { name: 'validate', exitCode: 2, command: (path) => ['validate', `./${path}`] },
  { name: 'explain', exitCode: 2, command: (path) => ['explain', '--policy', `./${path}`] },
  { name: 'extends', exitCode: 2, command: (path, at) => policyIn(at, `extends: ./${path}\n`) },
  {
    name: 'waivers in a policy',
    exitCode: 2,
    command: (path, at) => policyIn(at, `extends: strict\nwaivers: [./${path}]\n`),
  },
  {
    name: 'waivers',
    exitCode: 2,
    command: (path) => [...check, '--policy', 'strict', '--waivers', path],
  },
  {
    name: 'baseline',
    exitCode: 2,
    command: (path) => [...check, '--policy', 'strict', '--baseline', path],
  },
  {
    name: 'accounts',
    exitCode: 2,
    command: (path) => ['check', '--policy', 'strict', '--accounts', path],
  },
  {
    name: 'inventory of an account',
    exitCode: 3,
    command: (path, at) => [
      ...['check', '--policy', 'strict', '--accounts'],
      write(at, 'accounts.yaml', `version: 1\naccounts: [{ name: a, inventory: ./${path} }]\n`),
    ],
  },
  { name: 'inventory', exitCode: 3, command: (path) => ['check', '--policy', 'strict', '--inventory', path] },
  { name: 'snapshot', exitCode: 3, command: (path) => ['snapshot', '--inventory', path] },
  {
    name: 'report',
    exitCode: 3,
    command: (path) => ['report', '--policy', 'strict', '--inventory', path],
  },
  {
    name: 'shards of a report',
    exitCode: 3,
    command: (path) => ['report', '--policy', 'strict', '--shards', path],
  },
  { name: 'merge', exitCode: 3, command: (path) => ['merge', path] },
  { name: 'emulator', exitCode: 3, command: (path) => ['emulator', '--inventory', path] },
  { name: 'test', exitCode: 2, command: (path) => ['test', path] },
  {
    name: 'policy of a test',
    exitCode: 2,
    command: (path, at) =>
      testIn(
        at,
        `policy: ./${path}\ncases: [{ name: n, registry: { Id: 1 }, expect: { require-https: open } }]\n`,
      ),
  },
  {
    name: 'inventory of a test',
    exitCode: 2,
    command: (path, at) =>
      testIn(
        at,
        `policy: strict\ncases: [{ name: n, inventory: ./${path}, expect: { require-https: pass } }]\n`,
      ),
  },
];

/** A folder with everything that cannot be read. Readable to all, but for one folder in it. */
function folderOfMistakes(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  write(folder, 'r.json', INVENTORY);
  for (const name of ['folder', 'closed', 'work']) mkdirSync(join(folder, name));
  write(folder, 'closed/file', 'version: 1\n');
  chmodSync(join(folder, 'closed'), 0);
  symlinkSync('circle', join(folder, 'circle'));
  symlinkSync('/dev/zero', join(folder, 'device'));
  return folder;
}

const inDevice =
  /it is (?:not a (?:regular )?file|outside of)|has more than|not an inventory|not UTF-8|no test/;

for (const reader of readers) {
  test(`${reader.name}: each error of the file system is reported, with what to do`, async () => {
    const isRoot = process.getuid?.() === 0;
    await Promise.all(
      mistakes.map(async ({ name, path, says }) => {
        const folder = folderOfMistakes();
        const args = reader.command(path, folder);
        const { exitCode, stdout, stderr } = await run(args, {
          cwd: folder,
          ...(isRoot && { uid: NOBODY }),
        });
        chmodSync(join(folder, 'closed'), 0o755);
        const said = `${stdout}${stderr}`;
        const where = `${reader.name}, ${name}:\n${said}`;
        expect(said, where).not.toContain('a mistake in registry-lint itself');
        if (reader.name === 'test' && name === 'EISDIR') {
          expect(said, where).toContain('there is no test of a policy in folder');
        } else if (says === '') expect(said, where).toMatch(inDevice);
        else if (reader.name === 'test' && name === 'ENOENT')
          expect(said, where).toContain('there is no file');
        else expect(said, where).toContain(says);
        expect(said, where).toMatch(/\n {2}\S|hint|: Check/);
        // That a file may not be read at all is a mistake in the accounts file.
        const isOutside = said.includes('the root of this run');
        expect(exitCode, where).toBe(isOutside ? 2 : reader.exitCode);
      }),
    );
  }, 120_000);
}

test.each([
  ['check', 3, ['check', '--inventory', '/dev/null', '--policy', 'strict']],
  ['report', 3, ['report', '--inventory', '/dev/null', '--policy', 'strict']],
  ['snapshot', 3, ['snapshot', '--inventory', '/dev/null']],
  ['emulator', 3, ['emulator', '--inventory', '/dev/null']],
  ['validate', 2, ['validate', 'p.yaml']],
  ['explain', 2, ['explain', '--policy', 'p.yaml']],
  ['test', 2, ['test']],
  ['merge', 2, ['merge', 'a.json']],
])('%s in a working directory that no longer exists', (_name, exitCode, args) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'gone'));
  const script = 'cd "$1" && rmdir "$1" && shift && exec "$@"';
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', script, 'sh', join(folder, 'gone'), process.execPath, program, ...args],
    { encoding: 'utf8', env: { PATH: process.env['PATH'] } },
  );
  expect(stderr).toContain('the working directory no longer exists');
  expect(stderr).toContain('Change to a directory that exists');
  expect(status).toBe(exitCode);
});
