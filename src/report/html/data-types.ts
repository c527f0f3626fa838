import type { Messages } from '../../messages/messages.js';

/**
 * A registry as the page holds it. Numbers are positions in the lists of `PageData`: account, type, region; then
 * what people call it and its Id, its host, where it stands, whether it is compliant (1), not (0) or was not judged
 * (2), and its findings.
 */
export type RegistryRow = readonly [
  account: number,
  type: number,
  region: number,
  name: string,
  id: string,
  host: string,
  place: string,
  standing: 0 | 1 | 2,
  findings: number,
];

/**
 * A finding as the page holds it: severity (0 is worst), open (1) or failed, then positions: rule, message,
 * registry, how it is accepted, day since when; -1 for none. The state is 0 new, 1 back again, 2 known, -1 none.
 */
export type FindingRow = readonly [
  severity: number,
  open: 0 | 1,
  rule: number,
  message: number,
  registry: number,
  accepted: number,
  state: number,
  since: number,
];

/** All that the tables of the page show, ready to be seen: nothing hidden is in any text, none is too long. */
export interface PageData {
  readonly words: Messages['html']['client'];
  readonly rowWords: Messages['html']['row'];
  readonly severities: readonly string[];
  readonly accounts: readonly string[];
  readonly types: readonly string[];
  readonly regions: readonly string[];
  /** Each with the anchor of its part of the page; empty where the policy has no such rule. */
  readonly rules: readonly { readonly id: string; readonly title: string; readonly anchor: string }[];
  readonly messages: readonly string[];
  readonly accepted: readonly string[];
  readonly days: readonly string[];
  readonly registries: readonly RegistryRow[];
  readonly findings: readonly FindingRow[];
  /** Which columns the table of findings has beside those that it always has. */
  readonly columns: { readonly account: boolean; readonly state: boolean };
}
