import { isBad } from '../../model/gate.js';
import type { Registry } from '../../model/registry.js';
import type { Result, RunInfo, Summary } from '../../model/result.js';
import type { Report } from '../../report/format.js';
import type { ResultObject, ShardReport } from './document.js';
import { resultsOf, sum } from './join.js';
import { damaged } from './refuse.js';
import type { Seats } from './seats.js';

type Numbers = Pick<Summary, 'registries' | 'passed' | 'notApplicable'>;

/**
 * Holds what a run finds against what the shards found that it is made of, and ends it where the two differ: who
 * has changed a registry, or a result, would have to change both, and to know what the rules make of it.
 */
export class SameResults implements Report {
  readonly #told: Iterator<ResultObject>;
  readonly #numbers: Numbers;

  constructor(reports: readonly ShardReport[], seats: Seats) {
    this.#told = bad(resultsOf(reports, seats));
    this.#numbers = {
      registries: sum(reports, ({ summary }) => summary.registries),
      passed: sum(reports, ({ summary }) => summary.passed),
      notApplicable: sum(reports, ({ summary }) => summary.notApplicable),
    };
  }

  begin(_run: RunInfo): void {}

  registry(_registry: Registry, results: readonly Result[]): void {
    for (const result of results) {
      if (isBad(result.outcome) && !isSame(result, this.#told.next().value)) throw changed();
    }
  }

  end({ registries, passed, notApplicable }: Summary): void {
    const numbers = this.#numbers;
    const isAll = this.#told.next().done === true;
    const agree =
      registries === numbers.registries &&
      passed === numbers.passed &&
      notApplicable === numbers.notApplicable;
    if (!isAll || !agree) throw changed();
  }
}

function* bad(results: Iterable<ResultObject>): Iterator<ResultObject> {
  for (const result of results) if (isBad(result.outcome)) yield result;
}

function isSame(found: Result, told: ResultObject | undefined): boolean {
  return (
    told !== undefined &&
    told.rule === found.rule.id &&
    told.severity === found.rule.severity &&
    told.outcome === found.outcome &&
    told.fingerprint === found.fingerprint &&
    told.suppression?.kind === found.suppression?.kind &&
    told.registry.index === found.registry.index
  );
}

const changed = () => damaged('the reports', 'do not say what their registries come to');
