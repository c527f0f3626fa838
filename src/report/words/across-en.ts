import type { AcrossWords } from './across.js';

const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
const some = (count: number, one: string, many: string): string =>
  `${thousands(count)} ${count === 1 ? one : many}`;

/** English. */
export const acrossEn: AcrossWords = {
  aboutAll: 'About the inventory as a whole',
  whole: '(the inventory as a whole)',
  more: (count) => `and ${thousands(count)} more`,
  also: (first, second) => `${first}; ${second}`,
  valued: (field, value) => `${field} ${value}`,
  same: (values, other) => `${values} is also that of ${other}`,
  perhaps: (fields, other) => `it may have the same ${fields} as ${other}`,
  nothing: (fields) => `it has no ${fields} to compare`,
  counted: (group, count, wanted) =>
    `${group}: ${some(count, 'registry', 'registries')} found, ${wanted} expected`,
  countedAll: (count, wanted) => `${some(count, 'registry', 'registries')} found, ${wanted} expected`,
  atLeast: (min) => `at least ${min}`,
  atMost: (max) => `at most ${max}`,
  both: (least, most) => `${least} and ${most}`,
  mayCount: (count) => `${some(count, 'other', 'others')} may count`,
  hidden: 'not all registries were listed',
  stray: (count, fields) => `${some(count, 'registry has', 'registries have')} no ${fields}`,
  missing: (declared) => `Declared and not found: ${declared}`,
  missingPerhaps: (declared, other) => `what is declared as ${declared} may be ${other}`,
  undeclared: (declared) => `It is not among the registries that are declared (${thousands(declared)})`,
  repeated: (place, other) => `It is declared once (${place}), and so is ${other}`,
  perhapsDeclared: (place) => `it may be the one that is declared at ${place}`,
  undecidedWhen: 'whether the rule speaks of it is not known',
};
