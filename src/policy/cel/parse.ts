import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { Mistake } from '../compile/problems.js';
import { grammarMistake, typeMistake } from './mistakes.js';
import { childrenOf } from './nodes.js';
import { fieldTypes, type TypedValue } from './types.js';

/** A mistake in an expression, from one character of it to another. */
export interface PlacedMistake extends Mistake {
  readonly from: number;
  readonly to: number;
}

/** An expression that is well formed; undefined where a mistake was told. */
export type Tell = (mistake: PlacedMistake) => void;

/** More than a person writes into one condition; what is larger could exhaust the stack. */
const limits = { maxAstNodes: 2000, maxDepth: 40, maxListElements: 1000, maxMapEntries: 1000 };

/**
 * Takes the place of `has` where types are checked, being as long: the library's own takes but a member of
 * something, such as `has(Password.set)`, and no field that stands alone.
 */
const STAND_IN = 'hAS';

let made: Environment | undefined;

/** Knows the fields. Parameters are added to a copy. */
function environment(): Environment {
  if (made) return made;
  made = new Environment({ limits }).registerFunction(`${STAND_IN}(dyn): bool`, () => true);
  for (const [name, type] of Object.entries(fieldTypes())) {
    if (typeof type === 'string') made.registerVariable(name, type);
    else made.registerVariable(name, { schema: type });
  }
  return made;
}

/** Reads an expression. */
export function parse(text: string, tell: Tell): ASTNode | undefined {
  try {
    return environment().parse(text).ast;
  } catch (error) {
    tell({ ...grammarMistake(summaryOf(error)), ...rangeOf(error, text) });
    return undefined;
  }
}

/** Checks the types of an expression that can be read, and that it comes to true or false. */
export function checkTypes(
  text: string,
  ast: ASTNode,
  params: ReadonlyMap<string, TypedValue>,
  tell: Tell,
): void {
  const env = environment().clone();
  const schema = Object.fromEntries([...params].map(([name, { type }]) => [name, type]));
  if (params.size > 0) env.registerVariable('params', { schema });
  const { valid, type, error } = env.check(withStandIns(text, ast));
  if (!valid) tell({ ...typeMistake(summaryOf(error)), ...rangeOf(error, text) });
  else if (type !== 'bool') tell({ ...notBoolean(type), from: 0, to: text.length });
}

function notBoolean(type = 'dyn'): Mistake {
  const message = `this comes to a value of type ${type}, and a condition to true or false`;
  return { code: 'bad-cel', message, hint: "Compare it with something, such as NetType == 'VPC'." };
}

function withStandIns(text: string, ast: ASTNode): string {
  let replaced = text;
  for (const node of [ast, ...descendants(ast)]) {
    if (node.op !== 'call' || node.args[0] !== 'has') continue;
    replaced = replaced.slice(0, node.start) + STAND_IN + replaced.slice(node.start + STAND_IN.length);
  }
  return replaced;
}

function* descendants(node: ASTNode): Iterable<ASTNode> {
  for (const child of childrenOf(node)) {
    yield child;
    yield* descendants(child);
  }
}

/** What the library says, without the excerpt that it adds: the frame shows the policy file itself. */
function summaryOf(error: unknown): string {
  const summary: unknown = Object(error).summary;
  return typeof summary === 'string' ? summary : String(error);
}

function rangeOf(error: unknown, text: string): { readonly from: number; readonly to: number } {
  const range: unknown = Object(error).range;
  const { start, end } = Object(range);
  return typeof start === 'number' && typeof end === 'number'
    ? { from: start, to: end }
    : { from: 0, to: text.length };
}
