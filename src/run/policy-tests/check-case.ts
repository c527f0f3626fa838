import type { Path } from '../../documents/source.js';
import type { ErrorDetails } from '../../model/error.js';
import { type FieldName, fieldNames, secretFields } from '../../model/field.js';
import { isProbeField } from '../../model/probe.js';
import type { Policy } from '../../model/rule.js';
import { didYouMean, suggest } from '../../model/suggest.js';
import { builtinRules } from '../../policy/builtin.js';
import type { Expectation } from './expectation.js';
import type { Findings } from './findings.js';
import type { TestFile } from './read.js';
import type { CaseText } from './test-file.js';

const givens = ['registry', 'registries', 'inventory'] as const;

/** A case has one of the three, and no field of a record is misspelt. */
export function checkRegistries(test: TestFile, text: CaseText, path: Path, problems: ErrorDetails[]): void {
  const [first, second] = givens.filter((key) => text[key] !== undefined);
  if (first === undefined || second !== undefined) {
    problems.push(
      test.source.problem(
        second === undefined ? path : [...path, second],
        second === undefined ? 'value' : 'key',
        {
          code: 'registries-of-a-case',
          message: first === undefined ? 'this case has no registry' : `this case has ${first} and ${second}`,
          hint: `Give it one of ${givens.join(', ')}.`,
        },
      ),
    );
  }
  const records = text.registry ? [text.registry] : (text.registries ?? []);
  for (const [index, record] of records.entries()) {
    const at = text.registry ? [...path, 'registry'] : [...path, 'registries', index];
    for (const field of Object.keys(record)) checkField(field, [...at, field], test, problems);
  }
}

const apiFields: readonly string[] = [
  ...fieldNames.filter((name: FieldName) => !name.includes('.') || isProbeField(name)),
  ...Object.keys(secretFields),
];

/** Records may have fields that nobody knows yet, but one that is nearly known is a slip. */
function checkField(field: string, path: Path, { source }: TestFile, problems: ErrorDetails[]): void {
  if (apiFields.includes(field)) return;
  const isFact = fieldNames.some((name) => name === field);
  const meant = isFact ? field.slice(0, field.indexOf('.')) : suggest(field, apiFields);
  if (meant === undefined) return;
  problems.push(
    source.problem(path, 'key', {
      code: 'unknown-field',
      message: isFact ? `${field} is made of the record's ${meant}` : `${field} is not a field of a registry`,
      hint: isFact ? `Write ${meant}, with a value that is no real secret.` : `Did you mean ${meant}?`,
    }),
  );
}

/** The policy has the rules, and they are on. */
export function checkRules(
  expectations: readonly Expectation[],
  { rules, name }: Policy,
  { source }: TestFile,
  problems: ErrorDetails[],
): void {
  const known = rules.map(({ id }) => id);
  const told = new Set<string>();
  for (const { rule, rulePath } of expectations) {
    const place = JSON.stringify(rulePath);
    if (known.includes(rule) || told.has(place)) continue;
    told.add(place);
    const hint = builtinRules.has(rule)
      ? `Turn it on in ${name}, or take it out here.`
      : didYouMean(rule, known);
    problems.push(
      source.problem(rulePath, 'key', {
        code: 'unknown-rule',
        message: `${name} has no rule ${rule} that is on`,
        hint: hint ?? `Its rules are ${known.join(', ')}.`,
      }),
    );
  }
}

const emptyInventory = {
  code: 'empty-inventory',
  message: 'this inventory has no registry, so whatever is expected of all of them would be true',
};

/** There is a registry at all, and one that is named is there once. */
export function checkNames(
  expectations: readonly Expectation[],
  findings: Findings,
  { source }: TestFile,
  path: Path,
  problems: ErrorDetails[],
): void {
  if (findings.registries.length === 0) {
    problems.push(source.problem([...path, 'inventory'], 'value', emptyInventory));
    return;
  }
  const names = findings.registries.flatMap(({ RegistryName: name }) => name ?? []);
  const told = new Set<string>();
  for (const expectation of expectations) {
    const registry = expectation.kind === 'outcome' ? expectation.registry : undefined;
    if (registry === undefined || told.has(registry)) continue;
    told.add(registry);
    const count = names.filter((name) => name === registry).length;
    if (count === 1) continue;
    const hint = count === 0 ? didYouMean(registry, names) : 'Expect counts: RULE: { fail: 1 }.';
    problems.push(
      source.problem(expectation.path.slice(0, -1), 'key', {
        code: 'unknown-registry',
        message: `${count === 0 ? 'no registry' : `${count} registries`} of this case ${count === 0 ? 'is' : 'are'} called ${registry}`,
        hint:
          hint ??
          'Here stands the id of a rule with counts, or the name of a registry with outcomes by rule.',
      }),
    );
  }
}
