import { type FieldName, fieldSpec, isFieldName } from '../../model/field.js';
import type { FieldPattern, Selector, SelectorField } from '../../model/selector.js';
import { asFieldValue } from './field-schema.js';
import { compileGlob, isGlob } from './glob.js';
import type { Reporter } from './problems.js';

/**
 * Compiles a selector that satisfies the schema of policies: names of enum values and digits of ids are made one,
 * as the inventory has them. Values that a field can never have go to the reporter.
 */
export function compileSelector(source: { readonly [field: string]: unknown }, reporter: Reporter): Selector {
  return Object.entries(source).flatMap(([field, value]) =>
    isSelectorField(field) ? [compilePattern(field, value, reporter.at(field))] : [],
  );
}

function isSelectorField(field: string): field is SelectorField {
  return field === 'account' || isFieldName(field);
}

/** The same for what says of a record which one it is: accounts have no part in it. */
export function compileEntry(
  source: { readonly [field: string]: unknown },
  reporter: Reporter,
): Selector<FieldName> {
  return Object.entries(source).flatMap(([field, value]) =>
    isFieldName(field) ? [compilePattern(field, value, reporter.at(field))] : [],
  );
}

function compilePattern<Field extends SelectorField>(
  field: Field,
  value: unknown,
  reporter: Reporter,
): FieldPattern<Field> {
  const several = Array.isArray(value);
  const list: readonly unknown[] = several ? value : [value];
  const exact: string[] = [];
  const globs: string[] = [];
  for (const [index, item] of list.entries()) {
    const here = several ? reporter.at(index) : reporter;
    if (typeof item !== 'string' || !isGlob(item))
      exact.push(field === 'account' ? String(item) : String(asFieldValue(field, item, here)));
    else if (field !== 'account' && fieldSpec(field).values) exact.push(...namesMatching(field, item, here));
    else globs.push(item);
  }
  return {
    field,
    patterns: list.map(String),
    exact: [...new Set(exact)],
    globs: [...new Set(globs)].map((text) => ({ text, matches: compileGlob(text) })),
  };
}

/** The names of an enum field's values that match a glob. */
function namesMatching(field: FieldName, glob: string, reporter: Reporter): readonly string[] {
  const names = [...new Set(fieldSpec(field).values?.values())];
  const matching = names.filter(compileGlob(glob));
  if (matching.length === 0) {
    const hint = `Its values are ${names.join(', ')}.`;
    reporter.report({ code: 'unknown-value', message: `no value of ${field} matches ${glob}`, hint });
  }
  return matching;
}
