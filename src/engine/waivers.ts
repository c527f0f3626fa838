import type { WaiverUse } from '../model/result.js';
import type { Rule } from '../model/rule.js';
import type { Day, PolicyFinding, PolicyFindingCode, Waiver, WaiverSuppression } from '../model/waiver.js';
import { waiverFingerprint } from './fingerprint.js';
import type { Hides } from './hidden.js';
import type { Selectable } from './selector.js';
import { SelectorIndex } from './selector-index.js';

/** On so many of its last days a waiver is warned of, unless the policy says another number. */
const WARNING_DAYS = 14;

/** A waiver, with what it did in this run. */
interface Use {
  readonly waiver: Waiver;
  readonly registry: Waiver['registry'];
  readonly suppression: WaiverSuppression;
  readonly expired: boolean;
  /** Its place among all waivers. */
  readonly position: number;
  matched: number;
}

/** The waivers of a policy at work on one day. */
export class Waivers {
  readonly #today: Day;
  readonly #warningDays: number;
  readonly #uses: readonly Use[];
  readonly #byRule = new Map<string, SelectorIndex<Use>>();

  /** @param today the day in UTC: a waiver works on all days before the one on which it expires */
  constructor(waivers: readonly Waiver[], today: Day, warningDays: number = WARNING_DAYS) {
    this.#today = today;
    this.#warningDays = warningDays;
    this.#uses = waivers.map((waiver, position) => ({
      waiver,
      registry: waiver.registry,
      suppression: { kind: 'waiver', waiver },
      expired: waiver.expires !== undefined && waiver.expires <= today,
      position,
      matched: 0,
    }));
    for (const use of this.#uses) {
      const index = this.#byRule.get(use.waiver.rule) ?? new SelectorIndex<Use>();
      this.#byRule.set(use.waiver.rule, index);
      index.add(use);
    }
  }

  /**
   * The first waiver that a finding falls under and that has not expired. Every one that matches is used, but what the
   * floor requires is accepted by the floor's own waivers alone.
   */
  suppress({ id, floor }: Rule, registry: Selectable): WaiverSuppression | undefined {
    const matching = this.#byRule.get(id)?.find(registry) ?? [];
    let first: Use | undefined;
    for (const use of matching) {
      use.matched++;
      if (floor && !use.waiver.floor) continue;
      if (!use.expired && (!first || use.position < first.position)) first = use;
    }
    return first?.suppression;
  }

  /**
   * What is wrong with the waivers, in the order in which they are written. Known once all registries are.
   *
   * @param hides whether a selector may choose registries that were not seen: then it is not known to be unused
   */
  *findings(hides: Hides): Iterable<PolicyFinding> {
    for (const use of this.#uses) {
      const { waiver, matched } = use;
      for (const wrong of this.#wrong(use, hides)) {
        yield { ...wrong, waiver, matched, fingerprint: waiverFingerprint(wrong.code, waiver) };
      }
    }
  }

  /** What each did. Known once all registries are. */
  use(hides: Hides): readonly WaiverUse[] {
    return this.#uses.map((use) => {
      const [wrong] = this.#wrong(use, hides);
      return { matched: use.matched, ...(wrong && { code: wrong.code }) };
    });
  }

  /** An expired waiver has to go in any case, so that it matches nothing is not told beside it. */
  *#wrong({ waiver, expired, matched }: Use, hides: Hides): Iterable<Wrong> {
    const { expires, unknownRule } = waiver;
    if (expired) yield { code: 'expired-waiver', severity: 'error' };
    else if (unknownRule) yield { code: 'unknown-waiver-rule', severity: 'warning' };
    else if (matched === 0 && !hides(waiver.registry)) yield { code: 'unused-waiver', severity: 'warning' };
    else if (expires !== undefined) {
      const days = daysBetween(this.#today, expires);
      if (days <= this.#warningDays) yield { code: 'ending-waiver', severity: 'warning', days };
    }
  }
}

interface Wrong {
  readonly code: PolicyFindingCode;
  readonly severity: PolicyFinding['severity'];
  readonly days?: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
