/**
 * What a compliance report says, in one language and ready to be written in any format. It is made by
 * `src/report/compliance`, and the formats in `src/report/compliance` only write it down.
 */

import type { BadOutcome } from './baseline.js';
import type { Language } from './language.js';
import type { Location } from './location.js';
import type { Origin } from './registry.js';
import type { NoticeCount, RunInfo, SeverityCount, UnreadAccount } from './result.js';
import type { FailOn, Severity } from './severity.js';
import type { Day, PolicyFindingCode } from './waiver.js';

export interface ComplianceReport {
  readonly lang: Language;
  readonly tool: RunInfo['tool'];
  /** When the run began. ISO 8601, UTC. */
  readonly startedAt: string;
  readonly policy: {
    readonly name: string;
    readonly files: readonly string[];
    /** The policy that the checked one may not fall below. */
    readonly floor?: { readonly name: string; readonly files: readonly string[] };
  };
  readonly origin: Origin;
  readonly gate: {
    readonly failOn: FailOn;
    readonly failOnOpen: boolean;
    readonly failed: boolean;
    /** Whether any rule had anything to say. Where none had, a run that did not fail shows nothing. */
    readonly judged: boolean;
  };
  /** The whole inventory, with findings about it that belong to no registry, and so to no account, type or region. */
  readonly standing: Standing;
  /** Every rule of the policy, in its order. */
  readonly rules: readonly RuleStanding[];
  /** Every control of the standards, also those of which this program shows nothing. */
  readonly controls: readonly ControlStanding[];
  readonly accounts: readonly GroupStanding[];
  readonly types: readonly GroupStanding[];
  readonly regions: readonly GroupStanding[];
  /** Every registry, in the order of the inventory. */
  readonly registries: readonly RegistryEntry[];
  /** Everything that failed or is open, suppressed or not, worst first. */
  readonly findings: readonly ComplianceFinding[];
  /** What is wrong with the policy's waivers. */
  readonly policyFindings: readonly CompliancePolicyFinding[];
  /** Accounts that could not be read: nothing here speaks of their registries. */
  readonly unread: readonly UnreadAccount[];
  readonly notices: readonly NoticeCount[];
  /** Set where earlier runs are known. */
  readonly history?: HistoryView;
}

/** How a set of registries stands. */
export interface Standing {
  readonly registries: number;
  /** Registries of which a rule said something. How the others stand is not known. */
  readonly judged: number;
  /**
   * Those of them against which nothing stands: no result at or above the gate's threshold (`error` where it never
   * fails) that failed, or is open where open ones count, and is not suppressed.
   */
  readonly compliant: number;
  /** Results that are not suppressed. */
  readonly counts: Readonly<Record<Severity, SeverityCount>>;
  /** Results that failed or are open and are waived or in the baseline. */
  readonly suppressed: number;
}

/** The registries of one account, type or region. */
export interface GroupStanding extends Standing {
  /** As people call it; empty where the records do not say. */
  readonly name: string;
}

/** One rule of the policy, and how it went. */
export interface RuleStanding {
  readonly id: string;
  /** Set where the floor requires the rule. */
  readonly floor?: true;
  readonly severity: Severity;
  readonly title: string;
  /** Markdown. */
  readonly why?: string;
  /** Markdown. */
  readonly fix?: string;
  readonly references: readonly { readonly title?: string; readonly url: string }[];
  /** Of a rule that counts registries: groups that are as they should be. */
  readonly passed: number;
  readonly failed: number;
  readonly open: number;
  readonly suppressed: number;
  /**
   * Registries of which it says nothing. Of another one a rule across registries may say several things. None for a
   * rule that counts registries: it speaks of groups.
   */
  readonly notApplicable: number;
}

/**
 * What the rules show of one control: `met` when every rule that maps to it applies somewhere and nothing fails
 * or is open, `not-met` when something failed, `partly` when nothing failed but something is open, waived, unread,
 * or a rule that maps to it is off or applies nowhere, `not-shown` when no rule that maps to it is on and applies anywhere.
 */
export type ControlState = 'met' | 'not-met' | 'partly' | 'not-shown';

