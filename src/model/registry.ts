import type { FieldName, RegistryType } from './field.js';
import type { Location } from './location.js';

/** What a field can hold. Ids are strings, so that all 64 bits survive. */
export type FieldValue = string | number | boolean;

/**
 * What a rule can see of a registry. A field that the record lacks, or whose value is not one that
 * the API page describes, is absent here; `Registry.unclear` then keeps what was there instead.
 */
export interface RegistryFields {
  Id?: string;
  RegistryName?: string;
  RegistryType?: RegistryType;
  RegistryVersion?: 'V1' | 'V2';
  ProtocolType?: 'HTTP' | 'HTTPS';
  NetType?: 'Internet' | 'VPC';
  VpcId?: string;
  RegionId?: string;
  DomainName?: string;
  RegistryHostIp?: string;
  WhiteList?: string;
  UserName?: string;
  /** Days. */
  PersistenceDay?: number;
  /** Images an hour. */
  TransPerHour?: number;
  AliUid?: string;
  'Password.set'?: boolean;
  'Password.wellKnown'?: boolean;
  'Password.short'?: boolean;
  'Token.set'?: boolean;
  'JenkinsEnv.set'?: boolean;
  'JenkinsEnv.hasCredential'?: boolean;
  'JenkinsEnv.credentialKinds'?: string;
}

/** One record of the inventory, checked, named, and without anything that could hold a secret. */
export interface Registry extends RegistryFields {
  /** Position in the inventory, from 0. */
  readonly index: number;
  /** Where the record stands in its file; absent for a live inventory. */
  readonly location?: Location;
  /** Fields that are there but not understood, each as it may be shown to people. */
  readonly unclear?: Partial<Record<FieldName, string>>;
  /** Names of fields that the API page does not have. Their values are not kept: they could be secrets. */
  readonly unknown?: readonly string[];
  /** What is odd about the record; none of it is a finding. */
  readonly notices?: readonly Notice[];
}

/** Kinds of oddity in an inventory. */
export type NoticeCode =
  | 'number-as-string'
  | 'missing-field'
  | 'not-understood'
  | 'unknown-value'
  | 'unknown-field'
  | 'masked-secret'
  | 'duplicate-id'
  | 'missing-id'
  | 'empty-inventory'
  | 'several-accounts';

/** Something about the inventory that a reader should know, and that no rule decides. */
export interface Notice {
  readonly code: NoticeCode;
  /** The field concerned, as the record has it. */
  readonly field?: string;
  /** One sentence, free of secrets. */
  readonly text: string;
}

/** Where an inventory came from. */
export interface Origin {
  readonly kind: 'live' | 'file' | 'stdin' | 'memory';
  /** For `file`: the path as the user wrote it. */
  readonly file?: string;
  /** For `live`: the endpoint asked. */
  readonly endpoint?: string;
  /** For `live`: the region whose centre was asked. */
  readonly region?: string;
  /** The filter of the request, when there was one. */
  readonly registryType?: RegistryType;
}

/**
 * All registries and where they came from. Batches keep memory flat and the hot loop free of promises.
 * Iterating throws an `InventoryError` when the inventory cannot be read whole.
 */
export interface Inventory {
  readonly origin: Origin;
  batches(): AsyncIterable<readonly Registry[]>;
}
