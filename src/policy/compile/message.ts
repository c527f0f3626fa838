import { type FieldName, fieldNames } from '../../model/field.js';
import { PLACEHOLDER } from '../../model/placeholder.js';
import { didYouMean } from '../../model/suggest.js';
import type { Params } from './field-schema.js';
import type { Reporter } from './problems.js';

/**
 * Reports what stands in braces and is neither a field nor a parameter: it would be printed as it is.
 *
 * @param fields those that there are values of; all unless said
 */
export function checkMessage(
  message: string,
  params: Params,
  reporter: Reporter,
  fields: readonly FieldName[] = fieldNames,
): void {
  const known = [...fields, ...Object.keys(params).map((name) => `params.${name}`)];
  for (const [, name = ''] of message.matchAll(PLACEHOLDER)) {
    if (known.includes(name)) continue;
    reporter.report({
      code: 'unknown-field',
      message: `{${name}} is neither a field nor a parameter of this rule`,
      hint:
        didYouMean(name, known) ?? 'Write a field such as {RegistryName}, or {params.name} for a parameter.',
    });
  }
}
