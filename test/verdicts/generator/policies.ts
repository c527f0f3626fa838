import type { Mapping } from '../evaluator/mapping.js';
import type { Policy } from '../evaluator/policy.js';
import { randomExpression } from './expressions.js';
import type { Random } from './random.js';
import { addresses, domains, names, ranges, regions } from './records.js';

type Make = (random: Random) => unknown;

/** Patterns that mean the same to RE2 and to `RegExp` with the flag `u`. */
const patterns = [
  '^payments-',
  'harbor$',
  '[0-9]{2}',
  '^(a|b|x)',
  '^.{0,6}$',
  '支付',
  '\\.example\\.com$',
  '^[a-z-]+$',
  'o+',
  '^$',
  '\\d',
];

const words = [...names, ...domains, 'admin', 'vpc-1', '10.20.1.10'].filter((text) => text !== '');

const ofText: readonly Make[] = [
  (random) => ({ const: random.pick(words) }),
  (random) => ({ enum: random.some(words, 1, 4) }),
  (random) => ({ pattern: random.pick(patterns) }),
  (random) => ({ minLength: random.whole(1, 20) }),
  (random) => ({ maxLength: random.whole(1, 20) }),
];

const ofAddress: readonly Make[] = [
  (random) => ({ addressScope: random.pick(scopes) }),
  (random) => ({ addressScope: random.some(scopes, 1, 3) }),
  (random) => ({ cidr: random.some(random.pick([ranges, ranges, ranges, addresses]), 1, 3) }),
  (random) => ({ addressOrRange: random.chance(0.7) }),
  (random) => ({ minPrefix: minPrefix(random) }),
  (random) => ({ hostName: random.chance(0.7) }),
  (random) => ({
    domain: random.some(
      ['*.example.com', 'example.com', 'Harbor.example.com', '*.internal', 'localhost'],
      1,
      3,
    ),
  }),
];

const scopes = ['public', 'private', 'loopback', 'linkLocal', 'reserved'];

function minPrefix(random: Random): Mapping {
  const ipv4 = { ipv4: random.pick([0, 8, 15, 16, 17, 24, 32]) };
  const ipv6 = { ipv6: random.pick([0, 7, 28, 32, 33, 48, 64, 128]) };
  return random.pick([ipv4, ipv6, { ...ipv4, ...ipv6 }]);
}

const ofList: readonly Make[] = [
  (random) => ({ minEntries: random.whole(1, 4) }),
  (random) => ({ maxEntries: random.whole(0, 4) }),
  (random) => ({ eachEntry: entrySchema(random, 2) }),
  (random) => ({ someEntry: entrySchema(random, 2) }),
];

/** What is asked of an entry of a list: `present` is of fields alone. */
function entrySchema(random: Random, depth: number): Mapping {
  return joined(random, depth, entrySchema, () => random.pick([...ofAddress, ...ofText])(random));
}

const ofNumber: readonly Make[] = [
  (random) => ({ const: random.pick([0, 7, 30, 90]) }),
  (random) => ({ enum: random.some([0, 1, 7, 29, 30, 31, 90], 1, 4) }),
  (random) => ({ minimum: random.pick([0, 7, 30, 30.5, 90]) }),
  (random) => ({ maximum: random.pick([0, 7, 30, 29.5, 90]) }),
  (random) => ({ exclusiveMinimum: random.pick([0, 7, 30, 90]) }),
  (random) => ({ exclusiveMaximum: random.pick([1, 7, 30, 90]) }),
  (random) => ({ multipleOf: random.pick([2, 7, 30, 0.5]) }),
];

const choice = (...values: readonly unknown[]): readonly Make[] => [
  (random) => ({ const: random.pick(values) }),
  (random) => ({ enum: random.some(values, 1, 2) }),
];

const ids = ['1', '2', '3', '1000200030004000', '1000200030004001', '18446744073709551615'];

