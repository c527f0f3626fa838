import type { RawRecord } from './evaluator/decode.js';
import { evaluate, type Verdicts } from './evaluator/evaluate.js';
import { isMapping, type Mapping } from './evaluator/mapping.js';
import type { Policy } from './evaluator/policy.js';
import { type Quirk, quirkNames } from './evaluator/quirks.js';
import { randomPolicy } from './generator/policies.js';
import { Random } from './generator/random.js';
import { randomRecords } from './generator/records.js';
import type { Program } from './program.js';

/** A policy and records, and what the program and the evaluator make of them. */
export interface Case {
  readonly policy: Policy;
  readonly records: readonly RawRecord[];
  readonly today: string;
}

export interface Difference extends Case {
  readonly seed: number;
  /** Lines that the program alone has, and those that the evaluator alone has. */
  readonly program: Verdicts;
  readonly evaluator: Verdicts;
  /** The bugs that are known to make it together, if any do. */
  readonly knownAs?: string;
}

/** What came of one seed. */
export interface Compared {
  /** Results of a rule for a registry or for the inventory. */
  readonly verdicts: number;
  readonly open: number;
  readonly rules: number;
  /** Rules of the random policy that the program refuses, with the codes of their mistakes. */
  readonly refused: readonly string[];
  readonly difference?: Difference;
}

/** Makes a policy and records of a seed, and compares what the program and the evaluator make of them. */
export async function compare(program: Program, seed: number): Promise<Compared> {
  const random = new Random(seed);
  const today = random.pick(['2026-02-28', '2027-01-01', '2028-02-29', '2026-12-31']);
  const { policy, refused } = await accepted(program, randomPolicy(random, today), today);
  const records = randomRecords(random);
  const rules = isMapping(policy['rules']) ? Object.keys(policy['rules']).length : 0;
  if (rules === 0) return { verdicts: 0, open: 0, rules, refused };
  const one = { policy, records, today };
  const found = await differenceOf(program, one, seed);
  const lines = evaluate(policy, records, today).filter((text) => !text.startsWith('='));
  return {
    verdicts: lines.length,
    open: lines.filter((text) => text.includes(' · open · ')).length,
    rules,
    refused,
    ...(found && { difference: found }),
  };
}

/** The policy without the rules that the program refuses, such as those that can never hold. */
async function accepted(
  program: Program,
  policy: Policy,
  today: string,
): Promise<{ readonly policy: Policy; readonly refused: readonly string[] }> {
  if (!('refused' in (await program.verdicts(policy, [], today)))) return { policy, refused: [] };
  const refused: string[] = [];
  let rules: Mapping = isMapping(policy['rules']) ? policy['rules'] : {};
  for (const id of Object.keys(rules)) {
    const answer = await program.verdicts({ version: 1, rules: { [id]: rules[id] } }, [], today);
    if (!('refused' in answer)) continue;
    refused.push(...answer.refused);
    rules = without(rules, id);
  }
  const kept = { ...policy, rules };
  const answer = await program.verdicts(kept, [], today);
  if (!('refused' in answer)) return { policy: kept, refused };
  // What is left is wrong together: overrides or a `when` beside another, or overrides of a rule that is gone.
  const plain = { version: 1, rules };
  if (!('refused' in (await program.verdicts(plain, [], today)))) return { policy: plain, refused };
  return { policy: { version: 1, rules: {} }, refused: [...refused, ...answer.refused] };
}

export function without(mapping: Mapping, key: string): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([name]) => name !== key));
}

/** Where the program and the evaluator differ; undefined where they agree. */
export async function differenceOf(program: Program, one: Case, seed = 0): Promise<Difference | undefined> {
  const theirs = await program.verdicts(one.policy, one.records, one.today);
  if ('refused' in theirs) return undefined;
  const ours = evaluate(one.policy, one.records, one.today);
  if (same(theirs, ours)) return undefined;
  const knownAs = knownReason(one, theirs);
  return {
    ...one,
    seed,
    program: theirs.filter((text) => !ours.includes(text)),
    evaluator: ours.filter((text) => !theirs.includes(text)),
    ...(knownAs !== undefined && { knownAs }),
  };
}

/** The bug with which the evaluator comes to what the program does. */
function knownReason({ policy, records, today }: Case, theirs: Verdicts): string | undefined {
  const of = (quirks: readonly Quirk[]): Verdicts => evaluate(policy, records, today, new Set(quirks));
  const explains = (quirks: readonly Quirk[]): boolean => same(theirs, of(quirks));
  if (!explains(quirkNames)) return undefined;
  let needed: readonly Quirk[] = quirkNames;
  for (const quirk of quirkNames) {
    const fewer = needed.filter((one) => one !== quirk);
    if (explains(fewer)) needed = fewer;
  }
  return needed.join(' + ');
}

const same = (one: Verdicts, other: Verdicts): boolean => one.join('\n') === other.join('\n');
