import { some, thousands } from '../numbers.js';

/** What is said about findings of rules across registries. Values arrive ready to be shown. */
export const across = {
  /** The title of the findings that belong to no registry, or are known only at the end. */
  aboutAll: 'About the inventory as a whole',
  /** Stands where others have the name of a registry. */
  whole: '(the inventory as a whole)',
  more: (count: number) => `and ${thousands(count)} more`,
  /** Joins what is told of one finding. */
  also: (first: string, second: string) => `${first}; ${second}`,
  /** `DomainName a.example.com`: a field and its value. */
  valued: (field: string, value: string) => `${field} ${value}`,
  /** The values of fields are those of another registry as well. */
  same: (values: string, other: string) => `${values} is also that of ${other}`,
  perhaps: (fields: string, other: string) => `it may have the same ${fields} as ${other}`,
  nothing: (fields: string) => `it has no ${fields} to compare`,
  /** How many there are in a group, and what is wanted. */
  counted: (group: string, count: number, wanted: string) =>
    `${group}: ${some(count, 'registry', 'registries')} found, ${wanted} expected`,
  /** The same where there are no groups. */
  countedAll: (count: number, wanted: string) =>
    `${some(count, 'registry', 'registries')} found, ${wanted} expected`,
  atLeast: (min: number) => `at least ${min}`,
  atMost: (max: number) => `at most ${max}`,
  both: (least: string, most: string) => `${least} and ${most}`,
  /** How many more may count, and that some may have been left out of the list. */
  mayCount: (count: number) => `${some(count, 'other', 'others')} may count`,
  hidden: 'not all registries were listed',
  /** So many registries lack a field by which they are grouped. */
  stray: (count: number, fields: string) => `${some(count, 'registry has', 'registries have')} no ${fields}`,
  /** What is declared is not there. */
  missing: (declared: string) => `Declared and not found: ${declared}`,
  missingPerhaps: (declared: string, other: string) => `what is declared as ${declared} may be ${other}`,
  undeclared: (declared: number) =>
    `It is not among the registries that are declared (${thousands(declared)})`,
  repeated: (place: string, other: string) => `It is declared once (${place}), and so is ${other}`,
  perhapsDeclared: (place: string) => `it may be the one that is declared at ${place}`,
  /** The rule does not say of itself whether it applies. */
  undecidedWhen: 'whether the rule speaks of it is not known',
};
