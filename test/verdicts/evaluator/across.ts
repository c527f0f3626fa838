import type { Field, Fields } from './decode.js';
import { isMapping, list, type Mapping } from './mapping.js';
import type { Rule } from './policy.js';
import type { Quirks } from './quirks.js';
import { selects } from './selector.js';
import type { Truth } from './truth.js';

/** A registry, and whether the rule's `when` holds of it. */
export interface Candidate {
  readonly index: number;
  readonly fields: Fields;
  readonly applies: Truth;
}

/** What a rule across registries finds. */
export interface Found {
  readonly outcome: 'pass' | 'fail' | 'open';
  /** The registry that it belongs to, if any. */
  readonly index?: number;
  /** What it speaks of where it is told of the inventory: `count`, `groups`, `missing` or `perhaps`. */
  readonly about?: string;
  /** What a waiver chooses it by. */
  readonly subject: Fields;
}

/** docs/across-registries.md by brute force: every registry is compared with every other. */
export function across({ asks }: Rule, candidates: readonly Candidate[], quirks: Quirks): readonly Found[] {
  const { unique, count, expected } = asks;
  if (unique !== undefined) return uniqueFound(list(unique).map(String), candidates, quirks);
  if (isMapping(count)) return countFound(count, candidates);
  return expectedFound(list(expected).filter(isMapping), candidates);
}

/** The value as it is compared; undefined where it is not known. */
function comparable(name: string, field: Field | undefined): string | undefined {
  if (field?.is !== 'known') return undefined;
  const text = String(field.value);
  if (name === 'RegistryHostIp') return text.toLowerCase();
  return name === 'DomainName' ? text.toLowerCase().replace(/\.$/, '') : text;
}

function uniqueFound(
  names: readonly string[],
  candidates: readonly Candidate[],
  quirks: Quirks,
): readonly Found[] {
  const valuesOf = ({ fields }: Candidate) => names.map((name) => comparable(name, fields[name]));
  const hasNothing = (one: Candidate): boolean =>
    valuesOf(one).every((value) => value === undefined || value === '');
  const isComplete = (one: Candidate): boolean => !valuesOf(one).includes(undefined);
  const agree = (one: Candidate, other: Candidate): boolean =>
    valuesOf(one).every((value, at) => {
      const theirs = valuesOf(other)[at];
      return value === undefined || theirs === undefined || value === theirs;
    });
  return candidates.flatMap((one): Found[] => {
    const { index, fields: subject } = one;
    if (one.applies === 'false') return [];
    if (one.applies === 'open' || hasNothing(one)) return [{ index, outcome: 'open', subject }];
    const others = candidates.filter((other) => other !== one && !hasNothing(other) && agree(one, other));
    const sure = others.filter(({ applies }) => applies === 'true');
    const perhaps = quirks.has('unique-behind-open-when')
      ? []
      : others.filter(({ applies }) => applies === 'open');
    if (!isComplete(one))
      return [
        sure.length + perhaps.length > 0
          ? { index, outcome: 'open', about: 'perhaps', subject }
          : { index, outcome: 'pass', subject },
      ];
    const isEarlier = (other: Candidate): boolean => other.index < index && isComplete(other);
    if (sure.some(isEarlier)) return [{ index, outcome: 'fail', subject }];
    return [{ index, outcome: perhaps.some(isEarlier) ? 'open' : 'pass', subject }];
  });
}

