import type { Messages } from '../messages/messages.js';
import { isUnaccepted } from '../model/gate.js';
import type { Result, RunInfo, Summary } from '../model/result.js';
import { isAcross } from '../model/rule.js';

/** Counts the registries with a finding that nobody has accepted: some are known only once the inventory is read. */
export class Affected {
  #registries = 0;
  /** Who was counted. Needed only where a rule across registries may tell of one a second time. */
  #counted: Set<number> | undefined;

  begin({ policy }: Pick<RunInfo, 'policy'>): void {
    this.#registries = 0;
    this.#counted = policy.rules.some(isAcross) ? new Set() : undefined;
  }

  /** Takes what was found of one registry. */
  take({ index }: Result['registry'], found: readonly Pick<Result, 'outcome' | 'suppression'>[]): void {
    if (!found.some(isUnaccepted) || this.#counted?.has(index)) return;
    this.#registries++;
    this.#counted?.add(index);
  }

  /** `3 registries checked, none with findings`, and which findings are of no registry: they may be what fails. */
  told(
    { registries, inventoryFindings = [], policyFindings }: Summary,
    { page }: Messages,
  ): readonly string[] {
    for (const finding of inventoryFindings) if (finding.registry) this.take(finding.registry, [finding]);
    const whole = inventoryFindings.filter((finding) => !finding.registry && isUnaccepted(finding)).length;
    const waivers = policyFindings.length;
    return [
      page.checked(registries, this.#registries),
      ...(whole > 0 ? [page.aboutWhole(whole)] : []),
      ...(waivers > 0 ? [page.aboutWaivers(waivers)] : []),
    ];
  }
}
