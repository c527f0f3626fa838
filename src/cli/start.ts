import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CodeCache } from './code-cache.js';

/** What a CommonJS file expects around it. */
type Wrapper = (
  exports: object,
  require: (id: string) => unknown,
  module: { exports: object },
  __dirname: string,
) => void;

/** How the program's own file begins already, since it is long and would have to be copied. */
const WRAPPED = '(function (exports, require, module, __dirname)';

const cache = new CodeCache(process.env);
const loaded = new Map<string, { exports: object }>();
/** What of Node itself was asked for: the vendor's client asks for it anew for each account. */
const builtIn = new Map<string, unknown>();

/** Does for the files of this package what `require` does, but compiles them with the cache. */
function load(file: string): object {
  const known = loaded.get(file);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  // The files are ASCII (scripts/build.mjs), so their bytes are their text.
  const text = readFileSync(file, 'latin1');
  const source = text.startsWith(WRAPPED) ? text : `${WRAPPED} {${text}\n})`;
  const wrapper: Wrapper = cache.compile(source, file, statSync(file).mtimeMs).runInThisContext();
  wrapper(
    module.exports,
    (id) => (id.startsWith('.') ? load(join(__dirname, id)) : ofNode(id)),
    module,
    __dirname,
  );
  return module.exports;
}

function ofNode(id: string): unknown {
  const known = builtIn.get(id) ?? require(id);
  builtIn.set(id, known);
  return known;
}

// A check is what is worth being fast, and only a run that went well has compiled what a check needs.
process.on('exit', (exitCode) => {
  if (process.argv[2] === 'check' && exitCode !== undefined && exitCode <= 1 && !process.env['CI'])
    cache.keep();
});

load(join(__dirname, 'program.cjs'));
