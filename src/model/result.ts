import type { AcrossDetail, InventoryFinding, LatePass } from './across.js';
import type { BaselineComparison, BaselineState } from './baseline.js';
import type { FieldName } from './field.js';
import type { FieldValue, Listing, Notice, Origin, Registry } from './registry.js';
import type { JsonSchema, Policy, Rule } from './rule.js';
import type { FailOn, Severity } from './severity.js';
import type { PolicyFinding, PolicyFindingCode, Suppression } from './waiver.js';

/** Named after SARIF's `kind` (SARIF 2.1.0, §3.27.9). `open` is never a pass. */
export type Outcome = 'pass' | 'fail' | 'notApplicable' | 'open';

/** Why a result failed or is open: one field, what it held, what was expected of it. */
export interface Evidence {
  readonly field: FieldName;
  /** Absent when the record has no such field or its value is not understood. */
  readonly value?: FieldValue;
  /** The condition that the value does not satisfy, or that could not be decided. */
  readonly expected: JsonSchema;
  /** True when the condition stands under `not`: the value must not satisfy it. */
  readonly negated?: true;
}

/** One rule against one registry. */
export interface Result {
  /** As it is for this registry: an override may have given it another severity or other parameters. */
  readonly rule: Rule;
  readonly registry: Registry;
  readonly outcome: Outcome;
  /** The fields that decided it. Empty for `pass` and `notApplicable`. */
  readonly evidence: readonly Evidence[];
  /** For a finding of a rule across registries: what it rests on. */
  readonly across?: AcrossDetail;
  /** Stable over runs and over moves in the file: 32 hexadecimal digits. */
  readonly fingerprint: string;
  /** Set where the result does not fail the gate though it is a finding. Its outcome stays what it is. */
  readonly suppression?: Suppression;
  /** For what failed or is open, where there is a baseline: whether it was there before. */
  readonly baselineState?: BaselineState;
}

/** How often something was said of the inventory, with the first place. */
export interface NoticeCount extends Notice {
  readonly count: number;
  readonly first?: Registry;
}

/** Findings of one severity. */
export interface SeverityCount {
  fail: number;
  open: number;
}

/** What is known before the first result. */
export interface RunInfo {
  readonly tool: { readonly name: string; readonly version: string; readonly url: string };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly policy: Policy;
  readonly origin: Origin;
  readonly failOn: FailOn;
  /** Whether open results fail the gate like failed ones. */
  readonly failOnOpen: boolean;
  /** Set where the run is a part of one. */
  readonly shard?: Shard | undefined;
}

/** An account of the accounts file whose registries could not be read. What was read of it counts for nothing. */
export interface UnreadAccount {
  /** Its name in the accounts file. */
  readonly account: string;
  /** The code of the error. */
  readonly code: string;
  /** What happened, in one line, without a secret. */
  readonly message: string;
  /** What to do. May have several lines. */
  readonly hint?: string;
}

/** An account of an accounts file, once it has been read or has failed, and what was asked of it. */
export interface AccountStanding extends Listing {
  /** Its name in the accounts file. */
  readonly account: string;
  /** Its place among all accounts of the file, from 0. */
  readonly position: number;
  /** How many registries it has; 0 where it could not be read. */
  readonly registries: number;
  readonly unread?: UnreadAccount;
}

/** What a run over a part of the accounts says, so that its result can be joined with those of the others. */
export interface Shard {
  /** Which one it is, from 1. */
  readonly index: number;
  /** How many there are. */
  readonly of: number;
  /** A digest of the names of all accounts: shards of one run have the same. */
  readonly all: string;
  /** How many accounts all shards have. */
  readonly total: number;
}

/** What a waiver did in a run. */
export interface WaiverUse {
  /** How many findings it matched. */
  readonly matched: number;
  /** What is wrong with it, if anything. */
  readonly code?: PolicyFindingCode;
}

/** What is known of a shard when it has ended. */
export interface ShardStanding extends Shard {
  /** A digest of the policy with its waivers, and of the baseline. */
  readonly policy: string;
  readonly accounts: readonly AccountStanding[];
  /** In the order in which they are written. */
  readonly waivers: readonly WaiverUse[];
}

/** What is known after the last result. */
export interface Summary {
  readonly registries: number;
  /** Registries to which no rule applied. */
  readonly unjudged: number;
  /** Accounts that could not be read: the run is not whole, and ends with exit code 3. */
  readonly unread?: readonly UnreadAccount[];
  /** Set where there was an accounts file: how many accounts the run asked, those among them that failed. */
  readonly accounts?: number;
  /** Set where the run was a part of one. */
  readonly shard?: ShardStanding;
  /** Set where the run was a part of one: every registry, so that the whole can be judged from its parts. */
  readonly seen?: readonly Registry[];
  /** What can fail the gate: results that are not suppressed, and findings about the policy and the inventory. */
  readonly counts: Readonly<Record<Severity, SeverityCount>>;
  /** Results that are findings but cannot fail the gate, by what keeps them from it. */
  readonly suppressed: Readonly<Record<Suppression['kind'], number>>;
  /** What is wrong with the policy's waivers, in the order in which they are written. */
  readonly policyFindings: readonly PolicyFinding[];
  /** Findings about the inventory as a whole. Set where the policy has a rule across registries. */
  readonly inventoryFindings?: readonly InventoryFinding[];
  /** What rules across registries found right once they had seen all. Set where the policy has one. */
  readonly latePasses?: readonly LatePass[];
  /** Set where the run had a baseline. */
  readonly baseline?: BaselineComparison;
  readonly passed: number;
  readonly notApplicable: number;
  readonly notices: readonly NoticeCount[];
  /** Whether a finding at or above the threshold was found: exit code 1. Also true where an account is unread. */
  readonly failed: boolean;
}
