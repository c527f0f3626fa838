import type { BadOutcome, BaselineState } from './baseline.js';
import type { FieldName } from './field.js';
import type { Location } from './location.js';
import type { FieldValue, Registry, RegistryFields } from './registry.js';
import type { Evidence } from './result.js';
import type { Rule } from './rule.js';
import type { Selector } from './selector.js';
import type { Suppression } from './waiver.js';

/** What a rule asks of all registries together, where others have an `assert` for each. */
export type Across = UniqueAcross | CountAcross | ExpectedAcross;

/** No two registries have the same values. */
export interface UniqueAcross {
  readonly kind: 'unique';
  readonly fields: readonly FieldName[];
}

/** So many registries are there, in all or in each group. */
export interface CountAcross {
  readonly kind: 'count';
  readonly min?: number;
  readonly max?: number;
  /** Registries with the same values of these fields are a group. Empty: all of them are one. */
  readonly by: readonly FieldName[];
  /** The groups that are asked of, as values of the one field of `by`; without it those that there are. */
  readonly for?: readonly FieldValue[];
}

/** Exactly the declared registries are there. */
export interface ExpectedAcross {
  readonly kind: 'expected';
  readonly entries: readonly ExpectedEntry[];
}

/** A declared registry. */
export interface ExpectedEntry {
  readonly registry: Selector<FieldName>;
  /** Whether it stands for one registry alone: it has neither a glob nor a list. */
  readonly single: boolean;
  /** Where it is declared. */
  readonly location: Location;
}

/** Another registry that a finding speaks of: as much as tells people which one it is. */
export type OtherRegistry = Pick<
  Registry,
  'index' | 'account' | 'Id' | 'RegistryName' | 'RegistryType' | 'RegionId' | 'occurrence' | 'location'
>;

/** What a finding of a rule across registries rests on. */
export type AcrossDetail =
  /** `when` cannot be decided. */
  | { readonly kind: 'when' }
  /** There is nothing to compare. */
  | { readonly kind: 'nothing'; readonly fields: readonly FieldName[] }
  /** The values are those of an earlier registry. */
  | { readonly kind: 'same'; readonly fields: readonly FieldName[]; readonly other: OtherRegistry }
  /** As far as they are known, the values are those of another registry. */
  | { readonly kind: 'perhaps'; readonly fields: readonly FieldName[]; readonly other: OtherRegistry }
  | CountDetail
  /** Which groups there are cannot be told: so many registries are in none, or not all were listed. */
  | {
      readonly kind: 'groups';
      readonly by: readonly FieldName[];
      readonly registries: number;
      readonly hidden: boolean;
    }
  /** A declared registry is not there. */
  | {
      readonly kind: 'missing';
      readonly entry: ExpectedEntry;
      /** One that may be it, and cannot be told from it. */
      readonly perhaps?: OtherRegistry;
      readonly hidden: boolean;
    }
  /** The registry is not declared; so many are. */
  | { readonly kind: 'undeclared'; readonly declared: number }
  /** It is declared once, and there is another one. */
  | { readonly kind: 'repeated'; readonly entry: ExpectedEntry; readonly other: OtherRegistry }
  /** Whether it is a declared one cannot be told. */
  | { readonly kind: 'perhapsDeclared'; readonly entry: ExpectedEntry };

/** How many registries there are, in all or in a group. */
export interface CountDetail {
  readonly kind: 'count';
  readonly by: readonly FieldName[];
  /** One for each field of `by`. */
  readonly values: readonly FieldValue[];
  readonly count: number;
  /** How many more may belong to them. */
  readonly possible: number;
  /** Whether registries that were not listed may, too. */
  readonly hidden: boolean;
  readonly min?: number;
  readonly max?: number;
}

/**
 * What is known of the inventory only once it has been read whole. Most belong to no registry: that there are too
 * few of them, say.
 */
export interface InventoryFinding {
  readonly rule: Rule;
  readonly outcome: BadOutcome;
  readonly across: AcrossDetail;
  readonly evidence: readonly Evidence[];
  /** The registry that it belongs to, where there is one. */
  readonly registry?: Registry;
  /** What it speaks of: the registry, else the values of the group, else those of the declaration. */
  readonly subject: RegistryFields;
  /** Stable over runs, whatever the order of the inventory: 32 hexadecimal digits. */
  readonly fingerprint: string;
  readonly suppression?: Suppression;
  readonly baselineState?: BaselineState;
}

/** What a rule across registries found right once it had seen all registries. */
export interface LatePass {
  readonly rule: Rule;
  /** How many: groups, or registries. */
  readonly passed: number;
  /** The registries, where it speaks of them one by one. */
  readonly registries: readonly Registry[];
}

/** Where a finding about the inventory is written of in the policy: the declaration, else the rule. */
export function policyLocation({ across, rule }: InventoryFinding): Location | undefined {
  return across.kind === 'missing' ? across.entry.location : rule.location;
}
