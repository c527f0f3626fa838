import type { PolicyFindingCode } from '../../model/waiver.js';

/** What is said of accepted findings: waivers and baseline. */
export interface WaiverWords {
  /** Stand before a finding that is waived, or in the baseline. No longer than the other such words. */
  readonly waived: string;
  readonly known: string;
  readonly waivedCount: (count: number) => string;
  readonly knownCount: (count: number) => string;
  /** Why a finding of the baseline is accepted. */
  readonly inBaseline: (file: string) => string;
  readonly until: (day: string) => string;
  readonly approvedBy: (name: string) => string;
  /** Says of findings that are not shown how many there are. */
  readonly notShown: (waived: number, known: number) => string;
  readonly aboutWaivers: string;
  readonly expired: (rule: string, day: string, matched: number) => string;
  readonly ending: (rule: string, day: string, days: number) => string;
  readonly unused: (rule: string) => string;
  readonly unknownRule: (rule: string, suggestion: string | undefined) => string;
  readonly more: (count: number) => string;
  readonly comparison: (file: string, fresh: number, unchanged: number, absent: number) => string;
  readonly absentTitle: string;
  readonly absent: (registry: string) => string;
  readonly rewrite: string;
  /** What the findings about waivers are, as rules. */
  readonly rules: Readonly<Record<PolicyFindingCode, PolicyRuleWords>>;
}

/** What one kind of finding about waivers is. */
export interface PolicyRuleWords {
  /** The state that is wanted. */
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}
