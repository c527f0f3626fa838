/**
 * Builds a program as two files, of which most runs load one. Where nothing that V8 compiled before is kept, as on
 * a runner, it takes nearly as long for what is not run:
 *
 *   main   what every check of a file needs, and all that it imports at once
 *   rest   what is imported only when it is needed. What both need, it takes from main
 */

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { commonJs, root, writeAscii } from './bundling.mjs';

/** What such a check imports some time: file → what it imports. Imported at once, it needs no code around it. */
const always = new Map([
  ['src/action/inventory.ts', ['../inventory/source.js', '../inventory/file/read.js']],
  ['src/cli/choose-policy.ts', ['../policy/load.js']],
  ['src/cli/open-inventory.ts', ['../inventory/source.js']],
  ['src/cli/run-check.ts', ['./outputs.js', '../lint.js']],
  ['src/cli/source.ts', ['../inventory/file/read.js']],
  ['src/report/load-format.ts', ['./text.js', './json.js']],
]);

const importAtOnce = {
  name: 'import-at-once',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const imports = always.get(fromRoot(path));
      if (!imports) return undefined;
      const text = readFileSync(path, 'utf8');
      return { contents: imports.reduce(atOnce, text), loader: 'ts' };
    });
  },
};

function atOnce(text, path, index) {
  const later = `await import('${path}')`;
  if (!text.includes(later)) throw new Error(`there is no ${later}`);
  return `import * as atOnce${index} from '${path}';${text.replaceAll(later, `atOnce${index}`)}`;
}

/**
 * Builds both.
 *
 * @param {object} bundle
 * @param {string} bundle.entry
 * @param {string} bundle.folder
 * @param {string} bundle.main the name of the one file
 * @param {string} bundle.rest the name of the other
 * @param {import('esbuild').Plugin[]} bundle.plugins
 * @param {import('esbuild').BuildOptions} [bundle.around] what stands around the main one
 */
export async function buildSplit({ entry, folder, main, rest, plugins, around = {} }) {
  const parts = new Set();
  const buildMain = (shared, write) =>
    build({
      ...commonJs,
      ...around,
      stdin: { contents: mainText(entry, shared), resolveDir: root, loader: 'ts' },
      outfile: join(folder, main),
      plugins: [...plugins, importAtOnce, fromRest(parts, rest)],
      write,
    });
  const { metafile } = await buildMain([], false);
  const inMain = new Set(Object.keys(metafile.inputs).filter((file) => file.startsWith('src/')));
  const shared = new Set();
  const other = await build({
    ...commonJs,
    stdin: { contents: restText(parts), resolveDir: root },
    outfile: join(folder, rest),
    plugins: [...plugins, fromMain(inMain, shared, main)],
  });
  const bundles = [await buildMain([...shared].sort(), true), other];
  for (const file of [main, rest]) writeAscii(join(folder, file));
  return bundles;
}

const fromRoot = (path) => relative(root, path).replaceAll('\\', '/');

/** The entry, and what the other file takes from it. */
function mainText(entry, shared) {
  const exported = shared.map((file) => `export * as ${JSON.stringify(file)} from './${file}';`);
  return [`import './${entry}';`, ...exported].join('\n');
}

/** A part is run when it is asked for. */
function restText(parts) {
  const loaders = [...parts].sort().map((file) => `${JSON.stringify(file)}: () => require('./${file}')`);
  return `const parts = { ${loaders.join(', ')} };\nexports.load = (file) => parts[file]();`;
}

/** Notes in `parts` what is imported only when it is needed, and lets the other file give it. */
function fromRest(parts, rest) {
  return {
    name: 'from-rest',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const file = fromRoot(join(resolveDir, path)).replace(/\.js$/, '.ts');
        parts.add(file);
        return { path: file, namespace: 'rest' };
      });
      onLoad({ filter: /./, namespace: 'rest' }, ({ path }) => ({
        contents: `module.exports = require('./${rest}').load(${JSON.stringify(path)});`,
      }));
      external(onResolve, 'rest');
    },
  };
}

/** Takes from the other file what is in it already, and notes it in `shared`: of a class there must not be two. */
function fromMain(inMain, shared, main) {
  return {
    name: 'from-main',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.{1,2}\/.*\.[jt]s$/ }, ({ path, resolveDir }) => {
        const file = fromRoot(join(resolveDir, path)).replace(/\.js$/, '.ts');
        if (!inMain.has(file)) return undefined;
        shared.add(file);
        return { path: file, namespace: 'main' };
      });
      onLoad({ filter: /./, namespace: 'main' }, async ({ path }) => ({
        contents: `export const { ${(await namesIn(path)).join(', ')} } = require('./${main}')[${JSON.stringify(path)}];`,
      }));
      external(onResolve, 'main');
    },
  };
}

function external(onResolve, namespace) {
  onResolve({ filter: /./, namespace }, ({ path }) => ({ path, external: true }));
}

/** The names that a file exports. */
async function namesIn(file) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    format: 'esm',
    metafile: true,
    write: false,
  });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}
