import type { Path } from '../../documents/source.js';
import type { ErrorDetails } from '../../model/error.js';
import type { ConditionSource } from '../builtin.js';
import { isMapping } from '../keywords/keyword.js';
import type { Explained } from '../read/check.js';
import { type Params, usesParam, withParams } from './field-schema.js';
import type { Reporter } from './problems.js';
import type { RuleSettings } from './rule-settings.js';

/**
 * Holds a condition of the user's own to the published schema once more, now with the values of its parameters
 * in it. The file has been held to it, but there any value may stand under `params`: what it is to be is told by
 * the keyword that it is put into. Without this a misspelt value would compile to a condition that lets all pass.
 *
 * @returns whether the condition can be compiled; mistakes go to the reporter
 */
export async function checkParams(
  source: ConditionSource,
  params: Params,
  settings: RuleSettings,
  reporter: Reporter,
): Promise<boolean> {
  if (!usesParam(source)) return true;
  const before = reporter.problems.length;
  const filled = withParams(source, params, reporter);
  if (reporter.problems.length > before) return false;
  const { validate } = await import('../generated/check-condition.js');
  if (validate(filled)) return true;
  const { explainMistakes } = await import('../read/check.js');
  const mistakes = await explainMistakes(filled, 'condition');
  for (const mistake of mistakes) tell(mistake, source, settings, reporter);
  // Not reached while both forms of the schema agree; if they ever do not, the gate must still close.
  if (mistakes.length === 0) reporter.report({ code: 'bad-value', message: 'this is no condition' });
  return false;
}

/** Tells a mistake where the value was given: under `params`, else where the parameter stands. */
function tell(
  { path, part, details }: Explained,
  source: ConditionSource,
  settings: RuleSettings,
  reporter: Reporter,
): void {
  const depth = path.findIndex((_, at) => paramAt(source, path.slice(0, at + 1)) !== undefined) + 1;
  const name = paramAt(source, path.slice(0, depth));
  const layer = name === undefined ? undefined : settings.giving(name);
  if (name === undefined) reporter.at(...path).report(details, part);
  else if (!layer) reporter.at(...path.slice(0, depth), '$param').report(details);
  else {
    const given = settings.reporter(reporter.problems, layer, 'params', name);
    given.at(...path.slice(depth)).report(details, part);
    forgetRepeated(reporter.problems);
  }
}

/** A parameter can be put into several places, and is told of once. */
function forgetRepeated(problems: ErrorDetails[]): void {
  const last = JSON.stringify(problems.at(-1));
  if (problems.slice(0, -1).some((other) => JSON.stringify(other) === last)) problems.pop();
}

/** The parameter that stands at a place of a condition. */
function paramAt(source: unknown, path: Path): string | undefined {
  let value = source;
  for (const step of path) value = Object.hasOwn(Object(value), step) ? Object(value)[step] : undefined;
  const name = isMapping(value) ? value['$param'] : undefined;
  return typeof name === 'string' ? name : undefined;
}
