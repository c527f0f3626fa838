import { across } from './across.js';
import { conditionOf } from './condition.js';
import { decode, type Field, type Fields, type RawRecord } from './decode.js';
import { isMapping, list, type Mapping } from './mapping.js';
import { builtin, filled, type Override, type Policy, type Rule, rulesOf, under } from './policy.js';
import { noQuirks, type Quirks } from './quirks.js';
import { selects } from './selector.js';
import { allOf, type Truth } from './truth.js';

/** What a policy comes to, one line for each thing that can be compared. Sorted. */
export type Verdicts = readonly string[];

/** A line about one registry or about the inventory. */
export const line = (
  place: string,
  rule: string,
  outcome: string,
  severity: string,
  waiver: string | undefined,
): string =>
  [place, rule, outcome, severity, ...(waiver === undefined ? [] : [`waived: ${waiver}`])].join(' · ');

/** The line of a number that the run ends in. */
export const total = (name: string, value: unknown): string => `= ${name} ${String(value)}`;

interface Waiver extends Mapping {
  readonly rule: string;
  readonly registry: Mapping;
}

/**
 * What docs/ make of records and a policy. Written from the docs alone, for clarity and without regard to speed, so that
 * the program can be held against it.
 *
 * @param today a day in UTC, on which waivers are judged
 */
export function evaluate(
  policy: Policy,
  records: readonly RawRecord[],
  today: string,
  quirks = noQuirks,
): Verdicts {
  return new Evaluation(policy, today, quirks).of(records);
}

const isOff = ({ severity }: Rule): boolean => severity === 'off';

const rank = ['error', 'warning', 'note'];

class Evaluation {
  readonly #policy: Policy;
  readonly #today: string;
  readonly #quirks: Quirks;
  readonly #lines: string[] = [];
  readonly #used = new Map<Mapping, number>();
  #passed = 0;
  #notApplicable = 0;
  #failed = false;

  constructor(policy: Policy, today: string, quirks: Quirks) {
    this.#policy = policy;
    this.#today = today;
    this.#quirks = quirks;
  }

  of(records: readonly RawRecord[]): Verdicts {
    const registries = records.map((raw) => decode(raw, this.#quirks));
    for (const rule of rulesOf(this.#policy)) {
      if ([rule, ...rule.overrides.map(({ setting }) => under(rule, setting))].every(isOff)) continue;
      if (rule.asks['assert'] === undefined) this.#across(rule, registries);
      else for (const [index, fields] of registries.entries()) this.#one(rule, index, fields);
    }
    this.#waivers();
    this.#lines.push(
      total('passed', this.#passed),
      total('notApplicable', this.#notApplicable),
      total('failed', this.#failed),
    );
    return this.#lines.sort();
  }

  #one(general: Rule, index: number, fields: Fields): void {
    const { rule, isOpen } = inForce(general, fields);
    if (rule.severity === 'off') {
      this.#notApplicable++;
      return;
    }
    const when = isOpen ? 'open' : this.#when(rule, fields);
    if (when === 'false') {
      this.#notApplicable++;
      return;
    }
    const holds = when === 'open' ? 'open' : this.#holds(rule, rule.asks['assert'], fields);
    this.#told(`#${index}`, rule, { true: 'pass', false: 'fail', open: 'open' }[holds], fields);
  }

  #across(rule: Rule, registries: readonly Fields[]): void {
    const candidates = registries.map((fields, index) => ({
      index,
      fields,
      applies: this.#when(rule, fields),
    }));
    for (const { index, about, outcome, subject } of across(rule, candidates, this.#quirks)) {
      const place = [...(about === undefined ? [] : [about]), ...(index === undefined ? [] : [`#${index}`])];
      if (index === undefined && outcome === 'pass') this.#passed++;
      else this.#told(place.join(' '), rule, outcome, subject);
    }
    const isNumber = isMapping(rule.asks['count']);
    if (!isNumber) this.#notApplicable += candidates.filter(({ applies }) => applies === 'false').length;
  }

  #told(place: string, { id, severity }: Rule, outcome: string, subject: Fields): void {
    if (outcome === 'pass') this.#passed++;
    const waiver = outcome === 'pass' ? undefined : this.#waiverOf(id, subject);
    if (outcome !== 'pass' && waiver === undefined && severity === 'error') this.#failed = true;
    this.#lines.push(line(place, id, outcome, severity, waiver));
  }

  #when(rule: Rule, fields: Fields): Truth {
    return allOf(rule.when.map((one) => this.#holds(rule, one, fields)));
  }

  #holds(rule: Rule, condition: unknown, fields: Fields): Truth {
    return conditionOf(filled(condition, rule), fields, rule.params, this.#quirks);
  }

  get #written(): readonly Waiver[] {
    return list(this.#policy['waivers']).filter((one): one is Waiver => isMapping(one));
  }

  /** "Where several waivers match a finding, the first that has not expired is shown, and all of them count as used." */
  #waiverOf(rule: string, subject: Fields): string | undefined {
    const matching = this.#written.filter(
      (waiver) => waiver.rule === rule && selects(waiver.registry, subject, () => 'false') === 'true',
    );
    for (const waiver of matching) this.#used.set(waiver, (this.#used.get(waiver) ?? 0) + 1);
    const working = matching.find((waiver) => !this.#hasEnded(waiver));
    return working && String(working['reason']);
  }

  /** `expires` is "the first day, in UTC, on which the waiver no longer works". */
  #hasEnded = ({ expires }: Waiver): boolean => String(expires) <= this.#today;

  /** "Waivers that are wrong". */
  #waivers(): void {
    const known = new Set([...builtin.keys(), ...rulesOf(this.#policy).map(({ id }) => id)]);
    for (const waiver of this.#written) {
      const daysLeft = (Date.parse(String(waiver['expires'])) - Date.parse(this.#today)) / 86_400_000;
      const tell = (code: string) => this.#lines.push(`waiver ${String(waiver['reason'])} ${code}`);
      if (this.#hasEnded(waiver)) {
        tell('expired-waiver');
        this.#failed = true;
      } else if (!known.has(waiver.rule)) tell('unknown-waiver-rule');
      else if (!this.#used.has(waiver)) tell('unused-waiver');
      else if (daysLeft <= 14) tell('ending-waiver');
    }
  }
}

/**
 * "Of all overrides that speak of a rule, the last that matches a registry counts." Where a field is masked, nobody can
 * tell whether one is meant: then the rule is open, as severe as may be meant. What turns a rule off has to be sure.
 */
function inForce(rule: Rule, fields: Fields): { readonly rule: Rule; readonly isOpen: boolean } {
  const last: Override | undefined = rule.overrides.at(-1);
  if (!last) return { rule, isOpen: false };
  const here = under(rule, last.setting);
  const ifMasked = (field: Field): Truth => (field.is === 'unclear' && field.masked ? 'open' : 'false');
  const chosen = selects(last.match, fields, ifMasked);
  if (chosen === 'true') return { rule: here, isOpen: false };
  const otherwise = inForce({ ...rule, overrides: rule.overrides.slice(0, -1) }, fields);
  if (chosen === 'false' || here.severity === 'off') return otherwise;
  const [severest = 'off'] = rank.filter((one) => [here.severity, otherwise.rule.severity].includes(one));
  return { rule: { ...here, severity: severest }, isOpen: true };
}
