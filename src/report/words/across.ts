/** What is said of findings of rules across registries. Values arrive ready to be shown. */
export interface AcrossWords {
  /** The title of the findings that belong to no registry, or are known only at the end. */
  readonly aboutAll: string;
  /** Stands where others have the name of a registry. */
  readonly whole: string;
  readonly more: (count: number) => string;
  /** Joins what is told of one finding. */
  readonly also: (first: string, second: string) => string;
  /** `DomainName a.example.com`: a field and its value. */
  readonly valued: (field: string, value: string) => string;
  /** The values of fields are those of another registry as well. */
  readonly same: (values: string, other: string) => string;
  readonly perhaps: (fields: string, other: string) => string;
  readonly nothing: (fields: string) => string;
  /** How many there are in a group, and what is wanted. */
  readonly counted: (group: string, count: number, wanted: string) => string;
  /** The same where there are no groups. */
  readonly countedAll: (count: number, wanted: string) => string;
  readonly atLeast: (min: number) => string;
  readonly atMost: (max: number) => string;
  readonly both: (least: string, most: string) => string;
  /** How many more may count, and that some may have been left out of the list. */
  readonly mayCount: (count: number) => string;
  readonly hidden: string;
  /** So many registries lack a field by which they are grouped. */
  readonly stray: (count: number, fields: string) => string;
  /** What is declared is not there. */
  readonly missing: (declared: string) => string;
  readonly missingPerhaps: (declared: string, other: string) => string;
  readonly undeclared: (declared: number) => string;
  readonly repeated: (place: string, other: string) => string;
  readonly perhapsDeclared: (place: string) => string;
  /** The rule does not say of itself whether it applies. */
  readonly undecidedWhen: string;
}
