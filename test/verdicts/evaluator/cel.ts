import { CelScalar, celEnv, celFunc, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import type { Fields } from './decode.js';
import type { Mapping } from './mapping.js';
import type { Quirks } from './quirks.js';
import { present } from './schema.js';
import { type Truth, truth } from './truth.js';

export type CelParams = Mapping;

type Parsed = ReturnType<typeof parse>;
type Expression = NonNullable<Parsed['expr']>;

/** The library's own `int` takes an empty text for 0, and hexadecimal digits; to the standard it is an error. */
const wholeNumber = celFunc('wholeNumber', [CelScalar.STRING], CelScalar.INT, (text) => {
  const isNumber = /^-?[0-9]+$/.test(text);
  if (!isNumber || BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) throw new Error(`${text} is no int`);
  return BigInt(text);
});

const env = celEnv({ funcs: [...strings, wholeNumber] });
const plans = new Map<string, ReturnType<typeof plan>>();

/**
 * An expression by another library of CEL. What is unknown is left out of what it is given: `&&`, `||`, `all` and
 * `exists` take the error that comes of it as they take what is open here, and all else passes it on.
 */
export function celTruth(expression: string, fields: Fields, params: CelParams, quirks: Quirks): Truth {
  const key = `${quirks.has('double-division-by-zero')} ${expression}`;
  const run = plans.get(key) ?? plan(env, ours(parse(inTheirNames(expression)), quirks));
  plans.set(key, run);
  try {
    const answer = run({ field: valuesOf(fields), given: givenOf(fields), params: asCel(params) });
    return typeof answer === 'boolean' ? truth(answer) : 'open';
  } catch {
    return 'open';
  }
}

const NAMES =
  /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|has\(\s*([A-Z][A-Za-z.]*)\s*\)|\bparams\.([a-zA-Z]+)|(?<![\w.])([A-Z][A-Za-z]*(?:\.(?:set|wellKnown|short|hasCredential))?)\b/g;

/** Fields become entries of a map, since an unknown variable would be an error of the expression. */
function inTheirNames(expression: string): string {
  return expression.replace(NAMES, (all, asked?: string, param?: string, field?: string) => {
    if (asked !== undefined) return `given["${asked}"]`;
    if (param !== undefined) return `params["${param}"]`;
    return field === undefined ? all : `field["${field}"]`;
  });
}

/** Where docs/cel.md says that this program differs from the standard. */
function ours(parsed: Parsed, quirks: Quirks): Parsed {
  return parsed.expr ? { ...parsed, expr: rewritten(parsed.expr, quirks) } : parsed;
}

function rewritten(node: Expression, quirks: Quirks): Expression {
  const { exprKind } = node;
  const inner = (one: Expression): Expression => rewritten(one, quirks);
  if (exprKind.case === 'comprehensionExpr') {
    const { value } = exprKind;
    const part = (one: Expression | undefined): Expression | undefined => one && inner(one);
    const parts = {
      iterRange: part(value.iterRange),
      loopStep: part(value.loopStep),
      result: part(value.result),
    };
    return { ...node, exprKind: { ...exprKind, value: { ...value, ...defined(parts) } } };
  }
  if (exprKind.case === 'listExpr')
    return {
      ...node,
      exprKind: { ...exprKind, value: { ...exprKind.value, elements: exprKind.value.elements.map(inner) } },
    };
  if (exprKind.case !== 'callExpr') return node;
  const { function: name, target } = exprKind.value;
  const args = exprKind.value.args.map(inner);
  const call = (of: string, ...operands: readonly Expression[]): Expression => ({
    ...node,
    exprKind: {
      case: 'callExpr',
      value: { $typeName: 'cel.expr.Expr.Call', function: of, args: [...operands] },
    },
  });
  const [first, second, third] = args;
  if (name === 'int' && first) return call('wholeNumber', first);
  // "`? :` where both of its ends are the same": decided whichever is chosen. Of values other than true and false, the
  // generator writes no two that are the same.
  if (name === '_?_:_' && first && second && third && [second, third].every(isTruth))
    return call(
      '_||_',
      call('_||_', call('_&&_', first, second), call('_&&_', call('!_', first), third)),
      call('_&&_', second, third),
    );
  // "What has no answer: a division by zero", which IEEE 754 has for doubles.
  if (name === '_/_' && first && second && !quirks.has('double-division-by-zero'))
    return call(
      '_?_:_',
      call('_==_', second, integer(node, 0n)),
      call('_/_', integer(node, 1n), integer(node, 0n)),
      call(name, first, second),
    );
  return {
    ...node,
    exprKind: { ...exprKind, value: { ...exprKind.value, args, ...(target && { target: inner(target) }) } },
  };
}

function defined<Part extends object>(parts: Part): Part {
  const entries = Object.entries(parts).filter(([, part]) => part !== undefined);
  return Object.assign({ ...parts }, Object.fromEntries(entries));
}

const truths = new Set([
  '_&&_',
  '_||_',
  '!_',
  '_==_',
  '_!=_',
  '_<_',
  '_<=_',
  '_>_',
  '_>=_',
  '@in',
  'startsWith',
  'endsWith',
  'contains',
  'matches',
]);

/** Whether a part of an expression is plainly true or false. */
function isTruth({ exprKind }: Expression): boolean {
  return exprKind.case === 'callExpr' && truths.has(exprKind.value.function);
}

const integer = (node: Expression, value: bigint): Expression => ({
  ...node,
  exprKind: {
    case: 'constExpr',
    value: { $typeName: 'cel.expr.Constant', constantKind: { case: 'int64Value', value } },
  },
});

function valuesOf(fields: Fields): Map<string, string | bigint | boolean> {
  const values = new Map<string, string | bigint | boolean>();
  for (const [name, field] of Object.entries(fields)) {
    if (field.is !== 'known') continue;
    values.set(name, typeof field.value === 'number' ? BigInt(field.value) : field.value);
  }
  return values;
}

function givenOf(fields: Fields): Map<string, boolean> {
  const given = new Map<string, boolean>();
  for (const [name, field] of Object.entries(fields)) {
    const is = present(field, true);
    if (is !== 'open') given.set(name, is === 'true');
  }
  return given;
}

type CelInput = string | bigint | number | boolean | CelInput[] | Map<string, CelInput>;

/** Parameters, whole numbers as `int`. */
function asCel(value: unknown): CelInput {
  if (Array.isArray(value)) return value.map(asCel);
  if (typeof value === 'object' && value !== null)
    return new Map(Object.entries(value).map(([key, inner]) => [key, asCel(inner)]));
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  return typeof value === 'boolean' ? value : String(value);
}