function countFound(count: Mapping, candidates: readonly Candidate[]): readonly Found[] {
  const { min = 0, max = Number.POSITIVE_INFINITY } = count;
  const by = list(count['by']).map(String);
  const judge = (least: number, most: number): 'pass' | 'fail' | 'open' => {
    if (most < Number(min) || least > Number(max)) return 'fail';
    return least >= Number(min) && most <= Number(max) ? 'pass' : 'open';
  };
  const groupOf = ({ fields }: Candidate): readonly string[] | undefined => {
    const values = by.map((name) => comparable(name, fields[name]));
    const known = values.filter((value) => value !== undefined && value !== '');
    return known.length === by.length ? known.map(String) : undefined;
  };
  const isLost = (one: Candidate): boolean => groupOf(one) === undefined;
  const lost = candidates.filter(isLost);
  const numberOf = (some: readonly Candidate[], applies: Truth): number =>
    some.filter((one) => one.applies === applies).length;
  const [lostSurely, lostPerhaps, lostOthers] = [
    numberOf(lost, 'true'),
    numberOf(lost, 'open'),
    numberOf(lost, 'false'),
  ];
  const asked = count['for'] === undefined ? undefined : list(count['for']).map((value) => [String(value)]);
  const groups =
    asked ??
    (by.length === 0
      ? [[]]
      : unrepeated(candidates.flatMap((one) => [groupOf(one) ?? []].filter(({ length }) => length > 0))));
  let isAnyDoubtful = false;
  const found = groups.map((values): Found => {
    const members = candidates.filter((one) => JSON.stringify(groupOf(one)) === JSON.stringify(values));
    const surely = numberOf(members, 'true');
    const perhaps = surely + numberOf(members, 'open');
    const outcome = judge(surely, perhaps + (by.length === 0 ? 0 : lostSurely + lostPerhaps));
    const subject: Record<string, Field> = {};
    for (const [at, name] of by.entries()) subject[name] = { is: 'known', value: values[at] ?? '' };
    // "Where it could change each group, that is told once."
    if (outcome === 'open' && judge(surely, perhaps) === 'pass') {
      isAnyDoubtful = true;
      return { outcome, about: '', subject };
    }
    return { outcome, about: `count ${values.join(' ')}`, subject };
  });
  const mayBeNew = asked === undefined && by.length > 0;
  const isTooFew = (Number(min) > 0 && lostPerhaps + lostOthers > 0) || (Number(min) > 1 && lostSurely > 0);
  const isTooMany = lostSurely + lostPerhaps > Number(max);
  const isOpen = isAnyDoubtful || (mayBeNew && (isTooFew || isTooMany));
  return [
    ...found.filter(({ about }) => about !== ''),
    ...(isOpen ? [{ outcome: 'open' as const, about: 'groups', subject: {} }] : []),
  ];
}

function unrepeated(groups: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(groups.map((group) => [JSON.stringify(group), group])).values()];
}

function expectedFound(entries: readonly Mapping[], candidates: readonly Candidate[]): readonly Found[] {
  const isMeant = (entry: Mapping, { fields }: Candidate): Truth => selects(entry, fields, () => 'open');
  const looked = candidates.filter(({ applies }) => applies !== 'false');
  const ofRegistries = looked.flatMap((one): Found[] => {
    const { index, applies, fields: subject } = one;
    if (applies === 'open') return [{ index, outcome: 'open', subject }];
    const sure = entries.filter((entry) => isMeant(entry, one) === 'true');
    if (sure.length === 0) {
      const may = entries.some((entry) => isMeant(entry, one) === 'open');
      return [{ index, outcome: may ? 'open' : 'fail', subject }];
    }
    const repeated = sure.filter(
      (entry) =>
        isSingle(entry) &&
        looked.some(
          (other) => other.index < index && other.applies === 'true' && isMeant(entry, other) === 'true',
        ),
    );
    return repeated.length === 0
      ? [{ index, outcome: 'pass', subject }]
      : repeated.map(() => ({ index, outcome: 'fail', subject }));
  });
  const missing = entries.flatMap((entry, at): Found[] => {
    const meant = looked
      .map((one) => ({ applies: one.applies, is: isMeant(entry, one) }))
      .filter(({ is }) => is !== 'false');
    if (meant.some(({ applies, is }) => applies === 'true' && is === 'true')) return [];
    const subject: Record<string, Field> = {};
    for (const [name, wanted] of Object.entries(entry))
      subject[name] = { is: 'known', value: list(wanted).join(', ') };
    return [{ outcome: meant.length > 0 ? 'open' : 'fail', about: `missing ${at}`, subject }];
  });
  return [...ofRegistries, ...missing];
}

/** "An entry without a glob and without a list stands for one registry." */
const isSingle = (entry: Mapping): boolean =>
  Object.values(entry).every((wanted) => !Array.isArray(wanted) && !/[*?]/.test(String(wanted)));
