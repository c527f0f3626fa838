import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fieldNames } from '../../src/model/field.js';
import { PLACEHOLDER } from '../../src/model/placeholder.js';

interface Example {
  readonly name: string;
  readonly registry: Readonly<Record<string, unknown>>;
  readonly params?: Readonly<Record<string, unknown>>;
}

interface RuleFile {
  readonly id: string;
  readonly message: string;
  readonly fix: string;
  readonly why: string;
  readonly when?: unknown;
  readonly params?: Readonly<Record<string, { readonly schema: object; readonly default?: unknown }>>;
  readonly controls: readonly { readonly reason: string }[];
  readonly zh: {
    readonly message: string;
    readonly params?: Readonly<Record<string, string>>;
    readonly reasons: readonly string[];
  } & Readonly<Record<'title' | 'why' | 'fix', string>>;
  readonly examples: Readonly<
    Partial<Record<'comply' | 'violate' | 'open' | 'notApplicable', readonly Example[]>>
  >;
}

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const yamlIn = (folder: string) =>
  readdirSync(new URL(folder, root)).filter((file) => file.endsWith('.yaml'));

const schema = JSON.parse(read('schema/rule.schema.json'));
const ajv = new Ajv({ allErrors: true, strictRequired: false, allowUnionTypes: true });
ajv.addFormat('regex', (text) => new RegExp(text, 'u') instanceof RegExp);
const satisfies = ajv.compile(schema);

const files = yamlIn('rules/');
const rules = files.map((file) => [file, parse(read(`rules/${file}`)) as RuleFile] as const);
const chinese = /\p{Script=Han}/u;
const placeholders = (message: string) =>
  [...message.matchAll(PLACEHOLDER)].map(([, name = '']) => name).sort();

describe('the schema of rule files', () => {
  test('knows the fields that rules can use, all and no other', () => {
    const { allOf, anyOf, not, cel, ...fields } = schema.definitions.condition.properties;
    expect([allOf, anyOf, not]).not.toContain(undefined);
    expect(Object.keys(fields).sort()).toEqual([...fieldNames].sort());
  });

  test('has a description for every key of a rule', () => {
    for (const [key, value] of Object.entries<{ description?: string }>(schema.properties)) {
      expect(value.description, key).toBeTruthy();
    }
  });

  test.each([
    ['an unknown key', { rationale: 'none' }],
    ['an unknown field', { assert: { ProtocolTyp: 'HTTPS' } }],
    ['an unknown keyword', { assert: { PersistenceDay: { minimun: 30 } } }],
    ['a value that the field does not have', { assert: { ProtocolType: 'HTTP2' } }],
    ['a control without a reason', { controls: [{ standard: 'pci-dss-4.0', id: '8.3.2' }] }],
    [
      'a control that the standard does not have',
      {
        controls: [{ standard: 'nist-sp-800-190', id: '3.2.9', reason: 'none' }],
      },
    ],
    ['a title with a full stop', { title: 'The registry is reached over HTTPS.' }],
  ])('refuses %s', (_what, change) => {
    const [, sound] = rules.find(([file]) => file === 'require-https.yaml') ?? [];
    expect(satisfies(sound)).toBe(true);
    expect(satisfies({ ...sound, ...change })).toBe(false);
  });
});

