/** The library: what the command line and the Action are built from. */

export { readBaseline } from './engine/baseline/read.js';
export { appendRun } from './history/append.js';
export { type History, readHistory } from './history/read.js';
export { HistoryRecorder } from './history/recorder.js';
export type { HistoryFinding, HistoryRun } from './history/run.js';
export { type RunView, viewOf } from './history/view.js';
export {
  type AccountsOptions,
  type AccountsProgress,
  accountsInventory,
} from './inventory/accounts/inventory.js';
export { readAccounts } from './inventory/accounts/read.js';
export { accountsOf, parseShard } from './inventory/accounts/shard.js';
export { fileSource } from './inventory/file/read.js';
export { recordsSource } from './inventory/memory.js';
export type { ProbeOptions } from './inventory/probe/options.js';
export { probed } from './inventory/probe/probed.js';
export { type LiveOptions, liveSource } from './inventory/security-center/source.js';
export { writeSnapshot } from './inventory/snapshot.js';
export { inventoryOf } from './inventory/source.js';
export { loadMessages } from './messages/messages.js';
export type { AcrossDetail, InventoryFinding, OtherRegistry } from './model/across.js';
export type { Baseline, BaselineComparison, BaselineEntry, BaselineState } from './model/baseline.js';
export type { ComplianceReport } from './model/compliance.js';
export {
  exitCodeOf,
  InventoryError,
  NotificationError,
  PolicyError,
  RegistryLintError,
  UsageError,
} from './model/error.js';
export type { Location } from './model/location.js';
export type { Inventory, Notice, Origin, Registry } from './model/registry.js';
export type { Evidence, Outcome, Result, RunInfo, Shard, Summary, UnreadAccount } from './model/result.js';
export type { Policy, Rule } from './model/rule.js';
export type { FailOn, Severity } from './model/severity.js';
export type { PolicyFinding, Suppression, Waiver } from './model/waiver.js';
export type { ServiceName } from './notify/names.js';
export { createNotifier, type Notified, type Notifier, type NotifyOptions } from './notify/notify.js';
export { builtinRules } from './policy/builtin.js';
export { findPolicy } from './policy/find.js';
export { loadPolicy, type PolicyOptions } from './policy/load.js';
export { baselineReport } from './report/baseline.js';
export { Collector } from './report/collector.js';
export { ComplianceBuilder, type ComplianceOptions } from './report/compliance/builder.js';
export type { Format, Report, ReportOptions } from './report/format.js';
export { formats } from './report/formats.js';
export { type ComplianceRun, type ComplianceRunOptions, complianceOf } from './run/compliance-run.js';
export { type LintOptions, lint } from './run/lint.js';
export { readShard } from './run/merge/document.js';
export { type Joined, joinShards } from './run/merge/join.js';
