import { recordsSource } from '../../src/inventory/memory.js';
import { inventoryOf } from '../../src/inventory/source.js';
import { loadMessages } from '../../src/messages/messages.js';
import type { ComplianceReport } from '../../src/model/compliance.js';
import type { Language } from '../../src/model/language.js';
import type { Inventory } from '../../src/model/registry.js';
import type { Policy } from '../../src/model/rule.js';
import { builtinRules } from '../../src/policy/builtin.js';
import { loadPolicy } from '../../src/policy/load.js';
import { ComplianceBuilder } from '../../src/report/compliance/builder.js';
import { withHistory } from '../../src/report/compliance/with-history.js';
import type { FormatFor } from '../../src/report/formats.js';
import { type LintOptions, lint } from '../../src/run/lint.js';

/** A record of the API. */
export type Fields = Readonly<Record<string, unknown>>;

/** How a report of a test is made. */
export interface Making extends LintOptions {
  readonly policy?: Policy;
  readonly lang?: Language;
  /** What the inventory says of itself, instead of what it is. */
  readonly listed?: Partial<Inventory>;
}

/** The compliance report of these records, made as the command makes it. */
export async function complianceOf(
  records: readonly Fields[],
  { policy, lang, listed, ...options }: Making = {},
): Promise<ComplianceReport> {
  const builder = new ComplianceBuilder({ messages: await loadMessages(lang), facts: builtinRules });
  const inventory = builder.watch({ ...inventoryOf(recordsSource(records)), ...listed });
  await lint(inventory, policy ?? (await loadPolicy(['recommended'], process.cwd())), {
    startedAt: new Date('2026-11-23T08:00:00Z'),
    allowEmpty: true,
    ...options,
    includePass: true,
    reports: [builder],
  });
  return builder.report;
}

/** Everything that a format writes of a report. */
export async function written(
  write: FormatFor<'report'>['report'],
  report: ComplianceReport,
): Promise<string> {
  const texts: string[] = [];
  await write(report, (text) => texts.push(text));
  return texts.join('');
}

/** The report as it would be beside an earlier run: its first finding is new, the others known, one is fixed. */
export function besideEarlier(report: ComplianceReport): ComplianceReport {
  const findings = new Map(
    report.findings.map(({ fingerprint }, at) => [
      fingerprint,
      {
        state: at === 0 ? ('new' as const) : ('known' as const),
        since: at === 0 ? '2026-11-23' : '2026-11-01',
      },
    ]),
  );
  const day = {
    registries: 2,
    judged: 2,
    compliant: 1,
    findings: { error: 1, warning: 0, note: 0 },
    open: { error: 0, warning: 0, note: 0 },
    suppressed: 0,
    unread: 0,
  };
  const fixed = {
    rule: 'require-https',
    severity: 'error' as const,
    fingerprint: 'f'.repeat(32),
    account: '7',
    registry: 'harbor/cn-hangzhou/old#9',
    since: '2026-11-01',
    days: 15,
  };
  return withHistory(report, {
    findings,
    view: {
      previous: '2026-11-16T08:00:00.000Z',
      days: [
        { day: '2026-11-16', ...day },
        { day: '2026-11-23', ...day, compliant: 2 },
      ],
      new: 1,
      reopened: 0,
      known: report.findings.length - 1,
      fixed: [fixed],
      unchecked: 2,
      carried: 0,
      meanDaysToFix: 15,
    },
  });
}
