import type { Messages } from '../../messages/messages.js';
import type { ComplianceReport } from '../../model/compliance.js';
import { nothingText } from '../compliance/standing.js';
import type { PageData } from './data-types.js';
import { ruleAnchor } from './rule-anchor.js';

/** What every part of the page is made of. */
export interface Context {
  readonly report: ComplianceReport;
  readonly data: PageData;
  readonly words: Messages['html'];
  /** The words that all formats share. */
  readonly shared: Messages;
  /** That nothing was checked, and why; undefined where something was. */
  readonly nothing: string | undefined;
  /** The anchor of a rule; undefined for what is no rule of the policy. */
  readonly anchorOf: (rule: string) => string | undefined;
}

/** The context of a report. */
export function contextOf(report: ComplianceReport, data: PageData, messages: Messages): Context {
  const anchors = new Map(report.rules.map(({ id }, index) => [id, ruleAnchor(id, index)]));
  return {
    report,
    data,
    words: messages.html,
    shared: messages,
    nothing: nothingText(report, messages),
    anchorOf: (rule) => anchors.get(rule),
  };
}
