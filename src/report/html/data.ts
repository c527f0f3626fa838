import type { Messages } from '../../messages/messages.js';
import type { ComplianceFinding, ComplianceReport, ComplianceSuppression } from '../../model/compliance.js';
import { formatLocation } from '../../model/location.js';
import { severities } from '../../model/severity.js';
import type { FindingRow, PageData, RegistryRow } from './data-types.js';
import { ruleAnchor } from './rule-anchor.js';
import { shownMessage, shownName } from './text.js';

/** Texts, each kept once, by number. */
class Numbered {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of a text; -1 for none. */
  of(text: string | undefined): number {
    if (text === undefined) return -1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

const stateNumbers = { new: 0, reopened: 1, known: 2 } as const;

/** What the tables of the page show of a report. */
export function pageData(report: ComplianceReport, messages: Messages): PageData {
  const words = messages.html;
  const lists = {
    accounts: new Numbered(),
    types: new Numbered(),
    regions: new Numbered(),
    rules: new Numbered(),
    messages: new Numbered(),
    accepted: new Numbered(),
    days: new Numbered(),
  };
  const registries = report.registries.map(
    (registry): RegistryRow => [
      lists.accounts.of(registry.account),
      lists.types.of(registry.type ?? ''),
      lists.regions.of(registry.region ?? ''),
      shownName(registry.name ?? ''),
      shownName(registry.id ?? ''),
      shownName(registry.host ?? ''),
      registry.location ? shownName(formatLocation(registry.location)) : '',
      registry.judged ? (registry.compliant ? 1 : 0) : 2,
      registry.findings,
    ],
  );
  const accepted = acceptedText(messages);
  const findings = report.findings.map(
    (finding): FindingRow => [
      severities.indexOf(finding.severity),
      finding.outcome === 'open' ? 1 : 0,
      lists.rules.of(finding.rule),
      lists.messages.of(finding.message),
      finding.registry ?? -1,
      lists.accepted.of(finding.suppression && accepted(finding.suppression)),
      finding.state === undefined ? -1 : stateNumbers[finding.state],
      lists.days.of(finding.since),
    ],
  );
  return {
    words: words.client,
    rowWords: words.row,
    severities: severities.map((severity) => messages.page.severity[severity]),
    accounts: lists.accounts.texts.map(shownName),
    types: lists.types.texts.map(shownName),
    regions: lists.regions.texts.map(shownName),
    rules: lists.rules.texts.map((id) => ruleOf(report, id)),
    messages: lists.messages.texts.map(shownMessage),
    accepted: lists.accepted.texts,
    days: lists.days.texts.map(shownName),
    registries,
    findings,
    columns: { account: report.registries.some(({ account }) => account !== ''), state: hasStates(report) },
  };
}

const hasStates = ({ findings }: ComplianceReport): boolean =>
  findings.some(({ state }: ComplianceFinding) => state !== undefined);

function ruleOf({ rules }: ComplianceReport, id: string): PageData['rules'][number] {
  const at = rules.findIndex((rule) => rule.id === id);
  const title = rules[at]?.title ?? '';
  return { id: shownName(id), title: shownMessage(title), anchor: at === -1 ? '' : ruleAnchor(id, at) };
}

/** Says why a finding is accepted. */
function acceptedText({
  waivers,
  html: { ends, never },
}: Messages): (suppression: ComplianceSuppression) => string {
  return (suppression) => {
    if (suppression.kind === 'baseline') return shownMessage(waivers.inBaseline(suppression.file));
    const { reason, expires } = suppression;
    return shownMessage(
      `${reason} (${expires === undefined ? `${ends}: ${never}` : waivers.until(expires)})`,
    );
  };
}

/**
 * A value as JSON inside a script element: `<` is escaped, so that nothing in it can end the element or begin a
 * comment.
 */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
