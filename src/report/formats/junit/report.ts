import type {
  ComplianceFinding,
  CompliancePolicyFinding,
  ComplianceReport,
  RegistryEntry,
} from '../../../model/compliance.js';
import { standsAgainst } from '../../../model/gate.js';
import { registryLabel } from '../../compliance/labels.js';
import { NOTHING_JUDGED, nothingItem } from '../../compliance/standing.js';
import { type ComplianceWords, complianceWords } from '../../compliance/words.js';
import type { WriteCompliance } from '../../compliance/write.js';
import { wordsOf } from '../../words/words.js';
import { type JUnitCase, type JUnitReason, type JUnitSuite, writeJUnitXml } from './xml.js';

/**
 * For CI servers: a suite an account, a case a registry. A case fails where something stands against the registry, is
 * skipped where all that stands against it is accepted or no rule applies to it, and is an error where nothing could be
 * read.
 */
export const writeJUnit: WriteCompliance = (report, write) => {
  const words = complianceWords(report.lang);
  const suites = [...wholeSuites(report, words), ...accountSuites(report, words)];
  writeJUnitXml(`${report.tool.name}: ${report.policy.name}`, suites, write);
};

/** What is about no registry. */
function wholeSuites(report: ComplianceReport, words: ComplianceWords): readonly JUnitSuite[] {
  const whole = report.findings.filter(({ registry }) => registry === undefined);
  const nothing = nothingItem(report);
  const cases = [
    ...(nothing === undefined ? [] : [nothingCase(nothing, words)]),
    ...report.unread.map(({ account, code, message }) => ({
      name: account,
      className: words.account,
      error: { message, type: code },
    })),
    ...whole.map((finding) => ({
      name: `${finding.rule}: ${finding.message}`,
      className: words.wholeInventory,
      ...verdict([finding], standsAgainst(finding, report.gate), report),
    })),
    ...report.policyFindings.map((finding) => policyCase(finding, report, words)),
  ];
  return cases.length === 0 ? [] : [{ name: report.policy.name, cases }];
}

function nothingCase(message: string, words: ComplianceWords): JUnitCase {
  return { name: message, className: words.wholeInventory, skipped: { message, type: NOTHING_JUDGED } };
}

function policyCase(
  finding: CompliancePolicyFinding,
  { gate }: ComplianceReport,
  words: ComplianceWords,
): JUnitCase {
  const { code, severity, message, location } = finding;
  const fails = standsAgainst({ severity, outcome: 'fail' }, gate);
  return {
    name: message,
    className: words.waivers,
    place: location,
    ...(fails ? { failure: { message, type: code } } : { output: message }),
  };
}

function accountSuites(report: ComplianceReport, words: ComplianceWords): readonly JUnitSuite[] {
  const found = byRegistry(report);
  const suites = new Map<string, JUnitCase[]>(report.accounts.map(({ name }) => [name, []]));
  for (const [position, entry] of report.registries.entries()) {
    suites.get(entry.account)?.push(registryCase(entry, found.get(position) ?? [], report, words));
  }
  return [...suites].map(([account, cases]) => ({ name: account || words.noName, cases }));
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
  report: ComplianceReport,
  words: ComplianceWords,
): JUnitCase {
  const { type, location } = entry;
  return {
    name: registryLabel(entry, words),
    className: type ?? words.noName,
    ...(location && { place: location }),
    ...(entry.judged ? verdict(findings, !entry.compliant, report) : { skipped: notJudged(words) }),
  };
}

const notJudged = (words: ComplianceWords): JUnitReason => ({ message: words.notJudged, type: 'not-judged' });

/** What becomes of a case, from what was found. */
function verdict(
  findings: readonly ComplianceFinding[],
  failed: boolean,
  report: ComplianceReport,
): Pick<JUnitCase, 'failure' | 'skipped' | 'output'> {
  if (findings.length === 0) return {};
  const text = findings.map((finding) => told(finding, report)).join('\n');
  const [worst] = findings;
  const reason: JUnitReason = { message: worst?.message ?? '', type: worst?.rule ?? '', text };
  if (failed) return { failure: reason };
  return findings.every(({ suppression }) => suppression) ? { skipped: reason } : { output: text };
}

function told(
  { rule, severity, outcome, message, suppression }: ComplianceFinding,
  { lang }: ComplianceReport,
): string {
  const words = complianceWords(lang);
  const accepted = suppression ? `, ${words.acceptances[suppression.kind]}` : '';
  return `${wordsOf(lang).page.severity[severity]}, ${words.outcomes[outcome]}${accepted}: ${message} [${rule}]`;
}
