import type { PolicySource } from '../../documents/source.js';
import type { ErrorDetails } from '../../model/error.js';
import { isMapping } from '../keywords/keyword.js';
import { byPlace, type Explained, explainMistakes, isPolicyFile, type PolicyFile } from './check.js';
import type { OverrideText } from './layers.js';
import type { WaiverText } from './waivers.js';

/** What of a policy with mistakes can be looked at further, so that all of its mistakes are told in one round. */
export interface Mistaken {
  readonly problems: readonly ErrorDetails[];
  /** The policy without what is mistaken in it. Entries of lists keep their places. */
  readonly rest: Omit<PolicyFile, 'waivers'> & {
    readonly waivers?: readonly (WaiverText | string | undefined)[];
  };
  /** Rules that are there, but cannot be looked at. */
  readonly rules: readonly string[];
  /** Whether what is mistaken may hold more mistakes. */
  readonly mayHoldMore: boolean;
}

const sections = ['rules', 'overrides', 'waivers'] as const;

/** An override that says nothing, in the place of one that is mistaken. */
const nothing: OverrideText = { match: {}, rules: {} };

/**
 * Takes what does not satisfy the schema out of a policy: whole rules, overrides and waivers. Undefined where the
 * mistake is elsewhere, as what it was meant to be could be what the rest speaks of.
 */
export async function mistakenPolicy(source: PolicySource): Promise<Mistaken | undefined> {
  const { value } = source;
  if (!isMapping(value)) return undefined;
  const mistakes = await explainMistakes(value, 'policy');
  const wrong = { rules: new Set<string>(), overrides: new Set<string>(), waivers: new Set<string>() };
  for (const { path } of mistakes) {
    const section = sections.find((one) => one === path[0]);
    if (section === undefined || path[1] === undefined) return undefined;
    wrong[section].add(String(path[1]));
  }
  const rest: unknown = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, isSection(key) ? without(part, wrong[key]) : part]),
  );
  if (mistakes.length === 0 || !isPolicyFile(rest)) return undefined;
  return {
    problems: problemsOf(mistakes, source),
    rest: {
      ...rest,
      overrides: inPlace(rest.overrides ?? [], wrong.overrides, nothing),
      waivers: inPlace(rest.waivers ?? [], wrong.waivers, undefined),
    },
    rules: [...wrong.rules],
    mayHoldMore: sections.some((section) =>
      [...wrong[section]].some((key) => isMapping(part(value, section, key))),
    ),
  };
}

const isSection = (key: string): key is (typeof sections)[number] => sections.some((one) => one === key);

const part = (value: object, section: string, key: string): unknown =>
  Object(Object.entries(value).find(([name]) => name === section)?.[1])[key];

const problemsOf = (mistakes: readonly Explained[], source: PolicySource): readonly ErrorDetails[] =>
  mistakes.map(({ path, part, details }) => source.problem(path, part, details)).sort(byPlace);

function without(part: unknown, keys: ReadonlySet<string>): unknown {
  if (Array.isArray(part)) return part.filter((_, index) => !keys.has(String(index)));
  return isMapping(part) ? Object.fromEntries(Object.entries(part).filter(([key]) => !keys.has(key))) : part;
}

/** The entries that are left, at the places where they are written. */
function inPlace<T, Gap>(left: readonly T[], gone: ReadonlySet<string>, gap: Gap): readonly (T | Gap)[] {
  let next = 0;
  return Array.from({ length: left.length + gone.size }, (_, index) =>
    gone.has(String(index)) ? gap : (left[next++] ?? gap),
  );
}
