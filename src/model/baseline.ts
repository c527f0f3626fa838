/** Whether a finding was there when the baseline was taken; named after SARIF's `baselineState` (§3.27.24). */
export type BaselineState = 'new' | 'unchanged';

/** The two outcomes that fail a gate, and so are all that a baseline holds. */
export type BadOutcome = 'fail' | 'open';

/** Which registry it was, for people. */
export interface BaselineRegistry {
  /** Its name in the accounts file, where there was one. */
  readonly account?: string | undefined;
  readonly AliUid?: string | undefined;
  readonly Id?: string | undefined;
  readonly RegistryName?: string | undefined;
  readonly RegistryType?: string | undefined;
  readonly RegionId?: string | undefined;
  readonly occurrence?: number | undefined;
}

/** Those fields, in the order in which a line of the file has them, and by which its lines are sorted. */
export const baselineFields = [
  'account',
  'AliUid',
  'RegionId',
  'RegistryType',
  'RegistryName',
  'Id',
  'occurrence',
] as const satisfies readonly (keyof BaselineRegistry)[];

/** The version of the file. It changes when a program that reads the older one would no longer do. */
export const baselineVersion = 1;

/** What the file is called when nobody says. */
export const baselineFileName = 'registry-lint.baseline.jsonl';

/** One finding of a baseline. */
export interface BaselineEntry extends BaselineRegistry {
  readonly rule: string;
  readonly outcome: BadOutcome;
  readonly fingerprint: string;
}

/** The findings accepted as of one day. */
export interface Baseline {
  /** The path as the user wrote it. */
  readonly file: string;
  /** The outcome of each finding, by its fingerprint. */
  readonly outcomes: ReadonlyMap<string, BadOutcome>;
  /**
   * The findings, in the order of the file. They are not kept in memory: this reads them again.
   *
   * @param isMeant which of them are wanted; all unless said
   */
  entries(isMeant?: (fingerprint: string) => boolean): Iterable<BaselineEntry>;
}

/** How a run compares to its baseline. */
export interface BaselineComparison {
  readonly file: string;
  /** Findings that the baseline does not have, without those that are waived. */
  readonly new: number;
  readonly unchanged: number;
  /** Findings of the baseline that the run did not have. */
  readonly absent: number;
  /** Those findings. May be iterated more than once; each time the baseline is read again. */
  absentEntries(): Iterable<BaselineEntry>;
}
