/** What one rule shows of a control of a published standard. */
export interface ControlMapping {
  readonly standard: string;
  readonly id: string;
  readonly reason: string;
}

/** What a report needs of a rule's file that a compiled rule no longer has. */
export interface RuleFacts {
  readonly references: readonly { readonly title: string; readonly url: string }[];
  readonly controls: readonly ControlMapping[];
  /** Reasons in Chinese, in the order of `controls`. */
  readonly zh: { readonly reasons: readonly string[] };
}

/** The rules that come with the program, by id, whether a policy turns them on or not. */
export type FactsOfRules = ReadonlyMap<string, RuleFacts>;
