/**
 * Writes what nobody writes by hand. Committed, because users read it:
 *
 *   schema/policy.schema.json    what a policy may say, from the fields and the rules
 *   schema/waivers.schema.json   what a file of waivers may say
 *   schema/test.schema.json      what a test of a policy may say
 *   schema/accounts.schema.json  what an accounts file may say
 *
 * Not committed, into src/policy/generated:
 *
 *   builtin.ts          the built-in rules and packs, as JSON
 *   builtin-texts.ts    what is written in the rules that few runs show, as JSON
 *   check-*.js          these schemas, and the one of conditions alone, compiled by Ajv
 *   schemas.js          the schemas in built-in rules, compiled by Ajv, so that a start compiles nothing
 *
 * And into src/report/html/generated the script and the style of the HTML page, see page-assets.mjs.
 *
 *   node scripts/generate.mjs           write
 *   node scripts/generate.mjs --check   fail when a committed file is out of date
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { accountsSchema } from './accounts-schema.mjs';
import { compactSchema } from './compact-schema.mjs';
import { writePageAssets } from './page-assets.mjs';
import { policySchema, waiversSchema } from './policy-schema.mjs';
import { testSchema } from './test-schema.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const generated = join(root, 'src', 'policy', 'generated');

const yamlFiles = (folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => [basename(file, '.yaml'), parse(readFileSync(join(root, folder, file), 'utf8'))]);

const rules = yamlFiles('rules').map(([, rule]) => rule);
const packs = Object.fromEntries(yamlFiles('rules/packs'));

/** Loads TypeScript of the program, which Node 20 cannot by itself. */
async function load(name, contents) {
  const outfile = join(root, 'node_modules', '.cache', 'registry-lint', `${name}.mjs`);
  const options = { bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'error' };
  await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, ...options });
  return import(pathToFileURL(outfile).href);
}

/** Ajv's code as a module that needs nothing: the few helpers that it requires are put into it. */
async function asModule(code) {
  const stdin = { contents: code, resolveDir: generated, loader: 'js' };
  const options = {
    bundle: true,
    format: 'esm',
    platform: 'node',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
  };
  const keywords = { external: ['../keywords/functions.js'] };
  const { outputFiles } = await build({ stdin, write: false, ...options, ...keywords });
  return outputFiles[0].text;
}

const { default: standaloneCode } = standalone.default ? standalone : { default: standalone };

/**
 * What Ajv notes of a mistake. Nobody reads it: what is wrong with a file is told by src/policy/read/explain.ts, and
 * without it the code is a third as long, which is as much less to load.
 */
const NOTE =
  /\{instancePath(?::[^{}]*?)?,schemaPath:"[^"]*",keyword:"[^"]*",params:\{(?:[^{}]|\{[^{}]*\})*\}(?:,propertyName:\w+)?\}/g;

/** Where in a file a function of Ajv is, which is for notes too. */
const PLACE = /, ?\{instancePath[^{}]*?,rootData\}|, \{instancePath="", [^{}]*\}=\{\}/g;

/** The check of one kind of file: whether it is sound. */
function check(schema) {
  const ajv = new Ajv({
    messages: false,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
    // Small definitions stand in many places.
    inlineRefs: false,
    code: { source: true, esm: true, optimize: 2 },
  });
  return asModule(
    standaloneCode(ajv, ajv.compile(compactSchema(schema)))
      .replace(NOTE, '{}')
      .replaceAll(PLACE, ''),
  );
}

/** The schemas in a condition of a rule. */
function* schemasIn(condition) {
  if (condition.kind === 'field') {
    if (condition.present === undefined) yield condition.schema;
  } else if (condition.kind !== 'cel') for (const inner of [condition.of].flat()) yield* schemasIn(inner);
}

/** Every schema that the built-in rules have when their parameters are left as they are, and that needs a compiler. */
async function builtinSchemas({ compileCondition, compileOneKeyword, Reporter, schemaKey }) {
  const schemas = new Map();
  for (const { when, assert, params = {} } of rules) {
    const defaults = Object.entries(params).map(([name, spec]) => [name, spec.default]);
    if (defaults.some(([, value]) => value === undefined)) continue;
    for (const source of [when, assert].filter(Boolean)) {
      const reporter = new Reporter([], undefined, []);
      const condition = await compileCondition(source, Object.fromEntries(defaults), reporter);
      for (const schema of schemasIn(condition)) {
        if (!compileOneKeyword(schema)) schemas.set(schemaKey(schema), schema);
      }
    }
  }
  return [...schemas];
}