const fields: Readonly<Record<string, readonly Make[]>> = {
  RegistryName: ofText,
  VpcId: ofText,
  UserName: ofText,
  RegionId: [
    (random) => ({ const: random.pick(regions) }),
    (random) => ({ enum: random.some(regions, 1, 3) }),
  ],
  DomainName: [...ofText, ...ofAddress],
  RegistryHostIp: [...ofAddress, ...ofAddress, ...ofText],
  WhiteList: [...ofList, ...ofList, ...ofList, ...ofText],
  PersistenceDay: ofNumber,
  TransPerHour: ofNumber,
  Id: [...choice(...ids, 1, 2), () => ({ pattern: '^[12]$' })],
  AliUid: choice(...ids),
  RegistryType: choice('acr', 'harbor', 'quay', 'CI/CD'),
  RegistryVersion: choice('V1', 'V2'),
  ProtocolType: choice('HTTP', 'HTTPS', 1, 2),
  NetType: choice('Internet', 'VPC', 1, 2),
  'Password.set': choice(true, false),
  'Password.wellKnown': choice(true, false),
  'Password.short': choice(true, false),
  'Token.set': choice(true, false),
  'JenkinsEnv.set': choice(true, false),
  'JenkinsEnv.hasCredential': choice(true, false),
};

/** A schema that joins others, or one that does not. */
function joined(
  random: Random,
  depth: number,
  inner: (random: Random, depth: number) => Mapping,
  leaf: () => unknown,
): Mapping {
  const below = (): Mapping => inner(random, depth - 1);
  const kind = depth > 0 ? random.whole(0, 9) : 9;
  if (kind === 0) return { not: below() };
  if (kind === 1) return { allOf: random.many(1, 3, below) };
  if (kind === 2) return { anyOf: random.many(1, 3, below) };
  if (kind === 3) return { ...below(), ...below() };
  return leaf() as Mapping;
}

function fieldSchema(random: Random, name: string, depth: number): Mapping {
  return joined(
    random,
    depth,
    (again, below) => fieldSchema(again, name, below),
    () =>
      random.chance(0.15) ? { present: random.chance(0.6) } : random.pick(fields[name] ?? ofText)(random),
  );
}

function fieldCondition(random: Random): Mapping {
  const name = random.pick(Object.keys(fields));
  const schema = fieldSchema(random, name, 2);
  const keys = Object.keys(schema);
  const value = schema['const'];
  // A value alone is the same as `const`.
  return { [name]: keys.length === 1 && value !== undefined && random.chance(0.5) ? value : schema };
}

/** A condition, with expressions in it now and then. */
export function randomCondition(random: Random, depth = 2): Mapping {
  return joined(random, depth, randomCondition, () =>
    random.chance(0.2) ? { cel: randomExpression(random) } : fieldCondition(random),
  );
}

const days = { harbor: 90, quay: 30 };

function ownRule(random: Random): Mapping {
  return {
    ...(random.chance(0.7) && { severity: random.pick(['error', 'warning', 'note']) }),
    ...(random.chance(0.4) && { when: randomCondition(random, 1) }),
    params: { days, least: random.pick([7, 30, 90]), domain: 'example.com', types: ['harbor', 'quay'] },
    assert: random.chance(0.08)
      ? { PersistenceDay: { minimum: { $param: 'least' } } }
      : randomCondition(random),
  };
}

const comparedFields = [
  'DomainName',
  'RegistryHostIp',
  'RegistryName',
  'AliUid',
  'RegionId',
  'ProtocolType',
  'Id',
];

function acrossRule(random: Random): Mapping {
  const rule = {
    severity: random.pick(['error', 'warning', 'note']),
    ...(random.chance(0.5) && { when: randomCondition(random, 1) }),
  };
  const kind = random.whole(0, 2);
  if (kind === 0) return { ...rule, unique: random.some(comparedFields, 1, 3) };
  if (kind === 1) return { ...rule, count: count(random) };
  const entries = random
    .many(1, 5, () => selector(random))
    .map((entry) => [JSON.stringify(entry), entry] as const);
  return { ...rule, expected: [...new Map(entries).values()] };
}

function count(random: Random): Mapping {
  const min = random.whole(1, 3);
  const limits = random.pick([{ min }, { max: random.whole(0, 3) }, { min, max: min + random.whole(0, 3) }]);
  const kind = random.whole(0, 3);
  if (kind === 0) return limits;
  if (kind === 1) return { ...limits, by: 'RegionId', for: random.some(regions, 1, 3) };
  // One field: with several, docs/across-registries.md leaves open what a part of them that is known decides.
  return { ...limits, by: random.pick(['RegionId', 'RegistryType', 'AliUid', 'NetType', 'DomainName']) };
}

