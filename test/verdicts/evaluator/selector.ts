import { choices, type Field, type Fields } from './decode.js';
import { list, type Mapping } from './mapping.js';
import type { Truth } from './truth.js';

/** `*` is any text, `?` is one character, and nothing else is a sign. */
function globMatches(glob: string, text: string): boolean {
  const pattern = [...glob].map((sign) => {
    if (sign === '*') return '[^]*';
    return sign === '?' ? '[^]' : sign.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
  return new RegExp(`^${pattern.join('')}$`, 'u').test(text);
}

/** Whether a value is one of the globs of a selector's field. */
export function matches(name: string, wanted: unknown, value: string | number | boolean): boolean {
  return list(wanted).some((one) => globMatches(choices[name]?.[String(one)] ?? String(one), String(value)));
}

/** Whether all fields match. What is not known matches nothing, or for rules across registries leaves it open. */
export function selects(selector: Mapping, fields: Fields, unknown: (field: Field) => Truth): Truth {
  const parts = Object.entries(selector).map(([name, wanted]): Truth => {
    const field = fields[name] ?? { is: 'absent' };
    if (field.is !== 'known') return unknown(field);
    return matches(name, wanted, field.value) ? 'true' : 'false';
  });
  if (parts.includes('false')) return 'false';
  return parts.includes('open') ? 'open' : 'true';
}
