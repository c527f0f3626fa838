import type { Messages } from '../../messages/messages.js';
import type { InventoryFinding } from '../../model/across.js';
import type { BadOutcome } from '../../model/baseline.js';
import type {
  ComplianceFinding,
  CompliancePolicyFinding,
  ComplianceSuppression,
  RegistryEntry,
} from '../../model/compliance.js';
import { accountOf } from '../../model/identity.js';
import type { Registry } from '../../model/registry.js';
import type { Result } from '../../model/result.js';
import type { PolicyFinding, Suppression, Waiver } from '../../model/waiver.js';
import { describeResult } from '../describe/result.js';
import { describePolicyFinding } from '../describe/waiver.js';
import { RANKS, rank } from '../rank.js';
import type { Paths } from './paths.js';

/** A finding without what is known only after the last result. */
type Finding = Omit<ComplianceFinding, 'suppression' | 'state' | 'since'>;

type Found = Pick<Result, 'rule' | 'outcome' | 'fingerprint' | 'suppression'>;

/** Gathers what failed or is open, and tells it worst first. */
export class Findings {
  readonly #words: Messages;
  readonly #paths: Paths;
  readonly #ranks = Array.from({ length: RANKS }, (): [Finding, Suppression | undefined][] => []);

  constructor(words: Messages, paths: Paths) {
    this.#words = words;
    this.#paths = paths;
  }

  /** @param registry the position of its registry */
  add(result: Result, outcome: BadOutcome, registry: number): void {
    const { message } = describeResult(result, this.#words);
    // Such a finding says where the other registry stands.
    this.#put(result, outcome, result.across ? this.#paths.inText(message) : message, registry);
  }

  /** @param registry the position of its registry; undefined where it is about the inventory as a whole */
  addOfInventory(finding: InventoryFinding, registry: number | undefined): void {
    const { message } = describeResult(finding, this.#words);
    this.#put(finding, finding.outcome, this.#paths.inText(message), registry);
  }

  #put(found: Found, outcome: BadOutcome, message: string, registry: number | undefined): void {
    const { rule, fingerprint, suppression } = found;
    const { id, severity } = rule;
    const where = registry !== undefined && { registry };
    const finding: Finding = { rule: id, severity, outcome, message, ...where, fingerprint };
    this.#ranks[rank(found)]?.push([finding, suppression]);
  }

  /** All of them, those of the same rank in the order in which they came. */
  all(policyFindings: readonly PolicyFinding[]): readonly ComplianceFinding[] {
    const ending = new Map(policyFindings.map(({ waiver, days }) => [waiver, days]));
    return this.#ranks.flat().map(([finding, suppression]) => ({
      ...finding,
      ...(suppression && { suppression: suppressionOf(suppression, ending, this.#paths) }),
    }));
  }
}

function suppressionOf(
  suppression: Suppression,
  ending: ReadonlyMap<Waiver, number | undefined>,
  paths: Paths,
): ComplianceSuppression {
  if (suppression.kind === 'baseline') return { ...suppression, file: paths.shown(suppression.file) };
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
export function policyFindingOf(
  finding: PolicyFinding,
  words: Messages,
  paths: Paths,
): CompliancePolicyFinding {
  const { code, severity, waiver, fingerprint } = finding;
  const message = describePolicyFinding(finding, words);
  return { code, severity, message, location: paths.at(waiver.location), fingerprint };
}

/** Which registry it is. How it stands is added when all results are known. */
export function entryOf(
  registry: Registry,
  paths: Paths,
): Omit<RegistryEntry, 'judged' | 'compliant' | 'findings'> {
  const { Id, RegistryName, RegistryType, RegionId, DomainName, RegistryHostIp, location } = registry;
  const host = DomainName || RegistryHostIp;
  return {
    account: accountOf(registry),
    ...(Id !== undefined && { id: Id }),
    ...(RegistryName !== undefined && { name: RegistryName }),
    ...(RegistryType !== undefined && { type: RegistryType }),
    ...(RegionId !== undefined && { region: RegionId }),
    ...(host && { host }),
    ...(location && { location: paths.at(location) }),
  };
}
