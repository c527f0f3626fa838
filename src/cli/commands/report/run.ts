import { loadMessages } from '../../../messages/messages.js';
import type { ComplianceReport } from '../../../model/compliance.js';
import { exitCodes } from '../../../model/error.js';
import type { Language } from '../../../model/language.js';
import type { Summary } from '../../../model/result.js';
import type { FailOn } from '../../../model/severity.js';
import { builtinRules } from '../../../policy/builtin.js';
import { ComplianceBuilder } from '../../../report/compliance/builder.js';
import { withHistory } from '../../../report/compliance/with-history.js';
import { lint } from '../../../run/lint.js';
import { baselineOf } from '../../baseline-of.js';
import { refuseIdleProbes } from '../../idle-probes.js';
import { openInventory } from '../../open-inventory.js';
import { type PolicyCommandOptions, policyOptions } from '../../options/check.js';
import { choosePolicy } from '../../options/choose-policy.js';
import { systemLanguage } from '../../options/language.js';
import type { NotifyCommandOptions, TellReport } from '../../options/notify.js';
import { type ProbeCommandOptions, probesOf } from '../../options/probe.js';
import type { SourceOptions } from '../../options/source.js';
import type { OutputTarget } from '../../options/targets.js';
import { openShards, type ShardsOptions } from '../../shards.js';
import { Progress } from '../../terminal/progress.js';
import { readsOf } from '../../terminal/same-file.js';
import { endOnSignals } from '../../terminal/signals.js';
import { withProbes } from '../../with-probes.js';
import type { AccountsOptions } from '../accounts.js';
import { type HistoryOptions, type ReportHistory, reportHistory } from './history.js';
import { ReportOutputs } from './outputs.js';
import { startOfReport } from './start.js';

/** What the command line says of a report. */
export interface ReportCommandOptions
  extends SourceOptions,
    AccountsOptions,
    ShardsOptions,
    PolicyCommandOptions,
    ProbeCommandOptions,
    HistoryOptions,
    NotifyCommandOptions {
  readonly baseline?: string;
  readonly startedAt?: Date;
  /** Absent where no finding fails. */
  readonly failOn?: FailOn;
  readonly allowOpen?: true;
  readonly allowEmpty?: true;
  readonly lang?: Language;
}

/**
 * Makes a report of an inventory, writes it, and tells the exit code.
 *
 * @param tell called once the report is written
 */
export async function runReport(
  options: ReportCommandOptions,
  targets: readonly OutputTarget<'report'>[],
  tell: TellReport,
): Promise<number> {
  const progress = new Progress();
  endOnSignals(() => progress.stop());
  const shards = await openShards(options, ofReading(options));
  const startedAt = shards?.startedAt ?? startOfReport(options);
  const probes = probesOf(options, startedAt, progress);
  const { inventory, reads } = shards ?? (await openInventory(options, progress, startedAt));
  const policy = await choosePolicy(options.policy, process.cwd(), policyOptions(options));
  if (probes) refuseIdleProbes(policy);
  const baseline = await baselineOf(options.baseline);
  shards?.refuseOther(policy, baseline);
  const history = reportHistory(options);
  const outputs = new ReportOutputs(targets, { ...readsOf(options, policy), ...reads }, () =>
    progress.stop(),
  );
  const messages = await loadMessages(options.lang ?? systemLanguage(process.env));
  const builder = new ComplianceBuilder({ messages, facts: builtinRules });
  try {
    const seen = builder.watch(await withProbes(inventory, probes));
    const summary = await lint(history?.recorder.watch(seen) ?? seen, policy, {
      ...(options.failOn && { failOn: options.failOn }),
      failOnOpen: options.allowOpen !== true,
      allowEmpty: options.allowEmpty === true,
      includePass: true,
      baseline,
      reports: [builder, history?.recorder, shards?.witness].filter((report) => report !== undefined),
      startedAt,
    });
    progress.stop();
    const report = compared(builder, history);
    await outputs.write(report);
    if (summary.unread) (await import('../../unread.js')).tellUnread(summary);
    const code = exitCodeFor(summary, options);
    if (code === exitCodes.findings) {
      (await import('../../terminal/verdict.js')).tellVerdict(summary.counts, options);
    }
    const exitCode = await tell(report, code);
    // Last, so that a run of whose report nobody knows is not what the next one is compared with.
    history?.append();
    return exitCode;
  } finally {
    progress.stop();
    outputs.discard();
  }
}

/** What says how an inventory is read. */
function ofReading(options: ReportCommandOptions): Readonly<Record<string, unknown>> {
  const { inventory, accounts, concurrency, allowEndpoint, profile, region, endpoint, registryType } =
    options;
  const { allowEmpty, probe, startedAt } = options;
  const ofAccounts = { accounts, concurrency, allowEndpoint };
  return { inventory, ...ofAccounts, profile, region, endpoint, registryType, allowEmpty, probe, startedAt };
}

function compared({ report }: ComplianceBuilder, history: ReportHistory | undefined): ComplianceReport {
  return history ? withHistory(report, history.view()) : report;
}

/** A report is no gate unless it is told to be one; but what was not read is never passed over. */
function exitCodeFor({ unread = [], failed }: Summary, { failOn }: ReportCommandOptions): number {
  if (unread.length > 0) return exitCodes.inventory;
  return failOn !== undefined && failed ? exitCodes.findings : exitCodes.clean;
}
