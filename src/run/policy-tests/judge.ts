import type { Path } from '../../documents/source.js';
import { en } from '../../messages/en.js';
import type { Mismatch, MismatchReason } from '../../model/policy-tests.js';
import type { Outcome } from '../../model/result.js';
import { registryName } from '../../report/describe/registry.js';
import { describeResult } from '../../report/describe/result.js';
import type { Expectation } from './expectation.js';
import type { Finding, Findings } from './findings.js';

/** An expectation that did not come true, and what would. */
export interface UpdatableMismatch extends Mismatch {
  /** Where the test says so. */
  readonly path: Path;
  /** The value that would come true there, as YAML. */
  readonly replacement: string;
}

/** How an expectation compares with what was found; undefined when it came true. */
export function mismatchOf(expectation: Expectation, findings: Findings): UpdatableMismatch | undefined {
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

function reasonOf({ registry, outcome, result, inventoryFinding }: Finding): MismatchReason {
  const name = registry ? registryName(registry, en) : en.across.whole;
  const message = inventoryFinding
    ? describeResult(inventoryFinding, en, true).message
    : messageOf(result, outcome);
  return { registry: name, outcome, message };
}

function messageOf(result: Finding['result'], outcome: Outcome): string {
  if (!result && outcome === 'pass') return 'nothing is wrong with it';
  if (!result) return 'the rule does not speak of it: its `when` does not hold, or an override turns it off';
  const { message, evidence } = describeResult(result, en, true);
  return result.outcome === 'fail' ? [message, ...evidence].join(' · ') : message;
}
