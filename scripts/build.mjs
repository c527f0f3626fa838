/**
 * Builds the package into dist:
 *
 *   registry-lint.cjs          starts the program
 *   index.js                   the library
 *   chunks/                    what they load when they need it, named after the module that it begins with
 *   types/                     the library's declarations
 *   THIRD-PARTY-LICENSES.txt   the licences of everything that was bundled
 *   action/                    the GitHub Action, which is committed, because GitHub runs what is committed
 *
 * The same sources give the same bytes, wherever they are built. Chunks of earlier builds stay for an hour, for programs
 * that are still running; `--clean`, with which npm packs, removes them.
 *
 *   node scripts/build.mjs [--clean]   everything
 *   node scripts/build.mjs action DIR  the Action alone, into a directory
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
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { licencesOf } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const define = {
  REGISTRY_LINT_VERSION: JSON.stringify(version),
  REGISTRY_LINT_NODE: engines.node.replace('>=', ''),
};

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
    transform: { target: `node${define.REGISTRY_LINT_NODE}`, define },
  });
  const { output } = await build.write({
    dir: directory,
    format,
    exports: 'named',
    minify: true,
    comments: false,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `chunks/[name]-[hash].${extension}`,
    ...(banner && { postBanner: ({ isEntry }) => (isEntry ? banner : '') }),
  });
  await build.close();
  return output.flatMap((chunk) => Object.keys(chunk.modules ?? {})).map((file) => relative(root, file));
}

/** How long the chunks of earlier builds are kept. */
const KEPT_MS = 60 * 60 * 1000;

/** How the name of a directory begins in which a build is made. It is on the same file system as its destination. */
const STAGE = '.build-';

/**
 * Runs a build in a directory of its own and moves the result into place, so that builds at the same time cannot mix.
 *
 * @param clean whether nothing may be left of an earlier build
 */
async function into(destination, clean, write) {
  mkdirSync(destination, { recursive: true });
  const directory = mkdtempSync(join(destination, STAGE));
  try {
    await write(directory);
    const before = Date.now() - KEPT_MS;
    const current = moveFiles(directory, destination);
    for (const file of filesIn(destination)) {
      const path = join(destination, file);
      if (!current.has(file) && (clean || modified(path) < before)) rmSync(path, { force: true });
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** When a file was last built, in milliseconds; 0 where there is none. */
const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Moves every file into place, the entry points last, all with the same time. Returns them. */
function moveFiles(directory, destination) {
  const files = filesIn(directory).sort(
    (a, b) => Number(b.startsWith('chunks')) - Number(a.startsWith('chunks')),
  );
  const now = new Date();
  for (const file of files) {
    utimesSync(join(directory, file), now, now);
    mkdirSync(dirname(join(destination, file)), { recursive: true });
    renameSync(join(directory, file), join(destination, file));
  }
  return new Set(files);
}

/** The files below a directory, without those of the Action and of a build that is not yet in place. */
function filesIn(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return [entry.name];
    if (entry.name === 'action' || entry.name.startsWith(STAGE)) return [];
    return filesIn(join(directory, entry.name)).map((file) => join(entry.name, file));
  });
}

const dist = join(root, 'dist');

async function buildAction(destination = join(dist, 'action')) {
  await into(destination, true, async (directory) => {
    const files = await bundle(targets.action, directory);
    writeFileSync(join(directory, 'THIRD-PARTY-LICENSES.txt'), licencesOf(root, files));
  });
}

async function buildPackage(clean) {
  await into(dist, clean, async (directory) => {
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
if (only !== 'action') await buildPackage(only === '--clean');
await buildAction(folder === undefined ? undefined : resolve(folder));
