import type { ASTNode } from '@marcbachmann/cel-js';
import { fieldNames, isFieldName, secretFields } from '../../model/field.js';
import { didYouMean } from '../../model/suggest.js';
import type { Params } from '../compile/field-schema.js';
import type { Mistake } from '../compile/problems.js';
import { functions, methods } from './functions.js';
import { dottedName, paramName } from './nodes.js';
import { typedParams } from './types.js';

/** Functions that the program's own evaluation knows, and those that it takes apart itself. */
const alone = [...Object.keys(functions), 'has'];
const called = [...Object.keys(methods), 'matches', 'all', 'exists', 'exists_one', 'map', 'filter'];

/** What is wrong with a function's name; undefined where it is known. */
export function functionMistake(name: string, isMethod: boolean, given = 1): Mistake | undefined {
  const known = isMethod ? called : alone;
  if (known.includes(name)) {
    // The library knows a second argument of some, which nothing here would heed.
    if (given < 2 || !Object.hasOwn(methods, name)) return undefined;
    return { code: 'bad-cel', message: `${name} takes one argument here, and not ${given}` };
  }
  const hint =
    didYouMean(name, [...known, ...(isMethod ? alone : called)]) ?? `Known here: ${known.join(', ')}.`;
  return { code: 'unknown-function', message: `there is no function ${name} here`, hint };
}

/** What is wrong with a name that is neither a field, nor a parameter, nor a loop's variable. */
export function unknownName(name: string, variables: readonly string[]): Mistake {
  const [root = ''] = name.split('.');
  const facts = Object.entries(secretFields).find(([secret]) => secret === root)?.[1];
  if (name === root && facts) {
    const hint = `Its value is secret. What rules can ask of it: ${facts.join(', ')}.`;
    return { code: 'unknown-field', message: `${name} cannot be asked for`, hint };
  }
  const inside = fieldNames.filter((field) => field.startsWith(`${name}.`));
  if (inside.length > 0) {
    return {
      code: 'unknown-field',
      message: `${name} is no field`,
      hint: `Fields of it: ${inside.join(', ')}.`,
    };
  }
  const hint =
    didYouMean(name, [...fieldNames, ...variables, 'params']) ??
    `Known here: ${facts ? facts.join(', ') : `${fieldNames.slice(0, 6).join(', ')} and the other fields of a registry`}. Texts stand in quotes.`;
  return { code: 'unknown-field', message: `there is no field ${name}`, hint };
}

/** What is wrong with `params.name`; undefined where the parameter can be used. */
export function paramMistake(name: string, params: Params): Mistake | undefined {
  if (!Object.hasOwn(params, name)) {
    const hint = didYouMean(name, Object.keys(params)) ?? 'Give it a value under params.';
    return { code: 'unknown-param', message: `there is no parameter ${name}`, hint };
  }
  if (typedParams({ [name]: params[name] }).size > 0) return undefined;
  return {
    code: 'wrong-type',
    message: `the value of the parameter ${name} cannot be used in an expression`,
    hint: 'An expression takes text, numbers, true or false, lists of one of them, and mappings to one of them.',
  };
}

/** What is wrong with a variable's name; undefined where it is free. */
export function variableMistake(variable: ASTNode): Mistake | undefined {
  const name = dottedName(variable);
  const taken =
    name === 'params' || fieldNames.some((field) => field === name || field.startsWith(`${name}.`));
  if (variable.op === 'id' && !taken) return undefined;
  const message = taken
    ? `${name} is a name that has a meaning already`
    : 'the name of a variable belongs here';
  return { code: 'bad-name', message, hint: "For example: WhiteList.split(',').all(entry, entry != '')." };
}

/** Whether a node is the name of something: `A`, `Password.set`, `params.x`; with what it begins. */
export function rootOf(node: ASTNode): string | undefined {
  return dottedName(node)?.split('.')[0];
}

/** Whether a node is a field. */
export function isField(node: ASTNode): boolean {
  return paramName(node) === undefined && isFieldName(dottedName(node) ?? '');
}
