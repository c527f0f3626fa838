import type { BadOutcome } from '../model/baseline.js';
import type {
  ComplianceFinding,
  CompliancePolicyFinding,
  ComplianceSuppression,
} from '../model/compliance.js';
import type { Result } from '../model/result.js';
import type { PolicyFinding, Suppression, Waiver } from '../model/waiver.js';
import { describePolicyFinding } from '../report/accepted.js';
import { describeResult } from '../report/message.js';
import { RANKS, rank } from '../report/rank.js';
import type { Words } from '../report/words/words.js';

/** A finding without what is known only after the last result. */
type Finding = Omit<ComplianceFinding, 'suppression' | 'state' | 'since'>;

/** Gathers what failed or is open, and tells it worst first. */
export class Findings {
  readonly #words: Words;
  readonly #ranks = Array.from({ length: RANKS }, (): [Finding, Suppression | undefined][] => []);

  constructor(words: Words) {
    this.#words = words;
  }

  /** @param registry its position; undefined for a finding about the inventory as a whole */
  add(result: Result, outcome: BadOutcome, registry: number | undefined): void {
    const { rule, fingerprint, suppression } = result;
    const finding: Finding = {
      rule: rule.id,
      severity: rule.severity,
      outcome,
      message: describeResult(result, this.#words).message,
      ...(registry !== undefined && { registry }),
      fingerprint,
    };
    this.#ranks[rank(result)]?.push([finding, suppression]);
  }

  /** All of them, those of the same rank in the order in which they came. */
  all(policyFindings: readonly PolicyFinding[]): readonly ComplianceFinding[] {
    const ending = new Map(policyFindings.map(({ waiver, days }) => [waiver, days]));
    return this.#ranks.flat().map(([finding, suppression]) => ({
      ...finding,
      ...(suppression && { suppression: suppressionOf(suppression, ending) }),
    }));
  }
}

function suppressionOf(
  suppression: Suppression,
  ending: ReadonlyMap<Waiver, number | undefined>,
): ComplianceSuppression {
  if (suppression.kind === 'baseline') return suppression;
  const { waiver } = suppression;
  const { reason, expires, approvedBy, ticket } = waiver;
  const endsIn = ending.get(waiver);
  return {
    kind: 'waiver',
    reason,
    ...(expires !== undefined && { expires }),
    ...(approvedBy !== undefined && { approvedBy }),
    ...(ticket !== undefined && { ticket }),
    ...(endsIn !== undefined && { endsIn }),
  };
}

/** What is wrong with waivers, in words. */
export function policyFindingOf(finding: PolicyFinding, words: Words): CompliancePolicyFinding {
  const { code, severity, waiver, fingerprint } = finding;
  const message = describePolicyFinding(finding, words);
  return { code, severity, message, location: waiver.location, fingerprint };
}
