/**
 * Compares verdicts of the program with those of the independent evaluator until so many have been compared.
 * Ends with 1 where they differ in a way that no known bug explains. CONTRIBUTING.md says when to run it.
 */

import { compare, type Difference, differenceOf } from './compare.js';
import { tables } from './generator/tables.js';
import { Program } from './program.js';
import { shrink } from './shrink.js';

/** Differences of which a small example is made, in all. */
const EXAMPLES = 20;

export async function main(count: number, seed: number): Promise<number> {
  const program = new Program();
  const startedAt = performance.now();
  const all = { verdicts: 0, open: 0, rules: 0, policies: 0, refused: 0 };
  const known = new Map<string, number>();
  const unexplained: Difference[] = [];
  console.log(`seeds from ${seed}, until ${count} verdicts have been compared`);
  try {
    for (const one of Object.values(tables)) {
      const difference = await differenceOf(program, one);
      if (difference && difference.knownAs === undefined) unexplained.push(difference);
    }
    for (; all.verdicts < count; seed++) {
      const { verdicts, open, rules, refused, difference } = await compare(program, seed);
      all.policies++;
      all.verdicts += verdicts;
      all.open += open;
      all.rules += rules;
      all.refused += refused.length;
      if (difference?.knownAs !== undefined)
        known.set(difference.knownAs, (known.get(difference.knownAs) ?? 0) + 1);
      else if (difference) unexplained.push(difference);
    }
    for (const difference of unexplained.slice(0, EXAMPLES)) show(await shrink(program, difference));
  } finally {
    program.close();
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(
    `${all.verdicts} verdicts compared (${all.open} open) of ${all.rules} rules in ${all.policies} policies, ` +
      `${all.refused} mistakes of random rules refused, in ${seconds} s; seeds up to ${seed - 1}`,
  );
  for (const [name, times] of known) console.log(`${times} policies differ by a known bug: ${name}`);
  console.log(`${unexplained.length} policies differ without an explanation`);
  if (unexplained.length > 0) console.log(`their seeds: ${unexplained.map((one) => one.seed).join(', ')}`);
  return unexplained.length > 0 ? 1 : 0;
}

function show({ seed, policy, records, today, program, evaluator }: Difference): void {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value);
  console.log(`\nseed ${seed}, on ${today}`);
  console.log(`  policy     ${JSON.stringify(policy)}`);
  console.log(`  records    ${JSON.stringify(records, plain)}`);
  console.log(`  program    ${program.join('\n             ')}`);
  console.log(`  evaluator  ${evaluator.join('\n             ')}`);
}
