import type { ComplianceSuppression } from '../../../model/compliance.js';
import { formatLocation } from '../../../model/location.js';
import type { Context } from '../context.js';
import { html, type Markup } from '../markup.js';
import { mark } from '../severity-mark.js';
import { card, section, table } from '../table.js';
import { count, name, shownMessage, shownName } from '../text.js';

/** One waiver, or one baseline, with what it accepts. */
interface Acceptance {
  readonly rule: string | undefined;
  readonly suppression: ComplianceSuppression;
  readonly findings: number;
}

/** Waivers and baselines, what ends soonest first, and what is wrong with them. */
export function accepted(context: Context): Markup {
  const { report, words } = context;
  const all = acceptances(context);
  const total = (kind: ComplianceSuppression['kind']) =>
    report.findings.filter(({ suppression }) => suppression?.kind === kind).length;
  const heads = [
    { text: words.rule },
    { text: words.reason },
    { text: words.ends },
    { text: words.approvedBy },
    { text: words.ticket },
    { text: words.findingsHead, number: true },
  ];
  const content =
    all.length === 0
      ? html`<p>${words.nothingAccepted}</p>`
      : html`<p class="hint">${words.acceptedLead(total('waiver'), total('baseline'))}</p>${table(
          words.sections.accepted,
          heads,
          all.map((one) => row(context, one)),
        )}`;
  return section('accepted', words.sections.accepted, html`${content}${trouble(context)}`);
}

function acceptances({ report }: Context): readonly Acceptance[] {
  const found = new Map<string, Acceptance>();
  for (const { rule, suppression } of report.findings) {
    if (!suppression) continue;
    const of = suppression.kind === 'waiver' ? rule : undefined;
    const key = JSON.stringify([of, suppression]);
    found.set(key, { rule: of, suppression, findings: (found.get(key)?.findings ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => compare(order(a), order(b)) || b.findings - a.findings);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What ends comes first, by its day; then what never does; baselines last. */
function order({ suppression }: Acceptance): string {
  return suppression.kind === 'baseline' ? '~~' : (suppression.expires ?? '~');
}

function row({ words, anchorOf }: Context, { rule, suppression, findings }: Acceptance): Markup {
  if (suppression.kind === 'baseline') {
    return html`<tr><td>–</td><th scope="row"><bdi>${shownMessage(words.baselineOf(suppression.file))}</bdi></th><td>–</td><td></td><td></td><td class="number">${count(findings)}</td></tr>`;
  }
  const { reason, expires, endsIn, approvedBy = '', ticket = '' } = suppression;
  const anchor = rule === undefined ? undefined : anchorOf(rule);
  const id = html`<code>${shownName(rule ?? '')}</code>`;
  return html`<tr><td>${anchor === undefined ? id : html`<a href="#${anchor}">${id}</a>`}</td><th scope="row"><bdi>${shownMessage(reason)}</bdi></th><td class="state">${expires ?? words.never}${
    endsIn !== undefined && html`<div class="sub warn">${mark('warning')} ${words.endsIn(endsIn)}</div>`
  }</td><td>${name(approvedBy)}</td><td>${name(ticket)}</td><td class="number">${count(findings)}</td></tr>`;
}

function trouble({ report, words, shared }: Context): Markup | undefined {
  if (report.policyFindings.length === 0) return undefined;
  const rows = report.policyFindings.map(
    ({ severity, message, code, location }) =>
      html`<tr><td class="severity">${mark(severity)} ${shared.page.severity[severity]}</td><th scope="row"><bdi>${shownMessage(message)}</bdi><div class="sub"><code>${code}</code></div></th><td class="place">${name(formatLocation(location))}</td></tr>`,
  );
  const heads = [{ text: words.severity }, { text: words.what }, { text: words.place }];
  return card(words.waiverTrouble, table(words.waiverTrouble, heads, rows));
}
