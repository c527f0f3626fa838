import { type FieldName, fieldSpec } from '../../model/field.js';
import type { JsonSchema } from '../../model/rule.js';
import { didYouMean } from '../../model/suggest.js';
import { parseRange } from '../keywords/address.js';
import { hostNameOf } from '../keywords/host.js';
import { isMapping } from '../keywords/keyword.js';
import type { Mistake, Reporter } from './problems.js';

/** The values of a rule's parameters. */
export type Params = Readonly<Record<string, unknown>>;

type Schema = { readonly [keyword: string]: unknown };

/** The value, or that of the parameter for which `{ $param: name }` stands. */
export function withParams(value: unknown, params: Params, reporter: Reporter): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withParams(item, params, reporter.at(index)));
  if (!isMapping(value)) return value;
  const name = value['$param'];
  if (typeof name !== 'string') {
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      withParams(inner, params, reporter.at(key)),
    ]);
    return Object.fromEntries(entries);
  }
  if (Object.hasOwn(params, name)) {
    if (usesParam(params[name])) reporter.at('$param').report(paramOfParam(name));
    return params[name];
  }
  const hint = didYouMean(name, Object.keys(params)) ?? 'Give it a value under params.';
  reporter.at('$param').report({ code: 'unknown-param', message: `there is no parameter ${name}`, hint });
  return undefined;
}

/** Whether a parameter stands somewhere in a value of a policy. */
export function usesParam(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(usesParam);
  return isMapping(value) && (Object.hasOwn(value, '$param') || Object.values(value).some(usesParam));
}

function paramOfParam(name: string): Mistake {
  const message = `the parameter ${name} refers to a parameter itself`;
  return { code: 'bad-value', message, hint: 'Write its value out under params.' };
}

/** Makes one spelling of each value: names for enum numbers, digits for ids. Reports what cannot be one. */
export function normalise(field: FieldName, schema: Schema, reporter: Reporter): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    const here = reporter.at(keyword);
    if (keyword === 'const') return [keyword, asFieldValue(field, value, here)];
    if (keyword === 'enum') return [keyword, asFieldValues(field, value, here)];
    if (keyword === 'eachEntry' || keyword === 'someEntry') return [keyword, normaliseEntry(value, here)];
    checks[keyword]?.(value, here);
    return [keyword, value];
  });
  return Object.fromEntries(entries);
}

/** The schema of a list's entries, which are text and nothing else. */
function normaliseEntry(value: unknown, reporter: Reporter): unknown {
  if (!isMapping(value)) return value;
  if (Object.hasOwn(value, 'present')) {
    reporter.at('present').report(
      {
        code: 'misplaced-keyword',
        message: 'present speaks of a field, not of an entry of its list',
        hint: 'Every entry is there, or it would not be one. For a list that is not empty write { minEntries: 1 }.',
      },
      'key',
    );
  }
  const entries = Object.entries(value).map(([keyword, inner]) => {
    const here = reporter.at(keyword);
    if (keyword === 'allOf' || keyword === 'anyOf') {
      return [keyword, listOf(inner).map((one, index) => normaliseEntry(one, here.at(index)))];
    }
    if (keyword === 'not' || keyword === 'eachEntry' || keyword === 'someEntry') {
      return [keyword, normaliseEntry(inner, here)];
    }
    checks[keyword]?.(inner, here);
    return [keyword, inner];
  });
  return Object.fromEntries(entries);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function asFieldValues(field: FieldName, value: unknown, reporter: Reporter): unknown {
  if (Array.isArray(value)) {
    return [...new Set(value.map((item, index) => asFieldValue(field, item, reporter.at(index))))];
  }
  reporter.report({ code: 'wrong-type', message: 'enum must be a list of values' });
  return [];
}

/** A value as the inventory spells it. */
export function asFieldValue(field: FieldName, value: unknown, reporter: Reporter): unknown {
  const { type, values } = fieldSpec(field);
  if (type === 'enum' && values) return enumName(field, value, values, reporter);
  if (type === 'id') return idDigits(field, value, reporter);
  const wanted = { string: 'text', integer: 'a whole number', boolean: 'true or false' }[
    type === 'enum' ? 'string' : type
  ];
  const right =
    type === 'integer'
      ? Number.isInteger(value)
      : typeof value === (type === 'boolean' ? 'boolean' : 'string');
  if (!right) {
    reporter.report({
      code: 'wrong-type',
      message: `${field} holds ${wanted}, so it can never be ${JSON.stringify(value)}`,
    });
  }
  return value;
}

function enumName(
  field: FieldName,
  value: unknown,
  values: ReadonlyMap<number | string, string>,
  reporter: Reporter,
): unknown {
  const names = [...new Set(values.values())];
  if (typeof value === 'string' && names.includes(value)) return value;
  const name = typeof value === 'string' || typeof value === 'number' ? values.get(value) : undefined;
  if (name !== undefined) return name;
  const hint = didYouMean(String(value), names) ?? `Its values are ${names.join(', ')}.`;
  reporter.report({ code: 'unknown-value', message: `${field} can never be ${JSON.stringify(value)}`, hint });
  return value;
}

function idDigits(field: FieldName, value: unknown, reporter: Reporter): unknown {
  if (typeof value === 'string') return value;
  if (Number.isSafeInteger(value)) return String(value);
  const hint = `Write it in quotes: ${field}: '1766185894104675'. YAML numbers of this length lose digits.`;
  reporter.report({
    code: 'wrong-type',
    message: `${field} holds a whole number, and not ${JSON.stringify(value)}`,
    hint,
  });
  return value;
}

/** What Ajv does not see: texts that are not what the keyword needs. */
const checks: Readonly<Record<string, (value: unknown, reporter: Reporter) => void>> = {
  cidr: (value, reporter) =>
    eachText(
      value,
      reporter,
      (text) => parseRange(text) !== undefined,
      'an IP address or a range such as 10.0.0.0/8',
    ),
  domain: (value, reporter) =>
    eachText(
      value,
      reporter,
      (text) => hostNameOf(text.replace(/^\*\./, '')) !== undefined,
      'a host name such as registry.example.com or *.example.com',
    ),
};

function eachText(
  value: unknown,
  reporter: Reporter,
  right: (text: string) => boolean,
  wanted: string,
): void {
  for (const [index, text] of listOf(value).entries()) {
    if (typeof text === 'string' && right(text)) continue;
    reporter.at(index).report({ code: 'bad-value', message: `${JSON.stringify(text)} is not ${wanted}` });
  }
}
