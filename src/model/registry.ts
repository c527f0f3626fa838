import type { FieldName, RegistryType } from './field.js';
import type { Location } from './location.js';
import type { TlsVersion } from './probe.js';
import type { AccountStanding } from './result.js';

/** What a field can hold. Ids are strings, so that all 64 bits survive. */
export type FieldValue = string | number | boolean;

/**
 * What a rule can see of a registry. A field that the record lacks, or whose value is not one that
 * the API page describes, is absent here; `Registry.unclear` then keeps what was there instead.
 */
export interface RegistryFields {
  Id?: string | undefined;
  RegistryName?: string | undefined;
  RegistryType?: RegistryType | undefined;
  RegistryVersion?: 'V1' | 'V2' | undefined;
  ProtocolType?: 'HTTP' | 'HTTPS' | undefined;
  NetType?: 'Internet' | 'VPC' | undefined;
  VpcId?: string | undefined;
  RegionId?: string | undefined;
  DomainName?: string | undefined;
  RegistryHostIp?: string | undefined;
  WhiteList?: string | undefined;
  UserName?: string | undefined;
  /** Days. */
  PersistenceDay?: number | undefined;
  /** Images an hour. */
  TransPerHour?: number | undefined;
  AliUid?: string | undefined;
  'Password.set'?: boolean | undefined;
  'Password.wellKnown'?: boolean | undefined;
  'Password.short'?: boolean | undefined;
  'Token.set'?: boolean | undefined;
  'JenkinsEnv.set'?: boolean | undefined;
  'JenkinsEnv.hasCredential'?: boolean | undefined;
  'JenkinsEnv.credentialKinds'?: string | undefined;
  'Probe.address'?: string | undefined;
  'Probe.reached'?: boolean | undefined;
  'Probe.https.answers'?: boolean | undefined;
  'Probe.tls.version'?: TlsVersion | undefined;
  'Probe.tls.acceptsOld'?: boolean | undefined;
  'Probe.tls.nameValid'?: boolean | undefined;
  'Probe.tls.trusted'?: boolean | undefined;
  'Probe.tls.fault'?: string | undefined;
  /** ISO 8601, UTC. */
  'Probe.tls.expires'?: string | undefined;
  /** Whole days. */
  'Probe.tls.daysLeft'?: number | undefined;
  'Probe.http.answers'?: boolean | undefined;
  'Probe.http.redirectsToHttps'?: boolean | undefined;
  'Probe.auth.required'?: boolean | undefined;
}

/** One record of the inventory, checked, named, and without anything that could hold a secret. */
export interface Registry extends RegistryFields {
  /** Position in the inventory, from 0. */
  readonly index: number;
  /** The name that the accounts file gives to its account; absent where no such file was used. */
  readonly account?: string | undefined;
  /** Where the record stands in its file; absent for a live inventory. */
  readonly location?: Location | undefined;
  /** Fields that are there but not understood, each as it may be shown to people. */
  readonly unclear?: Readonly<Partial<Record<FieldName, string>>> | undefined;
  /** Names of fields that the API page does not have. Their values are not kept: they could be secrets. */
  readonly unknown?: readonly string[] | undefined;
  /** What is odd about the record; none of it is a finding. */
  readonly notices?: readonly Notice[] | undefined;
  /** 2 for the second record with the same identity, 3 for the third; absent otherwise. */
  readonly occurrence?: number | undefined;
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
  | 'several-accounts'
  | 'idle-rule'
  | 'idle-override'
  | 'not-probed';

/** Something about the inventory that a reader should know, and that no rule decides. */
export interface Notice {
  readonly code: NoticeCode;
  /** The field concerned, as the record has it. */
  readonly field?: string;
  /** One sentence in English, free of secrets. */
  readonly text: string;
  /** What the sentence says beside its field, for those who say it in another language. */
  readonly detail?: NoticeDetail;
}

/** What a notice tells, where its code can tell more than one thing. Values are as people may see them. */
export type NoticeDetail =
  | { readonly kind: 'stars' | 'before-host' | 'inside' | 'no-fact' }
  | { readonly kind: 'not-wanted'; readonly shown: string; readonly wanted: string }
  | { readonly kind: 'not-listed'; readonly shown: string; readonly listed: string }
  /** With `region`, the rule names one that is not known, and may have meant another. */
  | {
      readonly kind: 'idle';
      readonly rule: string;
      readonly region: { readonly written: string; readonly meant: string } | undefined;
    }
  | { readonly kind: 'idle-override'; readonly place: string }
  /** Without `registries` none of them was. */
  | { readonly kind: 'not-probed'; readonly rules: number; readonly registries?: number };

/** Where an inventory came from. */
export interface Origin {
  readonly kind: 'live' | 'file' | 'stdin' | 'memory' | 'accounts';
  /** For `file` and `accounts`: the path as the user wrote it. */
  readonly file?: string;
  /** For `live`: the endpoint asked. */
  readonly endpoint?: string;
  /** For `live`: the region whose centre was asked. */
  readonly region?: string;
  /** The filter of the request, when there was one. */
  readonly registryType?: RegistryType;
}

/** What of an account was listed: one centre, and one type of registry where there is a `registryType`. */
export type Listing = Pick<Origin, 'region' | 'registryType'>;

/**
 * All registries and where they came from. Batches keep memory flat and the hot loop free of promises.
 * Iterating throws an `InventoryError` when the inventory cannot be read whole.
 */
export interface Inventory {
  readonly origin: Origin;
  /**
   * What a snapshot says of the listing that it was taken from. Known once all batches have been read.
   *
   * @param account one of an accounts file; of all of them unless said
   */
  readonly listing?: (account?: string) => Listing | undefined;
  batches(): AsyncIterable<readonly Registry[]>;
  /** For `accounts`: how each account went, in the order of the file. Known once the batches have ended. */
  accounts?(): readonly AccountStanding[];
}
