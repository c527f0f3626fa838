import type { Across, CountAcross, ExpectedAcross, ExpectedEntry } from '../../model/across.js';
import type { ErrorDetails } from '../../model/error.js';
import { type FieldName, isFieldName } from '../../model/field.js';
import type { FieldValue } from '../../model/registry.js';
import { isMapping } from '../keywords/keyword.js';
import { asFieldValue } from './field-schema.js';
import type { Reporter } from './problems.js';
import type { RuleSetting, RuleSettings } from './rule-settings.js';
import { compileEntry } from './selector.js';

/** The keys that a rule across registries has in place of an `assert`. */
export const acrossKeys = ['unique', 'count', 'expected'] as const;

/** What a rule asks is under one of these keys, in all layers together. */
export const askingKeys = ['assert', ...acrossKeys] as const;

/** What a rule across registries asks; undefined for another rule. */
export function acrossKeyOf(settings: RuleSettings): (typeof acrossKeys)[number] | undefined {
  return acrossKeys.find((key) => settings.value(key) !== undefined);
}

/** The keys under which a rule asks for something: more than one is a mistake. */
export function askedBy(settings: RuleSettings): readonly (typeof askingKeys)[number][] {
  return askingKeys.filter((key) => settings.value(key) !== undefined);
}

/** Whether a rule asks for more than one thing, which is reported. */
export function asksTwice(settings: RuleSettings, problems: ErrorDetails[]): boolean {
  const asked = askedBy(settings);
  const second = asked[1];
  if (second === undefined) return false;
  const message = `${settings.id} has ${asked.join(' and ')}, and a rule asks for one of them`;
  settings
    .reporter(problems, settings.last(second), second)
    .report({ code: 'conflicting-keys', message, hint: 'Make two rules of it.' }, 'key');
  return true;
}

/** What a rule asks of all registries together; undefined for one that asks something of each. */
export function acrossOf(settings: RuleSettings, problems: ErrorDetails[]): Across | undefined {
  const key = acrossKeyOf(settings);
  if (key === undefined) return undefined;
  const layer = settings.last(key);
  return compileAcross(key, settings.value(key), layer, settings.reporter(problems, layer, key));
}

/**
 * Compiles what a rule asks of all registries together. Mistakes that the schema cannot see go to the reporter.
 *
 * @param layer where it is written, which tells where each declared registry is
 */
function compileAcross(
  key: (typeof acrossKeys)[number],
  written: unknown,
  layer: RuleSetting | undefined,
  reporter: Reporter,
): Across {
  if (key === 'unique') return { kind: 'unique', fields: fieldsOf(written) };
  if (key === 'count') return compileCount(isMapping(written) ? written : {}, reporter);
  return compileExpected(Array.isArray(written) ? written : [], layer, reporter);
}

/** One name or a list of them. */
function fieldsOf(written: unknown): readonly FieldName[] {
  const names: readonly unknown[] = Array.isArray(written) ? written : [written];
  return names.flatMap((name) => (typeof name === 'string' && isFieldName(name) ? [name] : []));
}

function compileCount(written: { readonly [key: string]: unknown }, reporter: Reporter): CountAcross {
  const [min, max] = [written['min'], written['max']].map((limit) =>
    typeof limit === 'number' ? limit : undefined,
  );
  if ((min ?? 0) === 0 && max === undefined) {
    const message = 'count asks for nothing: every number of registries is at least 0';
    reporter.report({ code: 'nothing-asked', message, hint: 'Give it a min of 1 or more, or a max.' }, 'key');
  }
  if (min !== undefined && max !== undefined && min > max) {
    const message = `this can never hold: no number is at least ${min} and at most ${max}`;
    reporter.report({ code: 'never-holds', message });
  }
  const by = written['by'] === undefined ? [] : fieldsOf(written['by']);
  return {
    kind: 'count',
    by,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(Array.isArray(written['for']) && { for: groupsOf(written['for'], by, reporter.at('for')) }),
  };
}

/** The values of groups as the inventory spells them. */
function groupsOf(
  written: readonly unknown[],
  [field, second]: readonly FieldName[],
  reporter: Reporter,
): readonly FieldValue[] {
  if (field === undefined || second !== undefined) {
    const message = 'for names the values of one field, and by does not say which';
    reporter.report({ code: 'missing-key', message, hint: 'Write by: RegionId, or another field.' }, 'key');
    return [];
  }
  const values = written.flatMap((value, at): FieldValue[] => {
    const there = asFieldValue(field, value, reporter.at(at));
    if (there === '')
      reporter.at(at).report({ code: 'empty', message: `a group has a ${field}, and this is none` });
    return typeof there === 'string' || typeof there === 'number' ? [there] : [];
  });
  return [...new Set(values)];
}

function compileExpected(
  written: readonly unknown[],
  layer: RuleSetting | undefined,
  reporter: Reporter,
): ExpectedAcross {
  const entries = new Map<string, ExpectedEntry>();
  for (const [at, one] of written.entries()) {
    const here = reporter.at(at);
    const registry = compileEntry(isMapping(one) ? one : {}, here);
    const key = JSON.stringify(registry.map(({ field, exact, globs }) => [field, exact, globs]).sort());
    const known = entries.get(key);
    if (known) here.report({ code: 'declared-twice', message: twice(known), hint: TELL_APART });
    const path = [...(layer?.path ?? []), 'expected', at];
    const location = layer?.source?.locate(path, 'value') ?? { file: '', line: 1, column: 1 };
    const single = registry.every(
      ({ patterns, exact, globs }) => patterns.length === 1 && exact.length === 1 && globs.length === 0,
    );
    entries.set(key, { registry, single, location });
  }
  return { kind: 'expected', entries: [...entries.values()] };
}

const twice = ({ location }: ExpectedEntry): string => `the same is declared on line ${location.line}`;

const TELL_APART = 'Take it out, or give both a field in which the two registries differ.';
