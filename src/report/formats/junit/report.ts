import type { Messages } from '../../../messages/messages.js';
import type {
  ComplianceFinding,
  CompliancePolicyFinding,
  ComplianceReport,
  RegistryEntry,
} from '../../../model/compliance.js';
import { standsAgainst } from '../../../model/gate.js';
import { NOTHING_JUDGED, nothingItem } from '../../compliance/standing.js';
import { registryLabel } from '../../describe/registry.js';
import type { Write } from '../../format.js';
import { type JUnitCase, type JUnitReason, type JUnitSuite, writeJUnitXml } from './xml.js';

/**
 * For CI servers: a suite an account, a case a registry. A case fails where something stands against the registry, is
 * skipped where all that stands against it is accepted or no rule applies to it, and is an error where nothing could be
 * read.
 */
export function writeReport(report: ComplianceReport, messages: Messages, write: Write): void {
  const suites = [...wholeSuites(report, messages), ...accountSuites(report, messages)];
  writeJUnitXml(`${report.tool.name}: ${report.policy.name}`, suites, write);
}

/** What is about no registry. */
function wholeSuites(report: ComplianceReport, messages: Messages): readonly JUnitSuite[] {
  const whole = report.findings.filter(({ registry }) => registry === undefined);
  const nothing = nothingItem(report, messages);
  const cases = [
    ...(nothing === undefined ? [] : [nothingCase(nothing, messages)]),
    ...report.unread.map(({ account, code, message }) => ({
      name: account,
      className: messages.compliance.account,
      error: { message, type: code },
    })),
    ...whole.map((finding) => ({
      name: `${finding.rule}: ${finding.message}`,
      className: messages.compliance.wholeInventory,
      ...verdict([finding], standsAgainst(finding, report.gate), messages),
    })),
    ...report.policyFindings.map((finding) => policyCase(finding, report, messages)),
  ];
  return cases.length === 0 ? [] : [{ name: report.policy.name, cases }];
}

function nothingCase(message: string, messages: Messages): JUnitCase {
  return {
    name: message,
    className: messages.compliance.wholeInventory,
    skipped: { message, type: NOTHING_JUDGED },
  };
}

function policyCase(
  finding: CompliancePolicyFinding,
  { gate }: ComplianceReport,
  messages: Messages,
): JUnitCase {
  const { code, severity, message, location } = finding;
  const fails = standsAgainst({ severity, outcome: 'fail' }, gate);
  return {
    name: message,
    className: messages.compliance.waivers,
    place: location,
    ...(fails ? { failure: { message, type: code } } : { output: message }),
  };
}

function accountSuites(report: ComplianceReport, messages: Messages): readonly JUnitSuite[] {
  const found = byRegistry(report);
  const suites = new Map<string, JUnitCase[]>(report.accounts.map(({ name }) => [name, []]));
  for (const [position, entry] of report.registries.entries()) {
    suites.get(entry.account)?.push(registryCase(entry, found.get(position) ?? [], messages));
  }
  return [...suites].map(([account, cases]) => ({ name: account || messages.compliance.noName, cases }));
}

function byRegistry({ findings }: ComplianceReport): ReadonlyMap<number, readonly ComplianceFinding[]> {
  const found = new Map<number, ComplianceFinding[]>();
  for (const finding of findings) {
    if (finding.registry === undefined) continue;
    const others = found.get(finding.registry);
    if (others) others.push(finding);
    else found.set(finding.registry, [finding]);
  }
  return found;
}

function registryCase(
  entry: RegistryEntry,
  findings: readonly ComplianceFinding[],
  messages: Messages,
): JUnitCase {
  const { type, location } = entry;
  return {
    name: registryLabel(entry, messages.compliance),
    className: type ?? messages.compliance.noName,
    ...(location && { place: location }),
    ...(entry.judged ? verdict(findings, !entry.compliant, messages) : { skipped: notJudged(messages) }),
  };
}

const notJudged = (messages: Messages): JUnitReason => ({
  message: messages.compliance.notJudged,
  type: 'not-judged',
});

/** What becomes of a case, from what was found. */
function verdict(
  findings: readonly ComplianceFinding[],
  failed: boolean,
  messages: Messages,
): Pick<JUnitCase, 'failure' | 'skipped' | 'output'> {
  if (findings.length === 0) return {};
  const text = findings.map((finding) => told(finding, messages)).join('\n');
  const [worst] = findings;
  const reason: JUnitReason = { message: worst?.message ?? '', type: worst?.rule ?? '', text };
  if (failed) return { failure: reason };
  return findings.every(({ suppression }) => suppression) ? { skipped: reason } : { output: text };
}

function told(
  { rule, severity, outcome, message, suppression }: ComplianceFinding,
  messages: Messages,
): string {
  const accepted = suppression ? `, ${messages.compliance.acceptances[suppression.kind]}` : '';
  return `${messages.page.severity[severity]}, ${messages.compliance.outcomes[outcome]}${accepted}: ${message} [${rule}]`;
}
