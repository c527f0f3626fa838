import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;

/** npm has programs of these versions under these names for this machine only. */
const available = process.platform === 'linux' && process.arch === 'x64';

const installedNode = (name: string): string => join(folder, 'node_modules', name, 'bin', 'node');

/** The Node that GitHub's runner has for actions. */
export const node24 = available ? installedNode('node24') : undefined;

/** Versions that are too old for the program. */
export const oldNodes: readonly string[] = available ? ['node14', 'node18'].map(installedNode) : [];

/** Before all tests: installs them, unless they are there. They have a lock file, and npm checks the hashes. */
export function setup(): void {
  if (!available || lockedVersions().every(([name, version]) => installedVersion(name) === version)) return;
  // Variables that npm sets for the scripts of this project must not reach the installation of another.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    env,
    stdio: 'pipe',
  });
}

function installedVersion(name: string): unknown {
  const file = join(folder, 'node_modules', name, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version;
}

function lockedVersions(): readonly (readonly [name: string, version: unknown])[] {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return Object.keys(packages[''].dependencies).map((name) => [
    name,
    packages[`node_modules/${name}`].version,
  ]);
}