export interface ControlStanding {
  /** As rule files write it: `nist-sp-800-190`. */
  readonly standard: string;
  /** As people write it: `NIST SP 800-190`. */
  readonly standardName: string;
  readonly id: string;
  readonly title: string;
  /** How much of the standard the list of controls covers, in one sentence. The same for all controls of it. */
  readonly scope?: string;
  readonly state: ControlState;
  readonly failed: number;
  readonly open: number;
  readonly passed: number;
  readonly suppressed: number;
  /** Which rules show something of it. */
  readonly rules: readonly ControlEvidence[];
}

/** What one rule shows of a control. */
export interface ControlEvidence {
  readonly rule: string;
  /** What it shows: the reason that the rule file gives. */
  readonly reason: string;
  /** Set where the policy has the rule off, so that it shows nothing now. */
  readonly off?: true;
  /** Set where the rule is on and applies to no registry, so that it shows nothing now. */
  readonly idle?: true;
  /** Set where the policy has it off for some registries, of which it shows nothing. */
  readonly narrowed?: true;
}

/** One registry, as people tell it from others. Nothing here is a secret, everything may be hostile text. */
export interface RegistryEntry {
  /** The account's name in the accounts file, else its number, else empty. */
  readonly account: string;
  readonly id?: string;
  readonly name?: string;
  readonly type?: string;
  readonly region?: string;
  /** Its domain name, else its address. */
  readonly host?: string;
  readonly location?: Location;
  /** Whether a rule said anything of it. */
  readonly judged: boolean;
  /** Whether it was judged, and nothing stands against it. */
  readonly compliant: boolean;
  /** Results that failed or are open and are not suppressed. */
  readonly findings: number;
}

export interface ComplianceFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly outcome: BadOutcome;
  readonly message: string;
  /** Position in `ComplianceReport.registries`; absent for a finding about the inventory as a whole. */
  readonly registry?: number;
  readonly fingerprint: string;
  readonly suppression?: ComplianceSuppression;
  /** Compared to the last run before; absent without a history. */
  readonly state?: FindingState;
  /** The day on which it was first seen since it was last fixed; absent without a history. */
  readonly since?: Day;
}

/** `new`: never seen before; `reopened`: was fixed and is back; `known`: was there in the last run. */
export type FindingState = 'new' | 'reopened' | 'known';

export type ComplianceSuppression =
  | { readonly kind: 'baseline'; readonly file: string }
  | {
      readonly kind: 'waiver';
      readonly reason: string;
      readonly expires?: Day;
      readonly approvedBy?: string;
      readonly ticket?: string;
      /** Days that it still works, today among them, where it ends soon. */
      readonly endsIn?: number;
    };

export interface CompliancePolicyFinding {
  readonly code: PolicyFindingCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly location: Location;
  readonly fingerprint: string;
}

/** What earlier runs say. */
export interface HistoryView {
  /** When the run began to which this one is compared. ISO 8601, UTC. Absent when this is the first. */
  readonly previous?: string;
  /** Whether the gate failed in that run; absent where that is not known. */
  readonly previousFailed?: boolean;
  /** The standing of each day that has a run, the last run of the day, this one among them, oldest first. */
  readonly days: readonly DayStanding[];
  /** Findings of this run, suppressed ones among them, by their state. */
  readonly new: number;
  readonly reopened: number;
  readonly known: number;
  /** Findings of the run before that are gone, of accounts that were read. */
  readonly fixed: readonly FixedFinding[];
  /** Findings of the run before whose rule is off or another now, or whose account is gone: they are not fixed. */
  readonly unchecked?: number;
  /** Last known findings of accounts that could not be read in this run: they are not fixed. */
  readonly carried?: number;
  /** Mean number of days from first seen to fixed, over all that were ever fixed; absent when none was. */
  readonly meanDaysToFix?: number;
}

export interface DayStanding {
  readonly day: Day;
  readonly registries: number;
  readonly judged: number;
  readonly compliant: number;
  /** Results that failed or are open and are not suppressed. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Those of them that are open. */
  readonly open: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  /** How many accounts could not be read. */
  readonly unread: number;
}

/** A finding that is no more. */
export interface FixedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly fingerprint: string;
  readonly account: string;
  readonly registry: string;
  readonly since: Day;
  /** From first seen to fixed. */
  readonly days: number;
}
