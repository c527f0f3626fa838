/** What the bundles of the package and of the action have in common. */

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Packages that a check of a plain file does without, and a large generated file that only policy files need. */
const seldomNeeded =
  /^(?:yaml|ajv|re2js|https-proxy-agent|agent-base)(?:$|\/)|^@(?:alicloud|actions|marcbachmann)\/|\/generated\/check-(?:condition|policy|waivers|test|accounts|result)\.js$/;

export const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  define: { REGISTRY_LINT_VERSION: JSON.stringify(version) },
};

/** What is common to CommonJS files. */
export const commonJs = {
  ...shared,
  format: 'cjs',
  // V8 keeps every name of a compiled file, and start-up pays for it. An error's place in the file still tells
  // which function it was: the same sources build the same bytes.
  minifyIdentifiers: true,
  // `import` would go past the cache of compiled code, and is slower than `require` even without one.
  supported: { 'dynamic-import': false },
};

/** A file that CommonJS loads as it is. */
const required = (file) => ({ path: `./vendor/${file}`, external: true });

/**
 * Leaves out what is seldom needed, and puts it into `vendored`: what is left out → its file in vendor/, from
 * where the bundles load it.
 */
export function leaveOut(vendored, resolved = required) {
  return {
    name: 'leave-out',
    setup({ onResolve }) {
      onResolve({ filter: seldomNeeded }, ({ path, resolveDir, kind }) => {
        if (kind === 'entry-point') return undefined;
        // What is imported of it at once is little; see below.
        if (path.startsWith('@actions/') && kind !== 'dynamic-import') return undefined;
        const file = `${path.replaceAll(/^.*generated\/|^@|\.js$/g, '').replaceAll('/', '-')}.cjs`;
        const specifier = path.startsWith('.') ? join(resolveDir, path) : path;
        vendored.set(specifier, file);
        return resolved(file, specifier);
      });
    },
  };
}

/** Our own parts that a check does without. ES modules have them in files of their own already. */
const ownParts = new Map([
  ['compliance-html.cjs', /(?:^|\/)html\/write\.js$/],
  ['published-schemas.cjs', /\/published-schemas\.js$/],
]);

/** Leaves out our own parts in the same way. */
export function leaveOutOwn(vendored) {
  return {
    name: 'leave-out-own',
    setup({ onResolve }) {
      for (const [file, filter] of ownParts) {
        onResolve({ filter }, ({ path, resolveDir }) => {
          vendored.set(join(resolveDir, path).replace(/\.js$/, '.ts'), file);
          return required(file);
        });
      }
    },
  };
}

/**
 * Does the same as `leaveOut` for ES modules. They could import by name only what Node finds in a CommonJS file without running
 * it, and that differs from release to release. So names are made from what the file exports when it has run.
 */
export function leaveOutOfModules(vendored) {
  const { name, setup } = leaveOut(vendored, (file, specifier) => ({
    path: specifier,
    namespace: 'vendored',
    pluginData: file,
    sideEffects: false,
  }));
  return {
    name,
    setup(build) {
      build.onResolve({ filter: /^\.\/vendor\//, namespace: 'vendored' }, ({ path }) => ({
        path,
        external: true,
      }));
      build.onLoad({ filter: /./, namespace: 'vendored' }, async ({ path, pluginData: file }) => ({
        contents: `import vendored from './vendor/${file}';
export default vendored;
export const { ${(await namesOf(path)).join(', ')} } = vendored;`,
      }));
      setup(build);
    },
  };
}

/** The names of what a part exports. */
async function namesOf(specifier) {
  return Object.keys(await import(specifier)).filter((name) =>
    /^(?!default$|__esModule$|module\.exports$)[\w$]+$/.test(name),
  );
}

/**
 * Lets esbuild drop what is not used of @actions/core. The package does not say that it may, and most of it is an
 * HTTP client that workflow commands do without.
 */
export const fewActions = {
  name: 'few-actions',
  setup({ onResolve, resolve }) {
    onResolve(
      { filter: /^@actions\/|^\.\/[\w-]+\.js$/ },
      async ({ path, pluginData, kind, importer, resolveDir }) => {
        const wanted = path === '@actions/core' || importer.includes('/node_modules/@actions/');
        if (!wanted || kind !== 'import-statement' || pluginData === fewActions) return undefined;
        const resolved = await resolve(path, { kind, importer, resolveDir, pluginData: fewActions });
        return { ...resolved, sideEffects: false };
      },
    );
  },
};

