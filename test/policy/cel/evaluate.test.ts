import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Registry } from '../../../src/model/registry.js';
import { fieldTypes } from '../../../src/policy/cel/types.js';
import { asked, compiled, known, written } from './expressions.js';

async function truth(
  text: string,
  registry: Omit<Registry, 'index'>,
  params = {},
): Promise<boolean | undefined> {
  const condition = await compiled(text, params);
  if (!condition) throw new Error(`${text} is the same everywhere`);
  return condition.test({ index: 0, ...registry });
}

/** Everything that is asked of a library by itself. */
function environment(): Environment {
  const env = new Environment();
  for (const [name, type] of Object.entries(fieldTypes())) {
    if (typeof type === 'string') env.registerVariable(name, type);
    else env.registerVariable(name, { schema: type });
  }
  return env;
}

/** What the library says of a registry whose fields are all there; undefined where it throws. */
function plainly(env: Environment, text: string, registry: Registry): unknown {
  const { PersistenceDay = 0, TransPerHour = 0, ...rest } = registry;
  try {
    return env.evaluate(text, {
      ...rest,
      PersistenceDay: BigInt(PersistenceDay),
      TransPerHour: BigInt(TransPerHour),
      Password: { set: registry['Password.set'] },
      Token: { set: registry['Token.set'] },
    });
  } catch {
    return undefined;
  }
}

describe('an expression', () => {
  it('comes to what the library says, where all of its fields are there', async () => {
    const env = environment();
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        written,
        fc.array(known, { minLength: 3, maxLength: 6 }),
        async ({ ours, plain }, all) => {
          const condition = await compiled(ours);
          if (!condition) return;
          for (const registry of all) {
            const theirs = plainly(env, plain, registry);
            // An overflow is not noticed by all of its operators, and where an error is chosen by another it throws.
            if (theirs === undefined || plain.includes('9223372036854775807')) continue;
            expect(condition.test(registry)).toBe(theirs);
            compared++;
          }
        },
      ),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(2000);
  });

  it('is decided only where no value of what is missing could change it', async () => {
    let decided = 0;
    await fc.assert(
      fc.asyncProperty(
        written,
        fc.array(known, { minLength: 4, maxLength: 4 }),
        fc.subarray([...asked]),
        async ({ ours }, [first, ...others], missing) => {
          const condition = await compiled(ours);
          if (!condition || !first) return;
          const unclear = Object.fromEntries(missing.map((field) => [field, '?']));
          const gone = Object.fromEntries(missing.map((field) => [field, undefined]));
          const answer = condition.test({ ...first, ...gone, unclear });
          if (answer === undefined) return;
          decided++;
          for (const other of others) {
            const filled = Object.fromEntries(missing.map((field) => [field, other[field]]));
            const whole = condition.test({ ...first, ...filled });
            // A value can still bring an error, such as a division by it, and that is open.
            if (whole !== undefined) expect(whole).toBe(answer);
          }
        },
      ),
      { numRuns: 1500 },
    );
    expect(decided).toBeGreaterThan(200);
  });
});

