import type { Location } from './location.js';
import type { Selector } from './selector.js';

/** A day of the calendar, `YYYY-MM-DD`. Days are those of UTC, and compare as texts do. */
export type Day = string;

/** Findings of one rule that somebody accepted, for a reason and, as a rule, until a day. */
export interface Waiver {
  readonly rule: string;
  /** Which registries it speaks of. */
  readonly registry: Selector;
  readonly reason: string;
  /** The first day on which it no longer works; absent where the policy allows that it never ends. */
  readonly expires?: Day;
  readonly approvedBy?: string;
  readonly ticket?: string;
  /** Where it is written. */
  readonly location: Location;
  /** Set for a waiver of the floor: it alone can accept what the floor requires. */
  readonly floor?: true;
  /** Set where no rule has that name. */
  readonly unknownRule?: {
    /** The name that was most likely meant. */
    readonly suggestion?: string;
  };
}

/** Why a finding does not fail the gate: somebody waived it, or it was there when the baseline was taken. */
export type Suppression = WaiverSuppression | { readonly kind: 'baseline'; readonly file: string };

/** A finding that a waiver speaks of. */
export interface WaiverSuppression {
  readonly kind: 'waiver';
  readonly waiver: Waiver;
}

/** What can be wrong with waivers. These are also the ids of the findings, so no rule can have them. */
export const policyFindingCodes = [
  'expired-waiver',
  'ending-waiver',
  'unused-waiver',
  'unknown-waiver-rule',
] as const;

/** What is wrong with a waiver. */
export type PolicyFindingCode = (typeof policyFindingCodes)[number];

/** A finding about the policy itself. It belongs to no registry, and is shown at a line of the policy. */
export interface PolicyFinding {
  readonly code: PolicyFindingCode;
  readonly severity: 'error' | 'warning';
  readonly waiver: Waiver;
  /** For `ending-waiver`: how many days it will still work, today among them. */
  readonly days?: number;
  /** How many findings of this run the waiver matched. */
  readonly matched: number;
  /** Stable over runs and over moves in the file: 32 hexadecimal digits. */
  readonly fingerprint: string;
}
