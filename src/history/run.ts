/** What the history keeps of a run: facts, fingerprints and what people call a registry. Never a secret. */

import type { BadOutcome } from '../model/baseline.js';
import type { Standing } from '../model/compliance.js';
import type { RegistryType } from '../model/field.js';
import { isMainland } from '../model/regions.js';
import type { FailOn, Severity } from '../model/severity.js';
import type { Suppression } from '../model/waiver.js';

/**
 * What a run looked at. Only runs of the same scope are compared: what a run of one registry type did not see was
 * not fixed.
 */
export interface Scope {
  /** Records of any file, of standard input or of a program are one scope: files of each day have other names. */
  readonly from: 'live' | 'accounts' | 'records';
  /** For `live`: the endpoint asked. Mainland China and the rest of the world have registries of their own. */
  readonly endpoint?: string;
  /** For `records`: the region that a snapshot says was asked; its centre is meant. */
  readonly region?: string;
  /** The filter of the request, when there was one. */
  readonly registryType?: RegistryType;
}

/** How the inventory stood. Runs of before it was counted do not say how many registries were judged. */
export type RunStanding = Omit<Standing, 'judged'> & Partial<Pick<Standing, 'judged'>>;

/** A run without its findings. */
export interface RunFacts {
  /** ISO 8601, UTC, with milliseconds. */
  readonly startedAt: string;
  /** The version of this program. */
  readonly tool: string;
  readonly scope: Scope;
  /** `digest` tells whether two runs were held to the same rules: 16 hexadecimal digits. */
  readonly policy: { readonly name: string; readonly digest: string };
  readonly gate: { readonly failOn: FailOn; readonly failOnOpen: boolean; readonly failed: boolean };
  readonly standing: RunStanding;
  /** Accounts of which at least one registry was seen, sorted. Empty text for registries that name none. */
  readonly accounts: readonly string[];
  /** Accounts that could not be read, sorted. */
  readonly unread: readonly string[];
  /** Every rule that was on, with what tells one definition of it from another: 16 hexadecimal digits. */
  readonly rules: Readonly<Record<string, string>>;
}

/** A run of the history. */
export interface HistoryRun extends RunFacts {
  /** Everything that failed or is open, suppressed or not, in any order. */
  readonly findings: readonly HistoryFinding[];
}

/** A result that failed or is open, and which registry it speaks of, for people. */
export interface HistoryFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly outcome: BadOutcome;
  /** Set where it cannot fail the gate. */
  readonly suppression?: Suppression['kind'];
  /**
   * The name in the accounts file, else the account's number, else empty. Absent for a finding about the inventory
   * as a whole.
   */
  readonly account?: string;
  readonly id?: string;
  readonly name?: string;
  readonly type?: string;
  readonly region?: string;
}

/** What runs of the same scope have in common, as one text. */
export function scopeKey({ from, endpoint, region, registryType }: Scope): string {
  const centre = region === undefined ? [] : [isMainland(region)];
  return JSON.stringify([from, endpoint ?? null, registryType ?? null, ...centre]);
}
