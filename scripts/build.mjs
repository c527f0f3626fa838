/**
 * Builds the package into dist:
 *
 *   registry-lint.cjs          starts the program
 *   index.js                   the library
 *   chunk-*                    what they load when they need it
 *   types/                     the library's declarations
 *   THIRD-PARTY-LICENSES.txt   the licences of everything that was bundled
 *   action/                    the GitHub Action, which is committed, because GitHub runs what is committed
 *
 * The same sources give the same bytes, wherever they are built.
 *
 *   node scripts/build.mjs            everything
 *   node scripts/build.mjs action DIR the Action alone, into a directory
 */

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { licencesOf } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const targets = {
  program: {
    input: { 'registry-lint': 'src/cli/start.ts' },
    format: 'cjs',
    extension: 'cjs',
    banner: '#!/usr/bin/env node',
  },
  library: { input: { index: 'src/index.ts' }, format: 'es', extension: 'js' },
  action: { input: { main: 'src/action/main.ts' }, format: 'cjs', extension: 'cjs' },
};

/** Bundles one target into a directory. Returns the source files that went into it. */
async function bundle({ input, format, extension, banner }, directory) {
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    logLevel: 'warn',
    transform: { target: 'node20', define: { REGISTRY_LINT_VERSION: JSON.stringify(version) } },
  });
  const { output } = await build.write({
    dir: directory,
    format,
    exports: 'named',
    minify: true,
    comments: false,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `chunk-[hash].${extension}`,
    ...(banner && { postBanner: ({ isEntry }) => (isEntry ? banner : '') }),
  });
  await build.close();
  return output.flatMap((chunk) => Object.keys(chunk.modules ?? {})).map((file) => relative(root, file));
}

/** Runs a build in a directory of its own and moves the result into place, so that builds at the same time cannot mix. */
async function into(destination, write) {
  const parent = join(root, 'node_modules', '.cache', 'registry-lint');
  mkdirSync(parent, { recursive: true });
  const directory = mkdtempSync(join(parent, 'build-'));
  try {
    await write(directory);
    replace(destination, directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Moves every file into place, entry points last, and removes what is left of an earlier build. */
function replace(destination, directory) {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(directory, join(parentPath, name)))
    .sort((a, b) => Number(b.includes('chunk-')) - Number(a.includes('chunk-')));
  for (const file of files) {
    mkdirSync(dirname(join(destination, file)), { recursive: true });
    renameSync(join(directory, file), join(destination, file));
  }
  const current = new Set(files);
  for (const entry of readdirSync(destination, { recursive: true, withFileTypes: true })) {
    const file = relative(destination, join(entry.parentPath, entry.name));
    if (entry.isFile() && !current.has(file) && !(destination === dist && file.startsWith('action')))
      rmSync(join(destination, file));
  }
}

const dist = join(root, 'dist');

async function buildAction(destination = join(dist, 'action')) {
  await into(destination, async (directory) => {
    const files = await bundle(targets.action, directory);
    writeFileSync(join(directory, 'THIRD-PARTY-LICENSES.txt'), licencesOf(root, files));
  });
}

async function buildPackage() {
  await into(dist, async (directory) => {
    const files = [
      ...(await bundle(targets.program, directory)),
      ...(await bundle(targets.library, directory)),
    ];
    writeFileSync(join(directory, 'THIRD-PARTY-LICENSES.txt'), licencesOf(root, files));
    chmodSync(join(directory, 'registry-lint.cjs'), 0o755);
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const args = ['-p', 'tsconfig.build.json', '--outDir', join(directory, 'types')];
    execFileSync(process.execPath, [tsc, ...args], { cwd: root, stdio: 'inherit' });
  });
}

const [only, folder] = process.argv.slice(2);
if (only !== 'action') await buildPackage();
await buildAction(folder === undefined ? undefined : resolve(folder));