describe('what is missing', () => {
  it.each<readonly [string, Omit<Registry, 'index'>, boolean | undefined]>([
    ["NetType != 'VPC' || has(VpcId)", { NetType: 'VPC', VpcId: 'vpc-1' }, true],
    ["NetType != 'VPC' || has(VpcId)", { NetType: 'VPC', VpcId: '' }, false],
    ["NetType != 'VPC' || has(VpcId)", { NetType: 'VPC' }, false],
    ["NetType != 'VPC' || has(VpcId)", { NetType: 'VPC', unclear: { VpcId: '{}' } }, undefined],
    ["NetType != 'VPC' || has(VpcId)", { VpcId: 'vpc-1' }, true],
    ["NetType != 'VPC' || has(VpcId)", {}, undefined],
    ['UserName != RegistryName', { UserName: 'a' }, undefined],
    ['!(UserName == RegistryName)', {}, undefined],
    ["UserName == RegistryName && NetType == 'VPC'", { NetType: 'Internet' }, false],
    ['has(UserName) == has(RegistryName)', {}, true],
    ["(NetType == 'VPC' ? Password.set : Token.set)", { 'Password.set': true, 'Token.set': true }, true],
    [
      "(NetType == 'VPC' ? Password.set : Token.set)",
      { 'Password.set': true, 'Token.set': false },
      undefined,
    ],
    ["WhiteList.split(',').all(x, x == UserName)", {}, undefined],
    ["['a', 'b'].exists(x, x == UserName || x == RegistryName)", { UserName: 'b' }, true],
    ["['a', 'b'].all(x, x == UserName && x == RegistryName)", { UserName: 'b' }, false],
    ["['a', 'b'].exists_one(x, x == UserName || x == RegistryName)", { UserName: 'b' }, undefined],
    ['1000 / TransPerHour > 10', { TransPerHour: 0 }, undefined],
    ['1000 % TransPerHour > 10', { TransPerHour: 0 }, undefined],
    ['PersistenceDay * 9223372036854775807 > 0', { PersistenceDay: 90 }, undefined],
    ["WhiteList.split(',')[3] == ''", { WhiteList: 'a,b' }, undefined],
    ['int(UserName) > 3', { UserName: 'admin' }, undefined],
    [
      "{'harbor': 90}[RegistryType] <= PersistenceDay",
      { RegistryType: 'quay', PersistenceDay: 9 },
      undefined,
    ],
    ["Id == '1766185894104675808'", { Id: '1766185894104675808' }, true],
  ])('%s of %j is %s', async (text, registry, expected) => {
    expect(await truth(text, registry)).toBe(expected);
  });
});

describe('parameters', () => {
  const days = { harbor: 90, 'CI/CD': 7 };
  it.each<readonly [string, Omit<Registry, 'index'>, object, boolean | undefined]>([
    [
      'PersistenceDay >= params.days[RegistryType]',
      { PersistenceDay: 30, RegistryType: 'harbor' },
      { days },
      false,
    ],
    [
      'PersistenceDay >= params.days[RegistryType]',
      { PersistenceDay: 30, RegistryType: 'CI/CD' },
      { days },
      true,
    ],
    [
      'PersistenceDay >= params.days[RegistryType]',
      { PersistenceDay: 30, RegistryType: 'quay' },
      { days },
      undefined,
    ],
    [
      "DomainName.endsWith('.' + params.domain)",
      { DomainName: 'r.acme.example' },
      { domain: 'acme.example' },
      true,
    ],
    ['NetType in params.nets', { NetType: 'VPC' }, { nets: ['VPC'] }, true],
    ['NetType in params.nets', { NetType: 'VPC' }, { nets: [] }, false],
    ['double(PersistenceDay) > params.rate', { PersistenceDay: 3 }, { rate: 2.5 }, true],
    ['DomainName.matches(params.pattern)', { DomainName: 'a.example' }, { pattern: '^a\\.' }, true],
  ])('%s of %j with %j is %s', async (text, registry, params, expected) => {
    expect(await truth(text, registry, params)).toBe(expected);
  });
});

describe('a policy that reckons too much', () => {
  const loops = (depth: number): string => {
    const [opened, closed] = [Array.from({ length: depth }, (_, at) => `l.all(x${at}, `), ')'.repeat(depth)];
    return `[[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]].all(l, ${opened.join('')}x0 < PersistenceDay${closed})`;
  };

  it('leaves open what does not end, and decides what does', async () => {
    expect(await truth(loops(12), { PersistenceDay: 30 })).toBeUndefined();
    expect(await truth(loops(3), { PersistenceDay: 30 })).toBe(true);
  });
});

describe('a hostile registry', () => {
  const long = 'a,'.repeat(50_000);
  it.each([
    "WhiteList.split(',').all(x, WhiteList.split(',').all(y, WhiteList.split(',').all(z, x == y)))",
    "WhiteList.split('').map(x, WhiteList).join('').split('').map(x, WhiteList).join('') == UserName",
    "WhiteList.split('').exists(x, WhiteList.matches('b$'))",
    'WhiteList.contains(WhiteList + UserName)',
    "[WhiteList.split('')].all(l, l.all(x, l.all(y, l.all(z, x + y + z != UserName))))",
  ])('leaves open what would take too long: %s', async (text) => {
    expect(await truth(text, { WhiteList: long, UserName: `${long}!` })).toBeUndefined();
    expect(await truth(text, { WhiteList: 'a,b', UserName: 'c' })).toBeDefined();
  });
});
