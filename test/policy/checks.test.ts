import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validate as accounts } from '../../src/policy/generated/check-accounts.js';
import { validate as policy } from '../../src/policy/generated/check-policy.js';
import { validate as test } from '../../src/policy/generated/check-test.js';
import { validate as waivers } from '../../src/policy/generated/check-waivers.js';

const waiver = {
  rule: 'require-https',
  registry: { RegistryName: ['a*', 'b'] },
  reason: 'moves',
  expires: '2099-01-31',
};
const condition = {
  allOf: [
    { NetType: 'VPC' },
    { anyOf: [{ PersistenceDay: { minimum: 30, maximum: 90 } }, { not: { UserName: 'admin' } }] },
  ],
  WhiteList: { eachEntry: { cidr: ['10.0.0.0/8'], minPrefix: { ipv4: 16 } }, present: true },
  Id: { enum: ['1', 2] },
  cel: "NetType != 'VPC' || has(VpcId)",
};

/** Sound files in which every part of the schemas is used. */
const sound = {
  policy: {
    version: 1,
    title: 'ours',
    extends: ['recommended', './base.yaml'],
    rules: {
      'require-https': 'error',
      'persistence-days': { severity: 'warning', params: { minimum: 30 }, when: condition, message: 'x' },
      'allowed-domains': { params: { domains: ['*.example.com'] } },
      'our-own': {
        title: 't',
        severity: 'note',
        when: condition,
        assert: condition,
        message: 'm',
        params: { a: 1 },
      },
      'our-names': { severity: 'error', unique: ['DomainName', 'RegistryHostIp'] },
      'ours-only': {
        severity: 'warning',
        fix: 'f',
        expected: [{ RegistryName: 'a-*', RegistryType: 'harbor' }],
      },
      'our-count': {
        severity: 'error',
        when: condition,
        count: { min: 1, by: 'RegionId', for: ['cn-hangzhou'] },
      },
    },
    overrides: [{ match: { RegionId: 'cn-*', account: 'prod' }, rules: { 'require-https': 'off' } }],
    waivers: [waiver],
    allowPermanent: true,
    waiverWarningDays: 14,
  },
  waivers: { version: 1, waivers: [waiver] },
  accounts: {
    version: 1,
    defaults: { endpoint: 'https://example.com', regions: ['cn-hangzhou'] },
    accounts: [
      { name: 'prod', profile: 'p' },
      { name: 'dev', env: { accessKeyId: 'A', accessKeySecret: 'B' } },
      { name: 'file', inventory: 'a.json' },
    ],
  },
  test: {
    policy: 'policy.yaml',
    cases: [
      { name: 'n', registry: { NetType: 2, Id: 1 }, expect: { 'require-https': 'fail' } },
      { name: 'm', inventory: 'a.json', expect: { 'require-https': { fail: 1, pass: 1 } } },
    ],
  },
};

const checks = { policy, waivers, accounts, test };

/** The published schema, by Ajv itself. */
function published(name: string) {
  const schema: object = JSON.parse(readFileSync(`schema/${name}.schema.json`, 'utf8'));
  return new Ajv({
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
  }).compile(schema);
}

type Tree = readonly Tree[] | { readonly [key: string]: Tree } | string | number | boolean | null;

const isBranch = (tree: Tree): tree is readonly Tree[] | { readonly [key: string]: Tree } =>
  typeof tree === 'object' && tree !== null;

/** The tree with one of its parts given to `change`: which one, `at` tells on each level. */
function changed(tree: Tree, at: readonly number[], change: (part: Tree) => Tree): Tree {
  const [first, ...rest] = at;
  if (first === undefined || !isBranch(tree)) return change(tree);
  const entries: [string, Tree][] = Object.entries(tree);
  if (entries.length === 0) return change(tree);
  const chosen = first % entries.length;
  const parts = entries.map(([key, part], index): [string, Tree] => [
    key,
    index === chosen ? changed(part, rest, change) : part,
  ]);
  return Array.isArray(tree) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

const odd = fc.constantFrom<Tree>(
  ...[
    '',
    'error',
    'off',
    'x',
    '2099-13-41',
    'cn-*',
    'A B',
    0,
    1,
    -1,
    1.5,
    121,
    true,
    null,
    [],
    ['x'],
    ['x', 'x'],
  ],
  ...[
    {},
    { $param: 'a' },
    { x: 1 },
    { severity: 'error' },
    { const: 'VPC' },
    { minimum: '1' },
    { allOf: [] },
    [[]],
  ],
);
const how = fc.oneof(
  odd.map((part) => () => part),
  // A part in the place of another: of the right form, and where it may not be.
  fc.constant((part: Tree): Tree => ({ not: part })),
  fc.constant((part: Tree): Tree => [part]),
  fc.constantFrom('x', 'version', 'when', 'assert', 'const', 'NetType', 'fix', 'severity').map(
    (key) =>
      (part: Tree): Tree =>
        isBranch(part) && !Array.isArray(part) ? { ...part, [key]: 'VPC' } : part,
  ),
  fc.nat().map(
    (at) =>
      (part: Tree): Tree =>
        isBranch(part) && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).filter((_, index, all) => index !== at % all.length))
          : part,
  ),
);

describe.each(Object.entries(checks))('what checks a file of the kind %s', (name, check) => {
  const byAjv = published(name);
  const start: Tree = JSON.parse(JSON.stringify(sound[name as keyof typeof sound]));

  it('finds sound what the published schema finds sound, and nothing else', () => {
    const found = { sound: 0, wrong: 0 };
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { maxLength: 9 }), how, (at, change) => {
        const file = changed(start, at, change);
        const isSound = byAjv(file);
        found[isSound ? 'sound' : 'wrong']++;
        expect(check(file)).toBe(isSound);
      }),
      { numRuns: 3000 },
    );
    expect(byAjv(start)).toBe(true);
    expect(Math.min(found.sound, found.wrong)).toBeGreaterThan(100);
  });
});
