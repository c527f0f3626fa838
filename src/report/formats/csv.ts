import { loadMessages, type Messages } from '../../messages/messages.js';
import type {
  ComplianceFinding,
  CompliancePolicyFinding,
  ComplianceReport,
  RegistryEntry,
} from '../../model/compliance.js';
import { formatLocation } from '../../model/location.js';
import type { UnreadAccount } from '../../model/result.js';
import { Mapping } from '../compliance/mapping.js';
import { NOTHING_JUDGED, nothingItem } from '../compliance/standing.js';
import type { Format, Write } from '../format.js';
import { sanitise } from '../sanitise.js';

/** Spreadsheets take a file without it for one in the system's old encoding, and show nonsense for Chinese. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * What a spreadsheet takes for the beginning of a formula, in a cell and behind what some systems take for the end of
 * one. Full-width forms are formulas, too, where such text is typed.
 */
const FORMULA = /(^|[;,|])(\s*)(?=[=+\-@＝＋－＠])/g;

/**
 * One line a finding, RFC 4180, for spreadsheets. Before them stands what a list of findings would pass over: that
 * nothing was checked, accounts that could not be read, and what is wrong with waivers.
 */
function writeReport(report: ComplianceReport, messages: Messages, write: Write): void {
  const mapping = new Mapping(report);
  write(BYTE_ORDER_MARK + line(heads(messages)));
  const nothing = nothingItem(report, messages);
  if (nothing !== undefined) write(line(nothingCells(nothing, messages)));
  for (const account of report.unread) write(line(unreadCells(account, messages)));
  for (const finding of report.policyFindings) write(line(policyCells(finding, messages)));
  for (const finding of report.findings) write(line(cells(finding, report, mapping, messages)));
}

/** The cells that say who has accepted a finding, where nobody has. */
const NOT_ACCEPTED = ['', '', '', '', ''];

/** All cells are in quotes, so that a comma is the only thing that can stand between two. */
const line = (texts: readonly string[]): string => `${texts.map(cell).join(',')}\r\n`;

/** A text as a cell that is only ever shown: on one line, and no formula. */
function cell(text: string): string {
  return `"${sanitise(text).replace(FORMULA, "$1$2'").replaceAll('"', '""')}"`;
}

function heads({ compliance: words }: Messages): readonly string[] {
  return [
    words.severity,
    words.outcome,
    words.rule,
    words.ruleTitle,
    words.what,
    words.account,
    words.region,
    words.type,
    words.registry,
    words.id,
    words.host,
    words.location,
    words.controls,
    words.accepted,
    words.reason,
    words.expires,
    words.approvedBy,
    words.ticket,
    words.state,
    words.since,
    words.fingerprint,
  ];
}

function cells(
  finding: ComplianceFinding,
  report: ComplianceReport,
  mapping: Mapping,
  { compliance: words, page }: Messages,
): readonly string[] {
  const { rule, severity, outcome, message, registry, state, since = '', fingerprint } = finding;
  const controls = mapping.controlsOf(rule).map(({ standardName, id }) => `${standardName} ${id}`);
  return [
    page.severity[severity],
    words.outcomes[outcome],
    rule,
    mapping.rule(rule)?.title ?? '',
    message,
    ...registryCells(registry === undefined ? undefined : report.registries[registry]),
    controls.join('; '),
    ...suppressionCells(finding, words),
    state === undefined ? '' : words.findingStates[state],
    since,
    fingerprint,
  ];
}

/** Without a line of its own, a list of nothing would look like a clean one. */
function nothingCells(text: string, { compliance: words, page }: Messages): readonly string[] {
  const about = [page.severity.warning, words.notJudged, NOTHING_JUDGED, '', text];
  return [...about, ...registryCells(undefined), '', ...NOT_ACCEPTED, '', '', ''];
}

function unreadCells(
  { account, code, message }: UnreadAccount,
  { compliance: words, page }: Messages,
): readonly string[] {
  const registry = registryCells({ account });
  const about = [page.severity.error, words.notRead, code, '', message];
  return [...about, ...registry, '', ...NOT_ACCEPTED, '', '', ''];
}

function policyCells(
  { code, severity, message, location, fingerprint }: CompliancePolicyFinding,
  { compliance: words, page }: Messages,
): readonly string[] {
  const registry = registryCells({ account: '', location });
  const about = [page.severity[severity], words.outcomes.fail, code, words.waivers, message];
  return [...about, ...registry, '', ...NOT_ACCEPTED, '', '', fingerprint];
}

function registryCells(
  entry: Omit<RegistryEntry, 'judged' | 'compliant' | 'findings'> | undefined,
): readonly string[] {
  const { account = '', region = '', type = '', name = '', id = '', host = '', location } = entry ?? {};
  return [account, region, type, name, id, host, location ? formatLocation(location) : ''];
}

function suppressionCells(
  { suppression }: ComplianceFinding,
  words: Messages['compliance'],
): readonly string[] {
  if (!suppression) return NOT_ACCEPTED;
  const kind = words.acceptances[suppression.kind];
  if (suppression.kind === 'baseline') return [kind, suppression.file, '', '', ''];
  const { reason, expires = '', approvedBy = '', ticket = '' } = suppression;
  return [kind, reason, expires, approvedBy, ticket];
}

/** One line for each finding, RFC 4180. */
export const csv = {
  name: 'csv',
  description: 'Spreadsheets: one line for each finding',
  endings: ['.csv'],
  async report(report, write) {
    writeReport(report, await loadMessages(report.lang), write);
  },
} satisfies Format;
