/**
 * Writes the pages in docs/rules from the rule files, which are the whole truth about each rule.
 *
 *   node scripts/docs.mjs           write the pages
 *   node scripts/docs.mjs --check   fail when a page on disk differs from its rule
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Document, parseDocument, stringify } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'docs', 'rules');

const standards = {
  'nist-sp-800-190': 'NIST SP 800-190',
  'iso-27001-2022': 'ISO/IEC 27001:2022',
  'pci-dss-4.0': 'PCI DSS 4.0',
  'mlps-2.0': 'MLPS 2.0 (GB/T 22239-2019)',
};

/** Rules by id, in the order of their names. */
/** What stands for a value in a message, and the word behind it for many. */
const PLACEHOLDER = /\{([^ }]+)(?: [^|}]+\|([^}]+))?\}/g;

function readRules() {
  const folder = join(root, 'rules');
  return yamlFiles(folder).map((file) => {
    const document = parseDocument(readFileSync(join(folder, file), 'utf8'));
    if (document.errors.length > 0) throw new Error(`rules/${file}: ${document.errors[0].message}`);
    return { file, document, ...document.toJS() };
  });
}

/** Packs by name, each with the severity of every rule in it, `extends` followed. */
function readPacks() {
  const folder = join(root, 'rules', 'packs');
  const files = new Map(
    yamlFiles(folder).map((file) => [
      file.replace(/\.yaml$/, ''),
      parseDocument(readFileSync(join(folder, file), 'utf8')).toJS(),
    ]),
  );
  const severities = (name) => {
    const pack = files.get(name);
    const own = Object.entries(pack.rules ?? {}).map(([id, setting]) => [id, setting.severity ?? setting]);
    return new Map([...(pack.extends ?? []).flatMap((base) => [...severities(base)]), ...own]);
  };
  return new Map([...files.keys()].map((name) => [name, severities(name)]));
}

function yamlFiles(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
}

const fenced = (text) => `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
const yaml = (value) => stringify(value, { lineWidth: 0 });
const code = (value) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** A table whose columns are as wide as their widest cell, as the formatter wants it. */
function table(header, rows) {
  const cells = [header, ...rows].map((row) => row.map((text) => String(text).replaceAll('|', '\\|')));
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`;
  const [first, ...rest] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}

/** One part of a rule file as it stands there, with its comments. */
function part(rule, key) {
  const document = new Document();
  document.contents = rule.document.get(key, true);
  return document.toString({ lineWidth: 0 });
}

const generated = (source) =>
  `<!-- Generated from ${source}. Edit that file, then run: node scripts/docs.mjs -->`;

function rulePage(rule, packs) {
  return joined(
    generated(`rules/${rule.file}`),
    `# ${rule.title}`,
    facts(rule, packs),
    '## What it checks',
    checks(rule),
    '## Why it matters',
    rule.why.trim(),
    '## How to fix it',
    rule.fix.trim(),
    ...parameters(rule),
    '## Examples',
    ...examples(rule),
    '## Configure it, or turn it off',
    configure(rule),
    ...controls(rule),
    ...references(rule),
  );
}

function joined(...sections) {
  return `${sections.join('\n\n')}\n`;
}

function facts(rule, packs) {
  const inPacks = [...packs].filter(([, rules]) => rules.has(rule.id));
  const list = inPacks.map(([name, rules]) => `\`${name}\` (${rules.get(rule.id)})`).join(', ');
  return table(
    ['Rule', `\`${rule.id}\``],
    [
      ['Severity', `${rule.severity} (security severity ${rule.securitySeverity.toFixed(1)} of 10)`],
      ['Packs', list || 'none: turn it on in your policy'],
      ['Tags', rule.tags.join(', ')],
    ],
  );
}

function checks(rule) {
  const lines = [];
  if (rule.when) {
    lines.push('The rule speaks only of registries for which this holds. For others it does not apply.');
    lines.push(fenced(part(rule, 'when')));
  }
  lines.push('A registry passes when this holds:', fenced(part(rule, 'assert')));
  lines.push(
    `When it does not, the finding reads: ${rule.message.replaceAll(PLACEHOLDER, (_, name, many = '') => `\`{${name}}\`${many && ` ${many}`}`)}.`,
  );
  if (rule.examples.open) {
    lines.push(
      'Where a field that decides this is absent or cannot be understood, the result is open: it is shown, and it is not a pass.',
    );
  }
  return lines.join('\n\n');
}

function parameters(rule) {
  if (!rule.params) return [];
  const rows = Object.entries(rule.params).map(([name, { description, schema, default: value }]) => [
    code(name),
    description,
    typeName(schema),
    value === undefined ? 'none: it must be given' : code(value),
  ]);
  return ['## Parameters', table(['Name', 'What it is', 'Type', 'Default'], rows)];
}

function typeName(schema) {
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (schema.type === 'array') return `list of ${typeName(schema.items)}`;
  if (schema.format === 'regex') return 'regular expression';
  const bounds = [
    ['at least', schema.minimum],
    ['at most', schema.maximum],
  ].filter(([, bound]) => bound !== undefined);
  return [schema.type, ...bounds.map((bound) => bound.join(' '))].join(', ');
}

const outcomes = [
  ['comply', 'These registries pass:'],
  ['violate', 'These are findings:'],
  ['open', 'These cannot be decided:'],
  ['notApplicable', 'To these the rule does not apply:'],
];

function examples(rule) {
  return outcomes
    .filter(([kind]) => rule.examples[kind])
    .map(([kind, title]) => `${title}\n\n${fenced(rule.examples[kind].map(example).join('\n'))}`);
}

function example({ name, registry, params }) {
  const heading = params ? `${name}, with params ${JSON.stringify(params)}` : name;
  return `# ${heading}\n${yaml(registry)}`;
}

