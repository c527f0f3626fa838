/**
 * Builds the package into dist:
 *
 *   registry-lint.cjs          starts the program
 *   program.cjs                the program
 *   program-rest.cjs           what not every check needs of it, see split.mjs
 *   program-seldom.cjs         the same
 *   worker.cjs                 what its other threads run
 *   index.js, chunk-*.js       the library
 *   types/                     its declarations
 *   vendor/                    what not every run needs, each part a file that is loaded when it is needed
 *   THIRD-PARTY-LICENSES.txt   the licences of everything that was built in
 *   action/                    the GitHub Action, see build-action.mjs
 *
 *   node scripts/build.mjs
 */

import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { buildAction } from './build-action.mjs';
import {
  buildVendor,
  commonJs,
  fewActions,
  inputsOf,
  leaveOut,
  leaveOutOfModules,
  leaveOutOwn,
  outputsOf,
  removeStale,
  root,
  shared,
  writeAscii,
} from './bundling.mjs';
import { licencesOf } from './licences.mjs';
import { buildSplit } from './split.mjs';

const dist = join(root, 'dist');

/** What is left out of the bundles → its file in dist/vendor. */
const vendored = new Map();

/** commander loads `child_process` for subcommands that are programs, which this one has none of. It takes 2 ms. */
const noChildProcess = {
  name: 'no-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'child_process', namespace: 'absent' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {}' }));
  },
};

function buildStart() {
  return build({
    ...commonJs,
    entryPoints: ['src/cli/start.ts'],
    outfile: 'dist/registry-lint.cjs',
    banner: { js: '#!/usr/bin/env node' },
  });
}

function buildProgram() {
  return buildSplit({
    entry: 'src/cli/main.ts',
    folder: dist,
    main: 'program.cjs',
    rest: 'program-rest.cjs',
    seldom: 'program-seldom.cjs',
    plugins: [leaveOutOwn(vendored), leaveOut(vendored), fewActions, noChildProcess],
    around: {
      banner: { js: '(function (exports, require, module, __dirname) {' },
      footer: { js: '})' },
    },
  });
}

function buildWorker() {
  return build({
    ...commonJs,
    entryPoints: ['src/parallel/worker.ts'],
    outfile: 'dist/worker.cjs',
    plugins: [leaveOut(vendored)],
  });
}

/** In several files, so that importing the library loads no more of it than is needed at once. */
function buildLibrary() {
  return build({
    ...shared,
    entryPoints: ['src/index.ts'],
    outdir: 'dist',
    chunkNames: 'chunk-[hash]',
    splitting: true,
    format: 'esm',
    plugins: [leaveOutOfModules(vendored), fewActions],
  });
}

function writeTypes() {
  rmSync(join(dist, 'types'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
}

const program = await buildProgram();
const bundles = [...program, ...(await Promise.all([buildStart(), buildWorker(), buildLibrary()]))];
const vendors = await Promise.all([...vendored].map((one) => buildVendor(one, dist)));
const all = [...bundles, ...vendors];
const written = new Set(outputsOf(all).map((file) => basename(file)));
removeStale(dist, /^chunk-/, written);
removeStale(join(dist, 'vendor'), /./, written);
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licencesOf(root, inputsOf(all)));
for (const file of vendored.values()) writeAscii(join(dist, 'vendor', file));
chmodSync(join(dist, 'registry-lint.cjs'), 0o755);
await buildAction();
writeTypes();
