import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type InventoryFinding,
  inventoryOf,
  lint,
  loadPolicy,
  type PolicyError,
  type Result,
  recordsSource,
  type Summary,
} from '../../src/index.js';
import type { RawRecord } from './evaluator/decode.js';
import { line, total, type Verdicts } from './evaluator/evaluate.js';
import type { Policy } from './evaluator/policy.js';

/** The program as a user of the library runs it. Its answers are written as the evaluator writes its own. */
export class Program {
  readonly #folder = mkdtempSync(join(tmpdir(), 'registry-lint-verdicts-'));

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What the program makes of records and a policy; undefined where it refuses the policy. */
  async verdicts(policy: Policy, records: readonly RawRecord[], today: string): Promise<Verdicts | Refusal> {
    const file = join(this.#folder, 'policy.yaml');
    writeFileSync(file, JSON.stringify(policy));
    const loaded = await loadPolicy([file], this.#folder).catch((error: PolicyError) => refusalOf(error));
    if ('refused' in loaded) return loaded;
    const results: Result[] = [];
    const summary = await lint(inventoryOf(recordsSource(records)), loaded, {
      includePass: true,
      allowEmpty: true,
      startedAt: new Date(`${today}T12:00:00Z`),
      reports: [
        {
          begin: () => undefined,
          registry: (_, told) => {
            results.push(...told);
          },
          end: () => undefined,
        },
      ],
    });
    return linesOf(results, summary);
  }
}

/** Why a policy is refused: the codes of its mistakes. */
export interface Refusal {
  readonly refused: readonly string[];
  readonly text: string;
}

function refusalOf(error: PolicyError): Refusal {
  if (!Array.isArray(error.problems)) throw error;
  return { refused: error.problems.map(({ code }) => code), text: error.describe() };
}

function linesOf(results: readonly Result[], summary: Summary): Verdicts {
  const lines = results.map(({ registry, rule, outcome, suppression }) =>
    line(`#${registry.index}`, rule.id, outcome, rule.severity, reasonOf(suppression)),
  );
  for (const found of summary.inventoryFindings ?? [])
    lines.push(
      line(placeOf(found), found.rule.id, found.outcome, found.rule.severity, reasonOf(found.suppression)),
    );
  for (const { rule, registries } of summary.latePasses ?? [])
    for (const { index } of registries)
      lines.push(line(`#${index}`, rule.id, 'pass', rule.severity, undefined));
  for (const { code, waiver } of summary.policyFindings) lines.push(`waiver ${waiver.reason} ${code}`);
  lines.push(
    total('passed', summary.passed),
    total('notApplicable', summary.notApplicable),
    total('failed', summary.failed),
  );
  return lines.sort();
}

const reasonOf = (suppression: Result['suppression']): string | undefined =>
  suppression?.kind === 'waiver' ? suppression.waiver.reason : undefined;

/** Which group, declaration or registry a finding about the inventory is of. */
function placeOf({ across, rule, registry }: InventoryFinding): string {
  if (across.kind === 'count') return `count ${across.values.join(' ')}`;
  if (across.kind === 'perhaps') return `perhaps #${registry?.index}`;
  if (across.kind !== 'missing') return across.kind;
  const entries = rule.across?.kind === 'expected' ? rule.across.entries : [];
  return `missing ${entries.indexOf(across.entry)}`;
}
