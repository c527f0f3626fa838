import type { Registry } from '../../model/registry.js';
import type { CelCondition } from '../../model/rule.js';
import type { Params } from '../compile/field-schema.js';
import { Budget, OverBudget } from './budget.js';
import { Checker } from './check.js';
import { Compiler, type Matcher } from './evaluate.js';
import type { Step } from './loops.js';
import { checkTypes, type PlacedMistake, parse } from './parse.js';
import { typedParams } from './types.js';

/** An expression that is right, or what is wrong with it. */
export type CompiledCel =
  | { readonly condition: CelCondition }
  | { readonly mistakes: readonly PlacedMistake[] };

const anyPattern = (): Matcher => ({ test: () => false });

/**
 * Compiles an expression of CEL to a condition. Its grammar and its types are the library's; what it comes to is
 * evaluated here, in three values, so that a field that is not known leaves open just what depends on it, and so
 * that nothing a registry holds can make it throw or take long.
 *
 * @param params the values of the rule's parameters
 */
export async function compileCel(text: string, params: Params): Promise<CompiledCel> {
  const mistakes: PlacedMistake[] = [];
  const tell = (mistake: PlacedMistake): void => void mistakes.push(mistake);
  const ast = parse(text, tell);
  if (!ast) return { mistakes };
  const typed = typedParams(params);
  const checker = new Checker(params, typed, tell);
  checker.check(ast);
  // A name that is not known has no type either, and would be told twice.
  if (mistakes.length === 0) checkTypes(text, ast, typed, tell);
  const { fields, values, params: used, patterns } = checker.mentions;
  const matcher = await patternEngine(patterns, tell);
  if (mistakes.length > 0) return { mistakes };
  const step = new Compiler({ params: typed, matcher }).compile(ast);
  const always = truth(step, {
    index: 0,
    unclear: Object.fromEntries([...fields].map((field) => [field, ''])),
  });
  if (always !== undefined || fields.size === 0) tell({ ...constant(always), from: 0, to: text.length });
  if (mistakes.length > 0) return { mistakes };
  return {
    condition: {
      kind: 'cel',
      schema: { cel: text },
      fields: [...fields],
      values: [...values],
      params: Object.fromEntries([...used].map((name) => [name, params[name]])),
      test: (registry) => truth(step, registry),
    },
  };
}

/** What an expression comes to for a registry. */
function truth(step: Step, registry: Registry): boolean | undefined {
  try {
    const value = step({ registry, budget: new Budget(), variables: [] });
    return typeof value === 'boolean' ? value : undefined;
  } catch (error) {
    if (error instanceof OverBudget) return undefined;
    throw error;
  }
}

/** A condition that looks at nothing lets everything through, or nothing. */
function constant(always: boolean | undefined) {
  const message =
    always === undefined
      ? 'this speaks of no field, so it says nothing of a registry'
      : `this is always ${always}, whatever a registry holds`;
  return { code: 'constant', message, hint: 'Name a field whose value decides it.' };
}

/** What runs the patterns; loaded only where there is one. */
async function patternEngine(
  patterns: Checker['mentions']['patterns'],
  tell: (mistake: PlacedMistake) => void,
): Promise<(pattern: string) => Matcher> {
  if (patterns.length === 0) return anyPattern;
  const { linearPattern, patternMistake } = await import('../compile/linear-pattern.js');
  for (const { node, pattern } of patterns) {
    const mistake = patternMistake(pattern);
    if (mistake) tell({ code: 'bad-pattern', ...mistake, from: node.start, to: node.end });
  }
  return linearPattern;
}