describe.each(rules)('rules/%s', (file, rule) => {
  test('satisfies the schema', () => {
    expect(satisfies(rule), ajv.errorsText(satisfies.errors)).toBe(true);
  });

  test('is named after its id and points editors to the schema', () => {
    expect(file).toBe(`${rule.id}.yaml`);
    expect(read(`rules/${file}`)).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/schema\/rule\.schema\.json\n/,
    );
  });

  test('says everything in Chinese too', () => {
    for (const key of ['title', 'message', 'why', 'fix'] as const) expect(rule.zh[key]).toMatch(chinese);
    expect(placeholders(rule.zh.message)).toEqual(placeholders(rule.message));
    expect(Object.keys(rule.zh.params ?? {})).toEqual(Object.keys(rule.params ?? {}));
    for (const text of Object.values(rule.zh.params ?? {})) expect(text).toMatch(chinese);
    expect(rule.zh.reasons).toHaveLength(rule.controls.length);
    for (const reason of rule.zh.reasons) expect(reason).toMatch(chinese);
  });

  test('names only fields and parameters that there are', () => {
    for (const name of placeholders(rule.message)) {
      const known = name.startsWith('params.')
        ? Object.keys(rule.params ?? {}).map((param) => `params.${param}`)
        : fieldNames;
      expect(known).toContain(name);
    }
    const used = [...JSON.stringify(rule).matchAll(/"\$param":"([^"]+)"/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(rule.params ?? {}).sort());
  });

  test('begins its fix with one sentence that stands alone', () => {
    const [first = '', second] = rule.fix.split('\n');
    expect(first).toMatch(/^[A-Z][^`]*\.$/);
    expect(first.length).toBeLessThanOrEqual(110);
    expect(second ?? '').toBe('');
  });

  test('says why in two to five sentences', () => {
    const sentences = rule.why.match(/[.?!](?=\s|$)/g) ?? [];
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(5);
  });

  test('has examples for every outcome it can have, each with a name of its own', () => {
    const { comply = [], violate = [], open, notApplicable } = rule.examples;
    expect(comply.length).toBeGreaterThanOrEqual(2);
    expect(violate.length).toBeGreaterThanOrEqual(2);
    // An absent Jenkins environment is not described, so this rule always has what it decides on.
    if (rule.id !== 'jenkins-env-credentials') expect(open).toBeDefined();
    expect(notApplicable !== undefined).toBe(rule.when !== undefined);
    for (const examples of Object.values(rule.examples)) {
      const names = examples.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('has parameters whose defaults and examples satisfy their schemas', () => {
    const params = rule.params ?? {};
    const check = (name: string, value: unknown) => {
      const param = params[name];
      expect(param, name).toBeDefined();
      expect(ajv.validate(param?.schema ?? false, value), `${name}: ${ajv.errorsText()}`).toBe(true);
    };
    for (const [name, param] of Object.entries(params)) {
      if (param.default !== undefined) check(name, param.default);
    }
    for (const { params: given = {}, name } of Object.values(rule.examples).flat()) {
      for (const [key, value] of Object.entries(given)) check(key, value);
      for (const [key, param] of Object.entries(params)) {
        if (param.default === undefined) expect(Object.keys(given), name).toContain(key);
      }
    }
  });
});

describe('packs', () => {
  const pack = (name: string) =>
    parse(read(`rules/packs/${name}.yaml`)) as { extends?: string[]; rules: Record<string, string> };
  const byId = new Map(rules.map(([, rule]) => [rule.id, rule]));
  const order = ['note', 'warning', 'error'];

  test.each(yamlIn('rules/packs/'))('%s turns on rules that there are and that run as they are', (file) => {
    for (const [id, severity] of Object.entries(pack(file.replace('.yaml', '')).rules)) {
      const params = Object.values(byId.get(id)?.params ?? { none: { schema: {} } });
      expect(byId.has(id), id).toBe(true);
      expect(order).toContain(severity);
      if (byId.get(id)?.params)
        expect(
          params.every((param) => param.default !== undefined),
          id,
        ).toBe(true);
    }
  });

  test('strict adds to recommended and lowers nothing', () => {
    const [recommended, strict] = [pack('recommended'), pack('strict')];
    expect(strict.extends).toEqual(['recommended']);
    for (const [id, severity] of Object.entries(strict.rules)) {
      expect(order.indexOf(severity)).toBeGreaterThanOrEqual(order.indexOf(recommended.rules[id] ?? 'note'));
    }
  });

  test('what a probe finds is looked at by the rules of its own pack, and by no other', () => {
    const asksProbe = [...byId].filter(([, { when }]) => JSON.stringify(when ?? {}).includes('"Probe.'));
    expect(asksProbe.map(([id]) => id).sort()).toEqual(Object.keys(pack('probe').rules).sort());
    for (const name of ['recommended', 'strict']) {
      expect(Object.keys(pack(name).rules).filter((id) => id.startsWith('probe-'))).toEqual([]);
    }
  });

  test('a rule is in no pack only where a policy has to give it a parameter', () => {
    const packed = new Set(
      ['recommended', 'strict', 'probe'].flatMap((name) => Object.keys(pack(name).rules)),
    );
    for (const [id, rule] of byId) {
      const needs = Object.values(rule.params ?? {}).some((param) => param.default === undefined);
      expect(packed.has(id), id).toBe(!needs);
    }
  });
});

test('the pages in docs/rules are those of the rules', () => {
  const run = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], { cwd: root, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});