/** Chooses registries: globs, values, lists of them. */
function selector(random: Random): Mapping {
  const makes: Readonly<Record<string, Make>> = {
    RegistryName: (one) =>
      one.pick(['payments-*', '*harbor', '??y', 'payments', '支付', ['sandbox-*', 'payments'], '*']),
    RegistryType: (one) => one.pick(['harbor', 'quay', 'CI/CD', ['harbor', 'acr']]),
    RegionId: (one) => one.pick(['cn-hangzhou', 'cn-*', ['us-west-1', 'eu-*']]),
    ProtocolType: (one) => one.pick(['HTTP', 2]),
    AliUid: (one) => one.pick(['1000200030004000', '100020003000400?']),
    Id: (one) => one.pick(['1', '2', 3]),
    UserName: (one) => one.pick(['admin', 'FAKE-*', '*']),
  };
  const chosen = random.some(Object.keys(makes), 1, 2);
  return Object.fromEntries(chosen.map((name) => [name, makes[name]?.(random)]));
}

const packs = ['recommended', 'strict'];
const parameters: Readonly<Record<string, (random: Random) => Mapping>> = {
  'persistence-days': (random) => ({ minimum: random.pick([7, 60, 90]) }),
  'whitelist-bounded': (random) => ({ ipv4: random.pick([8, 15, 24]) }),
  'allowed-regions': (random) => ({ regions: random.some(regions, 1, 3) }),
  'allowed-domains': (random) => ({
    domains: random.some(['*.example.com', 'example.com', '*.internal'], 1, 2),
  }),
  'allowed-registry-types': (random) => ({ types: random.some(['acr', 'harbor', 'quay', 'CI/CD'], 1, 2) }),
};

/** A setting of a rule that comes with the program. Those of `recommended` may be set without a severity. */
function setting(random: Random, id: string): unknown {
  const severity = random.pick(['error', 'warning', 'note']);
  const params = parameters[id]?.(random);
  if (params === undefined && random.chance(0.5)) return severity;
  return {
    severity,
    ...(params && { params }),
    ...(random.chance(0.3) && { when: randomCondition(random, 1) }),
  };
}

const settable = [
  ...Object.keys(parameters),
  'require-https',
  'require-vpc',
  'host-not-public',
  'domain-is-name',
  'default-credentials',
  'vpc-id-present',
  'scan-rate',
  'token-over-password',
  'vendor-admin-account',
  'whitelist-valid',
  'jenkins-env-credentials',
];

/** A policy with a pack, built-in rules, rules of its own, overrides and waivers; parts of it may be refused. */
export function randomPolicy(random: Random, today: string): Policy {
  const rules: Record<string, unknown> = {};
  const extended = random.chance(0.3) ? [random.pick(packs)] : [];
  for (const id of random.some(settable, 0, 3)) rules[id] = setting(random, id);
  for (const [at, rule] of random.many(2, 6, () => ownRule(random)).entries()) rules[`own-${at}`] = rule;
  for (const [at, rule] of random.many(0, 2, () => acrossRule(random)).entries())
    rules[`across-${at}`] = rule;
  const own = Object.keys(rules);
  const single = own.filter((id) => !id.startsWith('across-'));
  const waivers = random.chance(0.4) ? random.many(1, 3, () => selector(random)) : [];
  const overrides = random.chance(0.3) && single.length > 0 ? random.many(1, 3, () => selector(random)) : [];
  return {
    version: 1,
    ...(extended.length > 0 && { extends: extended }),
    rules,
    ...(overrides.length > 0 && {
      overrides: overrides.map((match) => ({
        match,
        rules: Object.fromEntries(random.some(single, 1, 2).map((id) => [id, overriding(random, id)])),
      })),
    }),
    ...(waivers.length > 0 && {
      waivers: waivers.map((registry, at) => ({
        rule: random.pick([...own, 'no-such-rule']),
        registry,
        reason: `reason ${at}`,
        expires: dayAfter(today, random.pick([-1, 0, 1, 14, 15, 365])),
      })),
    }),
  };
}

function overriding(random: Random, id: string): unknown {
  const severity = random.pick(['error', 'warning', 'note', 'off']);
  const params =
    parameters[id]?.(random) ?? (id.startsWith('own-') ? { least: random.pick([1, 29, 31]) } : undefined);
  return params && severity !== 'off' && random.chance(0.5) ? { severity, params } : severity;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
