import type { InventoryFinding } from '../model/across.js';
import { baselineFields, baselineVersion } from '../model/baseline.js';
import type { Registry } from '../model/registry.js';
import type { Result, Summary } from '../model/result.js';
import type { Report, ReportOptions } from './format.js';
import { safeJson } from './sanitise.js';

const SCHEMA = 'https://unpkg.com/registry-lint/schema/baseline.schema.json';

/**
 * A baseline: every finding and open result that no waiver speaks of, one a line, sorted, so that a change of one
 * finding changes one line. A waiver has an end, and a finding that also stood in the baseline would outlive it.
 */
class BaselineReport implements Report {
  readonly #write: (text: string) => void;
  /** A format may keep nothing that grows with the inventory, but what is sorted has to be kept. */
  readonly #lines: string[] = [];

  constructor({ write }: Pick<ReportOptions, 'write'>) {
    this.#write = write;
  }

  begin(): void {
    this.#lines.length = 0;
  }

  registry(registry: Registry, results: readonly Result[]): void {
    for (const result of results) {
      const bad = result.outcome === 'fail' || result.outcome === 'open';
      if (bad && result.suppression?.kind !== 'waiver') this.#lines.push(line(registry, result));
    }
  }

  end({ inventoryFindings = [] }: Summary): void {
    for (const finding of inventoryFindings) {
      if (finding.suppression?.kind !== 'waiver') this.#lines.push(line(asRegistry(finding), finding));
    }
    this.#write(`${safeJson({ $schema: SCHEMA, version: baselineVersion })}\n`);
    for (const text of this.#lines.sort()) this.#write(`${text}\n`);
  }
}

/** A finding without a registry is told by the fields that it speaks of. */
const asRegistry = ({ registry, subject }: InventoryFinding): Registry =>
  registry ?? { index: -1, ...subject };

/** The registry's fields are for people; only the fingerprint is compared. */
function line(
  registry: Registry,
  { rule, outcome, fingerprint }: Pick<Result, 'rule' | 'outcome' | 'fingerprint'>,
): string {
  const fields = baselineFields.map((field) => [field, registry[field]]);
  return safeJson({ rule: rule.id, ...Object.fromEntries(fields), outcome, fingerprint });
}

/** The baseline as a format, for `baseline write`. */
export const baselineReport = (options: Pick<ReportOptions, 'write'>): Report => new BaselineReport(options);