/** Those schemas as one module. */
async function compiledSchemas(program) {
  const schemas = await builtinSchemas(program);
  const ajv = program.compiler();
  const names = {};
  for (const [index, [, schema]] of schemas.entries()) {
    ajv.addSchema(schema, `builtin${index}`);
    names[`builtin${index}`] = `builtin${index}`;
  }
  const entries = schemas.map(([key], index) => `  [${JSON.stringify(key)}, builtin${index}],\n`).join('');
  const code = standaloneCode(ajv, names).replaceAll('export const', 'const');
  return asModule(
    `import * as keywords from '../keywords/functions.js';
     ${code}
     export const compiledSchemas = new Map([\n${entries}]);`,
  );
}

const literal = (value) => JSON.stringify(JSON.stringify(value));

/** The built-in rules and packs, and apart from them what a check needs only of rules that find something. */
function builtin() {
  const fixes = Object.fromEntries(rules.map(({ id, fix, references }) => [id, { fix, references }]));
  const short = rules.map(({ why, fix, references, controls, zh, examples, ...rule }) => rule);
  return `export const builtinJson = ${literal({ rules: short, packs })};
export const fixesJson = ${literal(fixes)};
`;
}

/** All other texts of the rules. */
function builtinTexts() {
  const texts = rules.map(({ id, why, controls, zh, examples }) => [id, { why, controls, zh, examples }]);
  return `export const textsJson = ${literal(Object.fromEntries(texts))};\n`;
}

const write = (file, text) => writeFileSync(join(generated, file), text);
const declare = (type, name) =>
  `import type { ValidateFunction } from 'ajv';\nexport declare const ${name}: ${type};\n`;

const { fields, secretFields, registryTypes } = await load(
  'fields',
  "export { fields, secretFields, registryTypes } from './src/model/field.ts';",
);
const schemas = {
  policy: policySchema(fields, rules, Object.keys(packs)),
  waivers: waiversSchema(fields),
  test: testSchema(fields, secretFields, rules),
  accounts: accountsSchema(registryTypes),
};
const published = (name) => join(root, 'schema', `${name}.schema.json`);

if (process.argv.includes('--check')) {
  for (const [name, schema] of Object.entries(schemas)) {
    if (JSON.stringify(JSON.parse(readFileSync(published(name), 'utf8'))) === JSON.stringify(schema))
      continue;
    console.error(`Out of date: schema/${name}.schema.json\nRun: node scripts/generate.mjs`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(generated, { recursive: true });
  write('builtin.ts', builtin());
  write('builtin-texts.ts', builtinTexts());
  for (const [name, schema] of Object.entries(schemas)) {
    writeFileSync(published(name), `${JSON.stringify(schema, null, 2)}\n`);
    write(`check-${name}.js`, await check(schema));
    write(`check-${name}.d.ts`, declare('ValidateFunction', 'validate'));
  }
  const { definitions } = schemas.policy;
  write('check-condition.js', await check({ definitions, $ref: '#/definitions/condition' }));
  write('check-condition.d.ts', declare('ValidateFunction', 'validate'));
  // Written by hand, but what merge reads has to satisfy it, too.
  write('check-result.js', await check(JSON.parse(readFileSync(published('result'), 'utf8'))));
  write('check-result.d.ts', declare('ValidateFunction', 'validate'));
  write('schemas.d.ts', declare('ReadonlyMap<string, ValidateFunction>', 'compiledSchemas'));
  // The compiler of conditions looks its schemas up here, so there has to be a file before there are schemas.
  write('schemas.js', 'export const compiledSchemas = new Map();\n');
  const program = await load(
    'compile',
    `export { compileCondition } from './src/policy/compile/condition.ts';
     export { Reporter } from './src/policy/compile/problems.ts';
     export { schemaKey } from './src/policy/compile/schemas.ts';
     export { compileOneKeyword } from './src/policy/compile/one-keyword.ts';
     export { compiler } from './src/policy/compile/ajv.ts';`,
  );
  write('schemas.js', await compiledSchemas(program));
  await writePageAssets(root);
}
