import { readHistory } from '../history/read.js';
import { HistoryStore } from '../history/store.js';
import { viewOf } from '../history/view.js';
import { loadMessages } from '../messages/messages.js';
import type { ComplianceReport } from '../model/compliance.js';
import type { Language } from '../model/language.js';
import type { Inventory } from '../model/registry.js';
import type { Policy } from '../model/rule.js';
import { builtinRules } from '../policy/builtin.js';
import { ComplianceBuilder } from '../report/compliance/builder.js';
import { withHistory } from '../report/compliance/with-history.js';
import { type FormatName, formats } from '../report/formats.js';
import { type LintOptions, lint } from './lint.js';

/** How to judge an inventory for a compliance report. */
export interface ComplianceRunOptions
  extends Pick<LintOptions, 'failOn' | 'failOnOpen' | 'allowEmpty' | 'startedAt' | 'baseline'> {
  /** English unless said. */
  readonly lang?: Language;
  /** The folder of the history to compare with; made where there is none. */
  readonly history?: string;
}

/** A compliance report, and its run. */
export interface ComplianceRun {
  readonly report: ComplianceReport;
  /** The report in one format. */
  text(format: FormatName<'report'>): Promise<string>;
  /**
   * Adds the run to the history, where there is one. To be called last: a run of whose report nobody knows must not
   * be what the next one is compared with. Nor is one that could read no account, which is not added.
   *
   * @throws UsageError when it cannot be added
   */
  remember(): void;
}

/**
 * Holds an inventory to a policy, and makes a compliance report of it.
 *
 * @throws InventoryError when the inventory cannot be read whole, and when it is empty though it must not be
 * @throws UsageError when the history cannot be read
 */
export async function complianceOf(
  inventory: Inventory,
  policy: Policy,
  options: ComplianceRunOptions = {},
): Promise<ComplianceRun> {
  const { lang, history: folder, ...rest } = options;
  const store =
    folder === undefined ? undefined : new HistoryStore(folder, { hint: 'Check the folder of the history.' });
  const before = folder === undefined ? undefined : readHistory(folder);
  const builder = new ComplianceBuilder({ messages: await loadMessages(lang), facts: builtinRules });
  const seen = builder.watch(inventory);
  await lint(store?.recorder.watch(seen) ?? seen, policy, {
    ...rest,
    includePass: true,
    reports: store ? [builder, store.recorder] : [builder],
  });
  const report =
    store && before ? withHistory(builder.report, viewOf(before, store.recorder.run)) : builder.report;
  return {
    report,
    text: (format) => textOf(report, format),
    remember() {
      store?.append(before);
    },
  };
}

async function textOf(report: ComplianceReport, format: FormatName<'report'>): Promise<string> {
  let text = '';
  await formats[format].report(report, (part) => {
    text += part;
  });
  return text;
}
