import type { ASTNode } from '@marcbachmann/cel-js';

/** The parts of an expression that are expressions themselves, in the order in which they are written. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** `A`, `A.b` or `A.b.c` as it is written; undefined for anything else. */
export function dottedName(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const before = dottedName(node.args[0]);
  return before === undefined ? undefined : `${before}.${node.args[1]}`;
}

/** The name of a parameter, for `params.name`. */
export function paramName(node: ASTNode): string | undefined {
  return node.op === '.' && node.args[0].op === 'id' && node.args[0].args === 'params'
    ? node.args[1]
    : undefined;
}

/** Loops over a list: the name of its function, and how it takes what follows the variable. */
const macros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** A loop over a list or over the keys of a mapping. */
export interface Loop {
  readonly name: string;
  readonly range: ASTNode;
  readonly variable: ASTNode;
  readonly body: readonly ASTNode[];
}

/** The loop that a node is; undefined for any other. */
export function loopOf(node: ASTNode): Loop | undefined {
  if (node.op !== 'rcall') return undefined;
  const [name, range, [variable, ...body]] = node.args;
  return macros.has(name) && variable && body.length > 0 ? { name, range, variable, body } : undefined;
}
