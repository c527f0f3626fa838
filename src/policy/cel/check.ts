import type { ASTNode } from '@marcbachmann/cel-js';
import { type FieldName, isFieldName } from '../../model/field.js';
import type { Params } from '../compile/field-schema.js';
import type { Mistake } from '../compile/problems.js';
import { enumMistakes } from './enums.js';
import { functionMistake, paramMistake, rootOf, unknownName, variableMistake } from './names.js';
import { childrenOf, dottedName, loopOf, paramName } from './nodes.js';
import type { Tell } from './parse.js';
import type { TypedValue } from './types.js';
import { int64 } from './value.js';

/** What an expression speaks of. */
export interface Mentions {
  /** Every field, in the order in which they are first named. */
  readonly fields: Set<FieldName>;
  /** Those of them whose value is asked for, and not only whether there is one. */
  readonly values: Set<FieldName>;
  readonly params: Set<string>;
  /** Regular expressions, with the place of each. */
  readonly patterns: { readonly node: ASTNode; readonly pattern: string }[];
}

/** Checks what the library does not: names, with suggestions; values of enum fields; what is left out of CEL here. */
export class Checker {
  readonly mentions: Mentions = { fields: new Set(), values: new Set(), params: new Set(), patterns: [] };
  readonly #params: Params;
  readonly #typed: ReadonlyMap<string, TypedValue>;
  readonly #tell: Tell;

  constructor(params: Params, typed: ReadonlyMap<string, TypedValue>, tell: Tell) {
    this.#params = params;
    this.#typed = typed;
    this.#tell = tell;
  }

  check(node: ASTNode, variables: readonly string[] = []): void {
    const loop = loopOf(node);
    if (loop) {
      this.#report(loop.variable, variableMistake(loop.variable));
      this.check(loop.range, variables);
      for (const part of loop.body) this.check(part, [...variables, dottedName(loop.variable) ?? '']);
      return;
    }
    if (rootOf(node) !== undefined) this.#name(node, variables);
    else if (node.op === 'value') this.#report(node, literalMistake(node.args));
    else if (node.op === 'call' && node.args[0] === 'has') this.#has(node, node.args[1], variables);
    else this.#parts(node, variables);
  }

  #parts(node: ASTNode, variables: readonly string[]): void {
    if (node.op === 'call') this.#report(node, functionMistake(node.args[0], false));
    if (node.op === 'rcall') this.#report(node, functionMistake(node.args[0], true, node.args[2].length));
    if (node.op === 'rcall' && node.args[0] === 'matches') this.#pattern(node.args[2][0]);
    for (const child of childrenOf(node)) this.check(child, variables);
    for (const { at, ...mistake } of enumMistakes(node, this.#typed)) this.#report(at, mistake);
  }

  #report({ start, end }: ASTNode, mistake: Mistake | undefined): void {
    if (mistake) this.#tell({ ...mistake, from: start, to: end });
  }

  #name(node: ASTNode, variables: readonly string[]): void {
    const name = dottedName(node) ?? '';
    const [root = ''] = name.split('.');
    if (variables.includes(root)) return;
    const param = paramName(node);
    if (param !== undefined) {
      this.mentions.params.add(param);
      this.#report(node, paramMistake(param, this.#params));
    } else if (isFieldName(name)) {
      this.mentions.fields.add(name);
      this.mentions.values.add(name);
    } else if (node.op === '.' && (isFieldName(dottedName(node.args[0]) ?? '') || paramName(node.args[0]))) {
      // A field or a parameter has no member; the types tell.
      this.#name(node.args[0], variables);
    } else this.#report(node, unknownName(name, variables));
  }

  #has(node: ASTNode, [first]: readonly ASTNode[], variables: readonly string[]): void {
    const name = first && dottedName(first);
    if (name !== undefined && isFieldName(name)) this.mentions.fields.add(name);
    else if (first && name !== undefined && !['params', ...variables].includes(rootOf(first) ?? ''))
      this.#name(first, variables);
    else {
      const message = 'has asks whether a registry has a field';
      this.#report(first ?? node, { code: 'bad-cel', message, hint: 'For example: has(VpcId).' });
    }
  }

  #pattern(node: ASTNode | undefined): void {
    if (!node) return;
    const name = paramName(node);
    const pattern =
      node.op === 'value' ? node.args : name === undefined ? undefined : this.#typed.get(name)?.value;
    if (typeof pattern === 'string') this.mentions.patterns.push({ node, pattern });
    // Anything else as a literal or a parameter has the wrong type, which is told by the types.
    else if (node.op !== 'value' && name === undefined) {
      const message = 'a regular expression must be written out, or be a parameter';
      const hint = 'To look for the value of a field, use contains, startsWith or endsWith.';
      this.#report(node, { code: 'bad-pattern', message, hint });
    }
  }
}

function literalMistake(value: unknown): Mistake | undefined {
  if (value === null)
    return {
      code: 'bad-cel',
      message: 'null is no value here',
      hint: 'For whether a field is there, write has(Field).',
    };
  if (typeof value === 'bigint' && int64(value) === undefined)
    return { code: 'bad-value', message: 'this whole number has more than 64 bits' };
  if (typeof value !== 'object') return undefined;
  return {
    code: 'bad-cel',
    message: 'bytes and unsigned numbers are not known here',
    hint: 'Write text or a plain number.',
  };
}
