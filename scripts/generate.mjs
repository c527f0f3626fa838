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
 *
 * And into src/report/html/generated the script and the style of the HTML page, see page-assets.mjs.
 *
 *   node scripts/generate.mjs           write
 *   node scripts/generate.mjs --check   fail when a committed file is out of date
 */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';
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

/** Bundles one entry as a module. `files` are sources that exist only in memory, by name. */
async function bundle(entry, files, options = {}) {
  const build = await rolldown({
    cwd: root,
    input: entry,
    platform: 'node',
    logLevel: 'warn',
    plugins: [
      {
        name: 'in-memory',
        resolveId: (id) => (Object.hasOwn(files, id) ? join(generated, id) : undefined),
        load: (id) => files[relative(generated, id)],
      },
    ],
    ...options,
  });
  const { output } = await build.generate({ format: 'es', codeSplitting: false });
  await build.close();
  return output[0].code;
}

/** Loads TypeScript of the program, which Node 20 cannot by itself. */
async function load(source) {
  const folder = mkdtempSync(join(root, 'node_modules', '.registry-lint-'));
  try {
    const file = join(folder, 'program.mjs');
    const external = (id) => /^[^./]/.test(id) && id !== 'program.ts';
    writeFileSync(file, await bundle('program.ts', { 'program.ts': source }, { external }));
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { default: standaloneCode } = standalone;

/** A validator as a module. The options are those with which Ajv lists all mistakes, each with what it needs to be explained. */
function validator(schema) {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
    // Small definitions are referenced from many places.
    inlineRefs: false,
    code: { source: true, esm: true },
  });
  return bundle('validator.js', { 'validator.js': standaloneCode(ajv, ajv.compile(compactSchema(schema))) });
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

/** Writes a file in one step, and only if it changes: another build may be reading it. */
function write(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

const writeGenerated = (file, text) => write(join(generated, file), text);
const declare = (type, name) =>
  `import type { ValidateFunction } from 'ajv';\nexport declare const ${name}: ${type};\n`;

const { fields, secretFields, registryTypes } = await load(
  "export { fields, secretFields, registryTypes } from '../../model/field.ts';",
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
  writeGenerated('builtin.ts', builtin());
  writeGenerated('builtin-texts.ts', builtinTexts());
  for (const [name, schema] of Object.entries(schemas)) {
    write(published(name), `${JSON.stringify(schema, null, 2)}\n`);
    writeGenerated(`check-${name}.js`, await validator(schema));
    writeGenerated(`check-${name}.d.ts`, declare('ValidateFunction', 'validate'));
  }
  const { definitions } = schemas.policy;
  writeGenerated('check-condition.js', await validator({ definitions, $ref: '#/definitions/condition' }));
  writeGenerated('check-condition.d.ts', declare('ValidateFunction', 'validate'));
  // Written by hand, but what merge reads has to satisfy it, too.
  writeGenerated('check-result.js', await validator(JSON.parse(readFileSync(published('result'), 'utf8'))));
  writeGenerated('check-result.d.ts', declare('ValidateFunction', 'validate'));
  await writePageAssets(root);
}
