import type { Frame } from './evaluate.js';
import { isList, type Known, type Value } from './value.js';

/** One part of an expression, compiled. */
export type Step = (frame: Frame) => Known;

/** What a loop does with the values that its body comes to. */
type Run = (each: Iterable<readonly [item: Value, results: () => readonly Known[]]>) => Known;

/**
 * A loop over a list, or over the keys of a mapping.
 *
 * @param place where its variable stands among those of the loops around it
 * @param body what follows the variable: one part, or for `map` also two
 */
export function loopBody(name: string, range: Step, place: number, body: readonly Step[]): Step {
  const run = runs[name === 'map' && body.length > 1 ? 'mapSome' : name];
  return (frame) => {
    const over = range(frame);
    const items = over instanceof Map ? [...over.keys()] : over;
    return isList(items) && run ? run(steps(items, frame, place, body)) : undefined;
  };
}

function* steps(
  items: readonly Value[],
  frame: Frame,
  place: number,
  body: readonly Step[],
): Iterable<readonly [Value, () => readonly Known[]]> {
  for (const item of items) {
    frame.budget.spend(1);
    frame.variables[place] = item;
    yield [item, () => body.map((part) => part(frame))];
  }
}

/** `all` and `exists`: one entry can decide, whatever is not known of the others. */
function quantifier(decisive: boolean): Run {
  return (each) => {
    let isOpen = false;
    for (const [, results] of each) {
      const [truth] = results();
      if (truth === decisive) return decisive;
      if (truth === undefined) isOpen = true;
    }
    return isOpen ? undefined : !decisive;
  };
}

const runs: Readonly<Record<string, Run>> = {
  all: quantifier(false),
  exists: quantifier(true),
  exists_one: (each) => {
    let [count, isOpen] = [0, false];
    for (const [, results] of each) {
      const [truth] = results();
      if (truth === true && ++count > 1) return false;
      if (truth === undefined) isOpen = true;
    }
    return isOpen ? undefined : count === 1;
  },
  filter: (each) => {
    const kept: Value[] = [];
    for (const [item, results] of each) {
      const [truth] = results();
      if (truth === undefined) return undefined;
      if (truth === true) kept.push(item);
    }
    return kept;
  },
  map: (each) => {
    const made: Value[] = [];
    for (const [, results] of each) {
      const [value] = results();
      if (value === undefined) return undefined;
      made.push(value);
    }
    return made;
  },
  mapSome: (each) => {
    const made: Value[] = [];
    for (const [, results] of each) {
      const [truth, value] = results();
      if (truth === undefined || (truth === true && value === undefined)) return undefined;
      if (truth === true && value !== undefined) made.push(value);
    }
    return made;
  },
};
