/**
 * Builds the package into dist:
 *
 *   registry-lint.cjs          starts the program
 *   program.cjs                the program, one file
 *   index.js, chunk-*.js       the library
 *   types/                     its declarations
 *   vendor/                    what not every run needs, each part a file that is loaded when it is needed
 *   THIRD-PARTY-LICENSES.txt   the licences of everything that was built in
 *
 *   node scripts/build.mjs
 */

import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Packages that a check of a plain file does without, and a large generated file that only policy files need. */
const seldomNeeded =
  /^(?:yaml|ajv|https-proxy-agent|agent-base)(?:$|\/)|^@(?:alicloud|actions)\/|\/generated\/check-policy\.js$/;

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // The files are not read by people, but names tell where an error happened.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** What is left out of the bundles → its file in dist/vendor. */
const vendored = new Map();

/** Leaves out what is seldom needed. The bundles load it from dist/vendor. */
const leaveOut = {
  name: 'leave-out',
  setup({ onResolve }) {
    onResolve({ filter: seldomNeeded }, ({ path, resolveDir, kind }) => {
      if (kind === 'entry-point') return undefined;
      const file = `${path.replaceAll(/^.*generated\/|^@|\.js$/g, '').replaceAll('/', '-')}.cjs`;
      vendored.set(path.startsWith('.') ? join(resolveDir, path) : path, file);
      return { path: `./vendor/${file}`, external: true };
    });
  },
};

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

/** What is common to the CommonJS files of the program. */
const program = {
  ...shared,
  format: 'cjs',
  define: { REGISTRY_LINT_VERSION: JSON.stringify(version) },
  // `import` would go past the cache of compiled code, and is slower than `require` even without one.
  supported: { 'dynamic-import': false },
};

function buildStart() {
  return build({
    ...program,
    entryPoints: ['src/cli/start.ts'],
    outfile: 'dist/registry-lint.cjs',
    banner: { js: '#!/usr/bin/env node' },
  });
}

function buildProgram() {
  return build({
    ...program,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/program.cjs',
    plugins: [leaveOut, noChildProcess],
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
    define: { REGISTRY_LINT_VERSION: JSON.stringify(version) },
    plugins: [leaveOut],
  });
}

/** One part as a file. The line at its end does nothing but tell `import` the names of what it exports. */
async function buildVendor([specifier, file]) {
  const names = Object.keys(await import(specifier)).filter((name) =>
    /^(?!default$|__esModule$)[\w$]+$/.test(name),
  );
  return build({
    ...program,
    entryPoints: [specifier],
    outfile: `dist/vendor/${file}`,
    footer: { js: `0 && (module.exports = { ${names.join(', ')} });` },
  });
}

/** Removes what an earlier build left and this one did not write. */
function removeStale(folder, pattern, current) {
  for (const file of readdirSync(folder)) {
    if (pattern.test(file) && !current.has(file)) rmSync(join(folder, file));
  }
}

function writeTypes() {
  rmSync(join(dist, 'types'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
}

const bundles = await Promise.all([buildStart(), buildProgram(), buildLibrary()]);
const vendors = await Promise.all([...vendored].map(buildVendor));
const metafiles = [...bundles, ...vendors].map(({ metafile }) => metafile);
const written = metafiles.flatMap(({ outputs }) => Object.keys(outputs).map((file) => basename(file)));
removeStale(dist, /^chunk-/, new Set(written));
removeStale(join(dist, 'vendor'), /./, new Set(written));
const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licencesOf(root, inputs));
chmodSync(join(dist, 'registry-lint.cjs'), 0o755);
writeTypes();
