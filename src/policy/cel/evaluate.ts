import type { ASTNode } from '@marcbachmann/cel-js';
import type { FieldName } from '../../model/field.js';
import { isFieldName } from '../../model/field.js';
import type { Registry } from '../../model/registry.js';
import { Budget } from './budget.js';
import { functions, methods } from './functions.js';
import { loopBody, type Step } from './loops.js';
import { dottedName, loopOf, paramName } from './nodes.js';
import { operators } from './operators.js';
import type { TypedValue } from './types.js';
import { isList, type Known, same, type Value } from './value.js';

/** What an evaluation goes along with: the registry, and the variables of loops, by their place. */
export interface Frame {
  readonly registry: Registry;
  readonly budget: Budget;
  readonly variables: Value[];
}

/** A regular expression, ready to be run in linear time. */
export type Matcher = { test(text: string): boolean };

/** What an expression is compiled with. */
export interface Surroundings {
  readonly params: ReadonlyMap<string, TypedValue>;
  readonly matcher: (pattern: string) => Matcher;
}

/** Compiles expressions whose names and types are right to functions. Nothing in them throws but the budget. */
export class Compiler {
  readonly #around: Surroundings;
  /** The variables of the loops around a place, the outermost first. */
  #scope: readonly string[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
  }

  compile(node: ASTNode): Step {
    const loop = loopOf(node);
    if (loop) {
      const range = this.compile(loop.range);
      const outer = this.#scope;
      this.#scope = [...outer, dottedName(loop.variable) ?? ''];
      const body = loop.body.map((part) => this.compile(part));
      this.#scope = outer;
      return loopBody(loop.name, range, outer.length, body);
    }
    switch (node.op) {
      case 'value':
        return constant(literal(node.args));
      case 'id':
      case '.':
        return this.#named(node);
      case '!_':
        return negation(this.compile(node.args));
      case '-_':
        return minus(this.compile(node.args));
      case '&&':
      case '||':
        return logical(this.compile(node.args[0]), this.compile(node.args[1]), node.op === '||');
      case '?:':
        return choice(this.compile(node.args[0]), this.compile(node.args[1]), this.compile(node.args[2]));
      case 'list':
        return all(node.args.map((part) => this.compile(part)));
      case 'map':
        return mapping(node.args.map(([key, value]) => [this.compile(key), this.compile(value)]));
      case 'call':
        return this.#call(node.args[0], node.args[1]);
      case 'rcall':
        return this.#method(node.args[0], node.args[1], node.args[2]);
      case '.?':
      case '[?]':
        return constant(undefined);
      default:
        return this.#operator(node.op, node.args[0], node.args[1]);
    }
  }

  #named(node: ASTNode): Step {
    const name = dottedName(node) ?? '';
    const place = this.#scope.lastIndexOf(name);
    if (place >= 0) return ({ variables }) => variables[place];
    const param = paramName(node);
    if (param !== undefined) return constant(this.#around.params.get(param)?.value);
    return isFieldName(name) ? read(name) : constant(undefined);
  }

  #call(name: string, args: readonly ASTNode[]): Step {
    const [first] = args;
    if (!first) return constant(undefined);
    const field = dottedName(first) ?? '';
    if (name === 'has') return isFieldName(field) ? presence(field) : constant(undefined);
    const call = functions[name];
    const of = this.compile(first);
    return (frame) => {
      const value = of(frame);
      return value === undefined ? undefined : call?.(frame.budget, value, value);
    };
  }

  #method(name: string, receiver: ASTNode, args: readonly ASTNode[]): Step {
    const of = this.compile(receiver);
    const [first] = args;
    if (name === 'matches') return first ? this.#matches(of, this.compile(first)) : constant(undefined);
    const call = methods[name];
    const other = first ? this.compile(first) : constant('');
    return (frame) => {
      const value = of(frame);
      if (value === undefined) return undefined;
      const more = other(frame);
      return more === undefined ? undefined : call?.(frame.budget, value, more);
    };
  }

  /** The pattern is a text of the policy, so it can be compiled now. */
  #matches(of: Step, pattern: Step): Step {
    const text = pattern(nothing());
    if (typeof text !== 'string') return constant(undefined);
    const matcher = this.#around.matcher(text);
    return (frame) => {
      const value = of(frame);
      if (typeof value !== 'string') return undefined;
      frame.budget.spend(1 + value.length);
      return matcher.test(value);
    };
  }

  #operator(name: string, left: ASTNode, right: ASTNode): Step {
    const [one, other] = [this.compile(left), this.compile(right)];
    const operator = operators[name];
    return (frame) => {
      const first = one(frame);
      if (first === undefined) return undefined;
      const second = other(frame);
      return second === undefined ? undefined : operator?.(frame.budget, first, second);
    };
  }
}

/** Where nothing is known, for what is the same everywhere. */
const nothing = (): Frame => ({ registry: { index: 0 }, budget: new Budget(), variables: [] });

const constant =
  (value: Known): Step =>
  () =>
    value;

const literal = (value: unknown): Known =>
  typeof value === 'string' ||
  typeof value === 'bigint' ||
  typeof value === 'number' ||
  typeof value === 'boolean'
    ? value
    : undefined;

function read(field: FieldName): Step {
  return ({ registry }) => {
    const value = registry[field];
    return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
  };
}

/** What `present` asks. What stands there but is not understood leaves even that open. */
function presence(field: FieldName): Step {
  return ({ registry }) => {
    const value = registry[field];
    if (value !== undefined) return value !== '';
    return registry.unclear?.[field] === undefined ? false : undefined;
  };
}

const negation =
  (of: Step): Step =>
  (frame) => {
    const value = of(frame);
    return typeof value === 'boolean' ? !value : undefined;
  };

function minus(of: Step): Step {
  return (frame) => {
    const value = of(frame);
    if (typeof value === 'number') return -value;
    return typeof value === 'bigint' ? operators['-']?.(frame.budget, 0n, value) : undefined;
  };
}

/** `&&` and `||`: one side alone can decide, whichever it is. */
function logical(left: Step, right: Step, decisive: boolean): Step {
  return (frame) => {
    const one = left(frame);
    if (one === decisive) return decisive;
    const other = right(frame);
    if (other === decisive) return decisive;
    return one === undefined || other === undefined ? undefined : !decisive;
  };
}

/** Where it is not known which is chosen, the result is known only if it is the same both ways. */
function choice(condition: Step, yes: Step, no: Step): Step {
  return (frame) => {
    const chosen = condition(frame);
    if (chosen !== undefined) return chosen === true ? yes(frame) : no(frame);
    const [one, other] = [yes(frame), no(frame)];
    return one !== undefined && other !== undefined && same(one, other) ? one : undefined;
  };
}

function all(parts: readonly Step[]): Step {
  return (frame) => {
    frame.budget.spend(parts.length);
    const values: Value[] = [];
    for (const part of parts) {
      const value = part(frame);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  };
}

function mapping(entries: readonly (readonly [Step, Step])[]): Step {
  const [keys, values] = [all(entries.map(([key]) => key)), all(entries.map(([, value]) => value))];
  return (frame) => {
    const [names, items] = [keys(frame), values(frame)];
    if (!isList(names) || !isList(items)) return undefined;
    const map = new Map<Value, Value>();
    for (const [index, name] of names.entries()) {
      const item = items[index];
      if (item !== undefined) map.set(name, item);
    }
    return map;
  };
}
