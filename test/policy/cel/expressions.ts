import fc from 'fast-check';
import type { Registry } from '../../../src/model/registry.js';
import type { CelCondition } from '../../../src/model/rule.js';
import { compileCel } from '../../../src/policy/cel/compile.js';

/** An expression as this program takes it, and as the library alone takes it: it knows no `has` of a field. */
export interface Written {
  readonly ours: string;
  readonly plain: string;
}

const same = (text: string): Written => ({ ours: text, plain: text });

const join = (build: (...parts: string[]) => string, ...parts: readonly Written[]): Written => ({
  ours: build(...parts.map(({ ours }) => ours)),
  plain: build(...parts.map(({ plain }) => plain)),
});

const texts = ['UserName', 'RegistryName', 'WhiteList'] as const;
const numbers = ['PersistenceDay', 'TransPerHour'] as const;
const facts = ['Password.set', 'Token.set'] as const;

const values = fc.constantFrom('', 'a', 'b', 'A', 'a,b', 'b,a,a', ',');

/** Expressions of all kinds whose types are right. */
export const written: fc.Arbitrary<Written> = fc.letrec<{ truth: Written; text: Written; number: Written }>(
  (tie) => ({
    truth: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...facts, "(ProtocolType == 'HTTP')", "(NetType in ['VPC'])").map(same),
      fc.constantFrom(...texts).map((field) => ({ ours: `has(${field})`, plain: `(${field} != '')` })),
      fc
        .tuple(fc.constantFrom('==', '!=', '<', '>='), tie('text'), tie('text'))
        .map(([operator, ...of]) => join((a, b) => `(${a} ${operator} ${b})`, ...of)),
      fc
        .tuple(fc.constantFrom('==', '!=', '<', '<=', '>'), tie('number'), tie('number'))
        .map(([operator, ...of]) => join((a, b) => `(${a} ${operator} ${b})`, ...of)),
      fc
        .tuple(fc.constantFrom('contains', 'startsWith', 'endsWith'), tie('text'), tie('text'))
        .map(([name, ...of]) => join((a, b) => `${a}.${name}(${b})`, ...of)),
      fc
        .tuple(fc.constantFrom('&&', '||', '==', '!='), tie('truth'), tie('truth'))
        .map(([operator, ...of]) => join((a, b) => `(${a} ${operator} ${b})`, ...of)),
      tie('truth').map((of) => join((a) => `!${a}`, of)),
      fc
        .tuple(tie('truth'), tie('truth'), tie('truth'))
        .map((of) => join((a, b, c) => `(${a} ? ${b} : ${c})`, ...of)),
      fc
        .tuple(fc.constantFrom('all', 'exists', 'exists_one'), tie('text'), tie('text'), tie('truth'))
        .map(([name, ...of]) => join((a, b, c) => `${a}.split(',').${name}(x, x == ${b} || ${c})`, ...of)),
      fc
        .tuple(tie('text'), tie('text'))
        .map((of) => join((a, b) => `(${a} in ${b}.split(',').filter(x, x != 'a').map(x, x + ${a}))`, ...of)),
    ),
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...texts).map(same),
      values.map((text) => same(`'${text}'`)),
      fc.tuple(tie('text'), tie('text')).map((of) => join((a, b) => `(${a} + ${b})`, ...of)),
      fc
        .tuple(fc.constantFrom('lowerAscii', 'upperAscii', 'trim'), tie('text'))
        .map(([name, of]) => join((a) => `${a}.${name}()`, of)),
      fc
        .tuple(tie('truth'), tie('text'), tie('text'))
        .map((of) => join((a, b, c) => `(${a} ? ${b} : ${c})`, ...of)),
      fc.tuple(tie('text'), tie('number')).map((of) => join((a, b) => `${a}.split(',')[${b}]`, ...of)),
      tie('number').map((of) => join((a) => `string(${a})`, of)),
    ),
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...numbers).map(same),
      fc.constantFrom('0', '1', '7', '9223372036854775807').map(same),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/', '%'), tie('number'), tie('number'))
        .map(([operator, ...of]) => join((a, b) => `(${a} ${operator} ${b})`, ...of)),
      tie('number').map((of) => join((a) => `-${a}`, of)),
      tie('text').map((of) => join((a) => `size(${a})`, of)),
      tie('truth').chain((of) =>
        tie('number').map((number) => join((a, b) => `{true: 1, false: ${b}}[${a}]`, of, number)),
      ),
    ),
  }),
).truth;

/** A registry of which everything is known that those expressions ask. */
export const known: fc.Arbitrary<Registry> = fc.record({
  index: fc.constant(0),
  UserName: values,
  RegistryName: values,
  WhiteList: values,
  PersistenceDay: fc.constantFrom(0, 1, 7, 90),
  TransPerHour: fc.constantFrom(0, 1, 30),
  ProtocolType: fc.constantFrom('HTTP', 'HTTPS'),
  NetType: fc.constantFrom('Internet', 'VPC'),
  'Password.set': fc.boolean(),
  'Token.set': fc.boolean(),
});

/** The fields of such a registry. */
export const asked = [...texts, ...numbers, ...facts, 'ProtocolType', 'NetType'] as const;

/** Compiles an expression; undefined for one that is the same everywhere, which is refused. */
export async function compiled(
  text: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<CelCondition | undefined> {
  const result = await compileCel(text, params);
  if ('condition' in result) return result.condition;
  const [first] = result.mistakes;
  if (first?.code === 'constant') return undefined;
  throw new Error(`${text}: ${first?.message} ${first?.hint}`);
}
