import type { Outcome } from '../../model/result.js';
import type { Path } from '../../policy/read/source.js';
import { describeResult, registryName } from '../../report/describe/result.js';
import { describeInventoryFinding } from '../../report/inventory-finding.js';
import { wordsOf } from '../../report/words/words.js';
import type { Expectation } from './expectation.js';
import type { Finding, Findings } from './findings.js';

/** Why a registry has the outcome that it has. */
export interface Reason {
  readonly registry: string;
  readonly outcome: Outcome;
  readonly message: string;
}

/** An expectation that did not come true. */
export interface Mismatch {
  readonly rule: string;
  /** The registry that the test names. */
  readonly registry?: string;
  /** What the test says at this place, and what it would have to say. */
  readonly expected: string;
  readonly found: string;
  readonly reasons: readonly Reason[];
  /** Where the test says so. */
  readonly path: Path;
  /** The value that would come true there, as YAML. */
  readonly replacement: string;
}

/** How an expectation compares with what was found; undefined when it came true. */
export function mismatchOf(expectation: Expectation, findings: Findings): Mismatch | undefined {
  const { rule, outcome, path } = expectation;
  const all = findings.of(rule);
  if (expectation.kind === 'count') {
    const there = all.filter((finding) => finding.outcome === outcome);
    if (there.length === expectation.count) return undefined;
    const [expected, found] = [expectation.count, there.length].map((count) => `{ ${outcome}: ${count} }`);
    if (expected === undefined || found === undefined) return undefined;
    // Where there are fewer than expected, the others are what needs an explanation.
    const reasons = there.length > expectation.count ? there : all.filter((one) => !there.includes(one));
    return { rule, expected, found, path, replacement: String(there.length), reasons: reasons.map(reasonOf) };
  }
  const { registry } = expectation;
  const meant = all.filter(
    (finding) => registry === undefined || finding.registry?.RegistryName === registry,
  );
  const wrong = meant.filter((finding) => finding.outcome !== outcome);
  if (wrong.length === 0) return undefined;
  const found = outcomesOf(meant);
  return {
    rule,
    ...(registry !== undefined && { registry }),
    expected: outcome,
    found,
    reasons: wrong.map(reasonOf),
    path,
    replacement: found,
  };
}

/** One outcome where all have it, else how many have each. */
function outcomesOf(findings: readonly Finding[]): string {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of findings) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  if (counts.size === 1) return [...counts.keys()].join('');
  return `{ ${[...counts].map(([outcome, count]) => `${outcome}: ${count}`).join(', ')} }`;
}

const words = wordsOf('en');

function reasonOf({ registry, outcome, result, inventoryFinding }: Finding): Reason {
  const name = registry ? registryName(registry, words) : words.across.whole;
  const message = inventoryFinding
    ? describeInventoryFinding(inventoryFinding, words, true).message
    : messageOf(result, outcome);
  return { registry: name, outcome, message };
}

function messageOf(result: Finding['result'], outcome: Outcome): string {
  if (!result && outcome === 'pass') return 'nothing is wrong with it';
  if (!result) return 'the rule does not speak of it: its `when` does not hold, or an override turns it off';
  const { message, evidence } = describeResult(result, words, true);
  return result.outcome === 'fail' ? [message, ...evidence].join(' · ') : message;
}
