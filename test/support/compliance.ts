import { ComplianceBuilder } from '../../src/compliance/builder.js';
import { recordsSource } from '../../src/inventory/memory.js';
import { inventoryOf } from '../../src/inventory/source.js';
import { type LintOptions, lint } from '../../src/lint.js';
import type { ComplianceReport } from '../../src/model/compliance.js';
import type { Policy } from '../../src/model/rule.js';
import { builtinRules } from '../../src/policy/builtin.js';
import { loadPolicy } from '../../src/policy/load.js';
import type { Language } from '../../src/report/words/words.js';

/** A record of the API. */
export type Fields = Readonly<Record<string, unknown>>;

/** How a report of a test is made. */
export interface Making extends LintOptions {
  readonly policy?: Policy;
  readonly lang?: Language;
}

/** The compliance report of these records, made as the command makes it. */
export async function complianceOf(
  records: readonly Fields[],
  { policy, lang, ...options }: Making = {},
): Promise<ComplianceReport> {
  const builder = new ComplianceBuilder({ facts: builtinRules, ...(lang && { lang }) });
  const inventory = builder.watch(inventoryOf(recordsSource(records)));
  await lint(inventory, policy ?? (await loadPolicy(['recommended'], process.cwd())), {
    startedAt: new Date('2026-11-23T08:00:00Z'),
    allowEmpty: true,
    ...options,
    includePass: true,
    reports: [builder],
  });
  return builder.report;
}