function configure(rule) {
  const required = Object.entries(rule.params ?? {}).filter(([, param]) => param.default === undefined);
  const sample = rule.examples.violate.find(({ params }) => params)?.params;
  const settings = {
    severity: rule.severity === 'error' ? 'warning' : 'error',
    ...(sample && { params: sample }),
  };
  const first =
    required.length > 0
      ? `In your policy, set ${required.map(([name]) => `\`${name}\``).join(' and ')}. Without it the rule cannot run.`
      : 'In your policy, change what you need. What you leave out stays as it is.';
  return [
    first,
    fenced(yaml({ rules: { [rule.id]: settings } })),
    'To turn the rule off:',
    fenced(yaml({ rules: { [rule.id]: 'off' } })),
    'To turn it off for some registries only, narrow it with a condition:',
    fenced(yaml({ rules: { [rule.id]: { when: { not: { RegistryName: { pattern: '^sandbox-' } } } } } })),
  ].join('\n\n');
}

function controls(rule) {
  if (rule.controls.length === 0) return [];
  return [
    '## Controls it supports',
    table(
      ['Standard', 'Control', 'What this rule shows of it'],
      rule.controls.map(({ standard, id, reason }) => [standards[standard], id, reason]),
    ),
    "A linter's evidence is not an audit: it shows how a registry is set up, and no more.",
  ];
}

function references(rule) {
  if (rule.references.length === 0) return [];
  return ['## Read more', rule.references.map(({ title, url }) => `- [${title}](${url})`).join('\n')];
}

function indexPage(rules, packs) {
  const names = [...packs.keys()];
  return joined(
    generated('rules/*.yaml'),
    '# Built-in rules',
    'Each rule is one file in `rules/`. A policy takes a whole pack with `extends`, or single rules by name.',
    table(
      ['Rule', 'What is wanted', 'Severity', ...names.map(code)],
      rules.map((rule) => [
        link(rule),
        rule.title,
        rule.severity,
        ...names.map((name) => packs.get(name).get(rule.id) ?? '–'),
      ]),
    ),
    'A dash means that the rule is not in the pack. Rules that are in no pack have a parameter that only you can choose, such as the list of allowed regions.',
    '## Controls of standards',
    "Rules give evidence for these controls. Each rule's page says what it shows of them. A linter's evidence is not an audit.",
    controlTable(rules),
  );
}

const link = ({ id }) => `[${id}](${id}.md)`;

function controlTable(rules) {
  const rows = new Map();
  for (const rule of rules) {
    for (const { standard, id } of rule.controls) {
      const key = `${standards[standard]}|${id}`;
      rows.set(key, [...(rows.get(key) ?? []), link(rule)]);
    }
  }
  const order = new Intl.Collator('en', { numeric: true });
  const sorted = [...rows].sort(([a], [b]) => order.compare(a, b));
  return table(
    ['Standard', 'Control', 'Rules'],
    sorted.map(([key, links]) => [...key.split('|'), links.join(', ')]),
  );
}

/** Texts that a person or a secret scanner could take for a live credential. */
const liveSecrets = [
  /\bLTAI[A-Za-z0-9]{12,}/,
  /\bA(?:KIA|SIA)[A-Z0-9]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /\bglpat-[\w-]{16,}/,
  /\beyJ[\w-]{8,}\.eyJ/,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/i,
];

/** Passwords that everybody knows, where that is the point of the example. */
const publicPasswords = new Set(['Harbor12345', '123456']);

function refuseSecrets(rules, pages) {
  for (const rule of rules) {
    for (const { registry, name } of Object.values(rule.examples).flat()) {
      for (const field of ['Password', 'Token']) {
        const value = registry[field];
        if (typeof value !== 'string' || value === '' || value.includes('***')) continue;
        if (value.startsWith('FAKE-') || publicPasswords.has(value)) continue;
        throw new Error(`rules/${rule.file}: in the example "${name}", ${field} must begin with FAKE-`);
      }
    }
  }
  for (const [file, text] of pages) {
    const secret = liveSecrets.find((pattern) => pattern.test(text));
    if (secret) throw new Error(`docs/rules/${file} would hold what looks like a live secret: ${secret}`);
  }
}

function allPages() {
  const rules = readRules();
  const packs = readPacks();
  const pages = new Map([
    ['README.md', indexPage(rules, packs)],
    ...rules.map((rule) => [`${rule.id}.md`, rulePage(rule, packs)]),
  ]);
  refuseSecrets(rules, pages);
  return pages;
}

function pagesOnDisk() {
  mkdirSync(target, { recursive: true });
  return new Map(readdirSync(target).map((file) => [file, readFileSync(join(target, file), 'utf8')]));
}

function check(pages, onDisk) {
  const stale = [...new Set([...pages.keys(), ...onDisk.keys()])].filter(
    (file) => pages.get(file) !== onDisk.get(file),
  );
  if (stale.length === 0) return;
  console.error(`Out of date: ${stale.map((file) => `docs/rules/${file}`).join(', ')}`);
  console.error('Run: node scripts/docs.mjs');
  process.exitCode = 1;
}

function write(pages, onDisk) {
  for (const file of onDisk.keys()) if (!pages.has(file)) rmSync(join(target, file));
  for (const [file, text] of pages) writeFileSync(join(target, file), text);
}

(process.argv.includes('--check') ? check : write)(allPages(), pagesOnDisk());
