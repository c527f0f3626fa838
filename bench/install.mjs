/** What it takes to have each program: disk, packages, and the first `npx`. */

import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

function diskUse(path) {
  const stats = lstatSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + diskUse(join(path, name)), 0);
}

/** Counts package folders, scoped and nested ones too. */
function countPackages(modules) {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : [name],
    )
    .reduce((sum, name) => sum + 1 + nested(join(modules, name, 'node_modules')), 0);
}

function nested(modules) {
  try {
    return countPackages(modules);
  } catch {
    return 0;
  }
}

const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--silent'];

/** What each program answers at once; ajv-cli does not tell its version. */
const helpOf = { ajv: 'help' };

function measure(subject, specifier, program, folder) {
  const prefix = join(folder, `install-${program}`);
  mkdirSync(prefix);
  execFileSync('npm', ['install', '--prefix', prefix, ...quiet, specifier], { stdio: 'ignore' });
  const modules = join(prefix, 'node_modules');
  const started = process.hrtime.bigint();
  const cache = join(folder, `cache-${program}`);
  execFileSync(
    'npm',
    [
      'exec',
      '--yes',
      '--cache',
      cache,
      '--package',
      specifier,
      '--',
      program,
      helpOf[program] ?? '--version',
    ],
    {
      cwd: join(folder, `npx-${program}`),
      stdio: 'ignore',
    },
  );
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  return {
    what: 'installed',
    subject,
    ms,
    packages: countPackages(modules),
    mib: diskUse(modules) / 2 ** 20,
  };
}

/** Installs this program, packed as it is published, and its peers, each by itself. */
export async function installSizes(folder) {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, root], {
    encoding: 'utf8',
  });
  const subjects = [
    ['registry-lint', join(folder, packed.trim().split('\n').at(-1)), 'registry-lint'],
    ['ajv-cli', 'ajv-cli@5.0.0', 'ajv'],
    ['Spectral CLI', '@stoplight/spectral-cli@6.16.3', 'spectral'],
  ];
  return subjects.map(([subject, specifier, program]) => {
    mkdirSync(join(folder, `npx-${program}`), { recursive: true });
    return measure(subject, specifier, program, folder);
  });
}
