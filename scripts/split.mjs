/**
 * Builds a program as three files, of which most runs load one. Where nothing that V8 compiled before is kept, as on
 * a runner, it takes nearly as long for what is not run:
 *
 *   main     what every check of a file needs, and all that it imports at once
 *   rest     what is imported only when it is needed
 *   seldom   functions that are imported at once, and called by few runs
 *
 * What the others need of main, they take from there.
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

/**
 * What such a check imports but does not call, as long as nothing is out of the ordinary. These files export nothing
 * but functions. The first are for policies of one's own, for which the rest is loaded anyway.
 */
const seldomCalled = {
  rest: [
    'src/policy/compile/across-texts.ts',
    'src/policy/compile/contradiction.ts',
    'src/policy/compile/message.ts',
    'src/policy/compile/params.ts',
    'src/policy/compile/regions.ts',
    'src/policy/compile/selector.ts',
    'src/policy/read/file.ts',
    'src/policy/read/waivers.ts',
  ],
  seldom: [
    'src/cli/idle-probes.ts',
    'src/inventory/file/json-mistake.ts',
    'src/model/suggest.ts',
    'src/policy/builtin-texts.ts',
    'src/report/across.ts',
    'src/report/inventory-finding.ts',
    'src/report/words/zh.ts',
  ],
};

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
 * Builds them.
 *
 * @param {object} bundle
 * @param {string} bundle.entry
 * @param {string} bundle.folder
 * @param {string} bundle.main the name of the one file
 * @param {string} bundle.rest the names of the others
 * @param {string} bundle.seldom
 * @param {import('esbuild').Plugin[]} bundle.plugins
 * @param {string[]} [bundle.alsoSeldom] files that this program, too, seldom calls
 * @param {import('esbuild').BuildOptions} [bundle.around] what stands around the main one
 */
export async function buildSplit(bundle) {
  const { entry, folder, main, rest, seldom, plugins, alsoSeldom = [], around = {} } = bundle;
  const parts = new Set(seldomCalled.rest);
  const late = [...seldomCalled.seldom, ...alsoSeldom];
  const toRest = [fromRest(parts, rest), whenCalled(seldomCalled.rest, rest)];
  const toSeldom = [whenCalled(late, seldom)];
  const buildMain = async (shared, write) =>
    build({
      ...commonJs,
      ...around,
      stdin: { contents: await mainText(entry, shared), resolveDir: root, loader: 'ts' },
      outfile: join(folder, main),
      plugins: [...plugins, importAtOnce, ...toRest, ...toSeldom],
      write,
    });
  const { metafile } = await buildMain([], false);
  const inMain = new Set(Object.keys(metafile.inputs).filter((file) => file.startsWith('src/')));
  const shared = new Set();
  const buildOther = (file, parts, doors) =>
    build({
      ...commonJs,
      stdin: { contents: partsText(parts), resolveDir: root },
      outfile: join(folder, file),
      plugins: [...plugins, fromMain(inMain, shared, main), ...doors],
    });
  const others = [await buildOther(seldom, late, toRest), await buildOther(rest, parts, toSeldom)];
  const bundles = [await buildMain([...shared].sort(), true), ...others];
  for (const file of [main, rest, seldom]) writeAscii(join(folder, file));
  return bundles;
}

const fromRoot = (path) => relative(root, path).replaceAll('\\', '/');

/**
 * The entry, and what the other files take from it. That is put together when it is asked for, since namespaces
 * that are always there would be filled at each start.
 */
async function mainText(entry, shared) {
  const imports = shared.map((file, at) => `import * as shared${at} from './${file}';`);
  const cases = shared.map(async (file, at) => {
    const names = (await namesIn(file)).map((name) => `${name}: shared${at}.${name}`);
    return `case ${JSON.stringify(file)}: return { ${names.join(', ')} };`;
  });
  return `import './${entry}';
${imports.join('\n')}
export function share(file) { switch (file) { ${(await Promise.all(cases)).join('\n')} } }`;
}

/** A part is run when it is asked for. */
function partsText(parts) {
  const loaders = [...parts].sort().map((file) => `${JSON.stringify(file)}: () => require('./${file}')`);
  return `const parts = { ${loaders.join(', ')} };\nexports.load = (file) => parts[file]();`;
}

/** Notes in `parts` what is imported only when it is needed, and lets the file `rest` give it. */
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

/**
 * Lets the file `other` have what is seldom called: what is imported of it are functions that fetch the real ones
 * when they are called.
 *
 * @throws where something else than a function is exported
 */
function whenCalled(late, other) {
  const namespace = `when-called-${other}`;
  return {
    name: namespace,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, kind, resolveDir }) => {
        const file = fromRoot(join(resolveDir, path)).replace(/\.js$/, '.ts');
        if (kind !== 'import-statement' || !late.includes(file)) return undefined;
        return { path: file, namespace, sideEffects: false };
      });
      onLoad({ filter: /./, namespace }, async ({ path }) => ({
        contents: `let part;
function called(name, given) {
  part ??= require('./${other}').load(${JSON.stringify(path)});
  return part[name](...given);
}
${(await functionsIn(path)).map((name) => `export const ${name} = (...given) => called('${name}', given);`).join('\n')}`,
      }));
      external(onResolve, namespace);
    },
  };
}

/** Takes from main what is in it already, and notes it in `shared`: of a class there must not be two. */
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
        contents: `export const { ${(await namesIn(path)).join(', ')} } = require('./${main}').share(${JSON.stringify(path)});`,
      }));
      external(onResolve, 'main');
    },
  };
}

function external(onResolve, namespace) {
  onResolve({ filter: /./, namespace }, ({ path }) => ({ path, external: true }));
}

/** file → the names that it exports. Each asks esbuild, and on a busy machine waits for it. */
const known = new Map();

/** The names that a file exports. */
function namesIn(file) {
  if (!known.has(file)) known.set(file, findNames(file));
  return known.get(file);
}

async function findNames(file) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    format: 'esm',
    metafile: true,
    write: false,
  });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

/** The names that a file exports, all of which have to be functions. */
async function functionsIn(file) {
  const names = await namesIn(file);
  const text = readFileSync(join(root, file), 'utf8');
  for (const name of names) {
    const written = new RegExp(
      `^export (?:async )?(?:function\\*? ${name}\\b|const ${name}\\b[^\\n]* => )`,
      'm',
    );
    if (!written.test(text)) throw new Error(`${file} is seldom called, but ${name} is no function`);
  }
  return names;
}