/**
 * @actions/core draws random numbers to part outputs with, and needs nothing else of a module that takes longer to
 * load than a check. They come from where the module has them from; where there is no such file, from the module.
 */
const randomUuid = `
import { closeSync, openSync, readSync } from 'node:fs';
export function randomUUID() {
  const bytes = Buffer.alloc(16);
  try {
    const random = openSync('/dev/urandom', 'r');
    const read = readSync(random, bytes);
    closeSync(random);
    if (read === bytes.length) return bytes.toString('hex');
  } catch {}
  return globalThis.crypto.randomUUID();
}
`;

/** What @actions/core uses of Node's modules. All that these have would be copied for it, and `os` be loaded. */
const usedOfNode = {
  crypto: randomUuid,
  fs: "export { appendFileSync, existsSync } from 'node:fs';",
  os: "export const EOL = process.platform === 'win32' ? '\\r\\n' : '\\n';",
};

/** Gives @actions/core no more of Node's modules than that. */
export const littleOfNode = {
  name: 'little-of-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:crypto|fs|os)$/ }, ({ path, importer }) =>
      /\/@actions\/core\/lib\/(?:command|core|file-command)\.js$/.test(importer)
        ? { path, namespace: 'little-of-node' }
        : undefined,
    );
    onLoad({ filter: /./, namespace: 'little-of-node' }, ({ path }) => ({ contents: usedOfNode[path] }));
  },
};

/**
 * Lets the YAML parser's switches for its own developers be off. It looks one of them up in the environment for every
 * token, and an environment is searched from its beginning: beside 1,000 access keys that is half of all parsing.
 */
const noTokenLog = {
  name: 'no-token-log',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^process$/ }, ({ importer }) =>
      /\/yaml\/dist\/(?:parse\/parser|compose\/composer)\.js$/.test(importer)
        ? { path: 'process', namespace: 'no-token-log' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'no-token-log' }, () => ({ contents: 'module.exports = { env: {} }' }));
  },
};

/**
 * Leaves out what httpx would print to `DEBUG`: it is signed requests and answers with passwords, and
 * src/network/silence.ts keeps it silent anyway. To find out that it is, it looks at all of the environment.
 */
const silentHttpx = {
  name: 'silent-httpx',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^debug$/ }, ({ importer }) =>
      importer.endsWith('/httpx/lib/index.js') ? { path: 'debug', namespace: 'silent-httpx' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'silent-httpx' }, () => ({
      contents: 'module.exports = () => Object.assign(() => {}, { enabled: false })',
    }));
  },
};

/**
 * One part as a file.
 *
 * @throws where it lacks a name that the package has for those who import it: the two may be different files of it
 */
export async function buildVendor([specifier, file], folder) {
  const outfile = join(folder, 'vendor', file);
  const bundle = await build({
    ...commonJs,
    entryPoints: [specifier],
    outfile,
    plugins: [noTokenLog, silentHttpx],
  });
  // Our own parts have no second file that could differ.
  if (specifier.endsWith('.ts')) return bundle;
  const exported = createRequire(import.meta.url)(outfile);
  const missing = (await namesOf(specifier)).filter((name) => !(name in exported));
  if (missing.length > 0) throw new Error(`${file} does not export ${missing.join(', ')}`);
  return bundle;
}

/**
 * Writes what is not ASCII in a bundle as `\\u` escapes. esbuild leaves it in regular expressions, and one such
 * character makes V8 keep the whole file in two bytes a character, and keeps start.ts from reading bytes as text.
 */
export function writeAscii(file) {
  const text = readFileSync(file, 'utf8');
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, text.replace(/[^\x00-\x7f]/g, escaped));
}

/** Removes what an earlier build left and this one did not write. */
export function removeStale(folder, pattern, current) {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder)) {
    if (pattern.test(file) && !current.has(file)) rmSync(join(folder, file));
  }
}

/** The files that bundles were made of. */
export function inputsOf(bundles) {
  return bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** The names of the files that bundles were written to, by folder and name as esbuild tells them. */
export function outputsOf(bundles) {
  return bundles.flatMap(({ metafile }) => Object.keys(metafile.outputs));
}
