import type { ASTNode } from '@marcbachmann/cel-js';
import { fieldSpec, isFieldName } from '../../model/field.js';
import { didYouMean } from '../../model/suggest.js';
import type { Mistake } from '../compile/problems.js';
import { dottedName, paramName } from './nodes.js';
import type { TypedValue } from './types.js';
import { isList, type Known } from './value.js';

/** A mistake and the part of the expression that it is in. */
interface At extends Mistake {
  readonly at: ASTNode;
}

/** What a field is held against: a text, or the number that the API has for it. */
interface Given {
  readonly given: string | bigint;
  readonly at: ASTNode;
}

/**
 * Values that are compared with an enum field and that it can never hold: `ProtocolType == 'HTTPs'` would never be
 * true, and its negation always. Expressions know but names, so a number of the API is told its name.
 */
export function* enumMistakes(node: ASTNode, params: ReadonlyMap<string, TypedValue>): Iterable<At> {
  for (const [field, against] of comparisonsIn(node)) {
    const name = dottedName(field) ?? '';
    const values = isFieldName(name) ? fieldSpec(name).values : undefined;
    if (!values) continue;
    const known = [...new Set(values.values())];
    for (const { given, at } of valuesIn(against, params)) {
      if (typeof given === 'string' && known.includes(given)) continue;
      yield { ...neverHolds(name, given, known, values.get(Number(given))), at };
    }
  }
}

function neverHolds(field: string, given: string | bigint, known: readonly string[], name?: string): Mistake {
  const shown = typeof given === 'string' ? JSON.stringify(given) : String(given);
  const meant = typeof given === 'bigint' && name !== undefined ? `Write its name: '${name}'.` : undefined;
  const hint = meant ?? didYouMean(String(given), known) ?? `Its values are ${known.join(', ')}.`;
  return { code: 'unknown-value', message: `${field} can never be ${shown}`, hint };
}

/** What may be a field, and what it is compared with. */
function comparisonsIn(node: ASTNode): readonly (readonly [field: ASTNode, against: ASTNode])[] {
  if (node.op === '==' || node.op === '!=') {
    const [left, right] = node.args;
    return [
      [left, right],
      [right, left],
    ];
  }
  if (node.op === 'in') return [[node.args[0], node.args[1]]];
  // The value that a mapping has for a field: its keys are held against it.
  return node.op === '[]' ? [[node.args[1], node.args[0]]] : [];
}

function* valuesIn(node: ASTNode, params: ReadonlyMap<string, TypedValue>): Iterable<Given> {
  const param = paramName(node);
  if (param !== undefined) for (const given of scalarsOf(params.get(param)?.value)) yield { given, at: node };
  else if (node.op === 'list') for (const item of node.args) yield* valuesIn(item, params);
  else if (node.op === 'map') for (const [key] of node.args) yield* valuesIn(key, params);
  else if (node.op === '?:') {
    yield* valuesIn(node.args[1], params);
    yield* valuesIn(node.args[2], params);
  } else if (node.op === 'value' && (typeof node.args === 'string' || typeof node.args === 'bigint')) {
    yield { given: node.args, at: node };
  }
}

function scalarsOf(value: Known): readonly (string | bigint)[] {
  const values = value instanceof Map ? [...value.keys()] : isList(value) ? value : [value];
  return values.filter((one) => typeof one === 'string' || typeof one === 'bigint');
}
