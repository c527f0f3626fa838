import { type Case, type Difference, differenceOf, without } from './compare.js';
import type { RawRecord } from './evaluator/decode.js';
import { isMapping } from './evaluator/mapping.js';
import type { Program } from './program.js';

/** How many smaller cases are tried for one difference. */
const TRIES = 600;

/** A difference with as little around it as can be found: parts are left out for as long as it stays. */
export async function shrink(program: Program, difference: Difference): Promise<Difference> {
  let best = difference;
  let tries = 0;
  for (let isSmaller = true; isSmaller && tries < TRIES; ) {
    isSmaller = false;
    for (const smaller of smallerThan(best)) {
      if (++tries > TRIES) break;
      const found = await differenceOf(program, smaller, best.seed).catch(() => undefined);
      if (!found || (best.knownAs === undefined) !== (found.knownAs === undefined)) continue;
      best = found;
      isSmaller = true;
      break;
    }
  }
  return best;
}

function* smallerThan(one: Case): Generator<Case> {
  for (const policy of smallerValues(one.policy)) if (isMapping(policy)) yield { ...one, policy };
  for (const at of one.records.keys())
    yield { ...one, records: one.records.filter((_, index) => index !== at) };
  for (const [at, record] of one.records.entries())
    for (const name of Object.keys(record)) {
      const records: RawRecord[] = [...one.records];
      records[at] = without(record, name);
      yield { ...one, records };
    }
}

/** The value with a part left out, with a part in its place, or with a part made smaller. */
function* smallerValues(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const at of value.keys()) yield value.filter((_, index) => index !== at);
    for (const [at, part] of value.entries())
      for (const smaller of smallerValues(part))
        yield value.map((old, index) => (index === at ? smaller : old));
    return;
  }
  if (!isMapping(value)) return;
  for (const key of Object.keys(value)) yield without(value, key);
  for (const key of ['not', 'allOf', 'anyOf', 'eachEntry', 'someEntry']) {
    const part = value[key];
    for (const inner of Array.isArray(part) ? part : [part]) if (isMapping(inner)) yield inner;
  }
  for (const [key, part] of Object.entries(value))
    for (const smaller of smallerValues(part)) yield { ...value, [key]: smaller };
}
