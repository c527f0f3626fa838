import type { ComplianceReport, DayStanding } from '../../../model/compliance.js';
import { severities } from '../../../model/severity.js';
import { bar } from '../charts/bar.js';
import { findingsChart } from '../charts/findings.js';
import { rateChart } from '../charts/rate.js';
import type { Context } from '../context.js';
import { html, type Markup } from '../markup.js';
import { mark } from '../severity-mark.js';
import { card, folded, section, table } from '../table.js';
import { count, percent, percentText } from '../text.js';

/** The compliance rate and the findings, now and over the days. */
export function overview(context: Context): Markup {
  const { words, report } = context;
  const days = report.history?.days ?? [];
  const rates = rateChart(days, words);
  const findings = findingsChart(days, { ...context.shared.page.severity, open: words.row.open }, words);
  const why = report.history ? words.firstDay : words.noHistory;
  const content =
    rates && findings
      ? html`<div class="cards">${rateCard(context)}${trendCard(context, days, rates)}</div><div class="cards halves">${severityCard(context)}${card(words.findingsByDay, findings)}</div>${dayTable(context, days)}`
      : html`<div class="cards">${rateCard(context)}${severityCard(context)}</div><p class="hint">${why}</p>`;
  return section('overview', words.sections.overview, content);
}

function trendCard(context: Context, days: readonly DayStanding[], chart: Markup): Markup {
  const { words } = context;
  const unread = days.some((day) => day.unread > 0);
  return card(
    words.rateByDay,
    html`${chart}${unread && html`<p class="hint">${words.unreadDay}</p>`}`,
    'wider',
  );
}

function rateCard(context: Context): Markup {
  const { report, words } = context;
  const { compliant, judged } = report.standing;
  const { failOn, failOnOpen } = report.gate;
  const change = changeOf(report);
  return card(
    words.rate,
    html`<p class="rate">${percentText(compliant, judged)}</p>
${change && html`<p class="change ${change.kind}">${arrowOf(change.kind)}${change.difference === '' ? words.samePoints(change.day) : words.points(change.difference, change.day)}</p>`}
${bar(
  [
    { value: compliant, kind: 'ok' },
    { value: judged - compliant, kind: 'rest' },
  ],
  judged,
)}
<p><strong>${rateOf(context)}</strong></p>
${unjudged(context)}
${report.unread.length > 0 && html`<p class="warn">${mark('warning')} ${words.rateOfRead(report.unread.length)}</p>`}
<p class="hint">${words.rateMeans(failOn, failOnOpen)}</p>`,
    'rate-card',
  );
}

function rateOf({ report, words, nothing }: Context): string {
  const { judged, compliant } = report.standing;
  return judged > 0 ? words.rateOf(compliant, judged) : (nothing ?? words.wholeOnly);
}

function unjudged({ report, words }: Context): Markup | undefined {
  const { registries, judged } = report.standing;
  if (judged === 0 || judged === registries) return undefined;
  return html`<p class="warn">${mark('warning')} ${words.unjudged(registries - judged)}</p>`;
}

function arrowOf(kind: string): Markup | false {
  return kind !== 'same' && html`<span aria-hidden="true">${kind === 'better' ? '▲' : '▼'} </span>`;
}

/** By how many points the rate differs from the last day before; '' for not at all. */
function changeOf({ standing, history }: ComplianceReport) {
  const before = history?.days.at(-2);
  const now = percent(standing.compliant, standing.judged);
  const then = before && percent(before.compliant, before.judged);
  if (!before || now === undefined || then === undefined) return undefined;
  const difference = Math.round((now - then) * 10) / 10;
  if (difference === 0) return { day: before.day, difference: '', kind: 'same' };
  const sign = difference > 0 ? '+' : '−';
  return {
    day: before.day,
    difference: `${sign}${Math.abs(difference).toFixed(1)}`,
    kind: difference > 0 ? 'better' : 'worse',
  };
}

function severityCard({ report, words, shared }: Context): Markup {
  const { counts, suppressed } = report.standing;
  const waivers = report.policyFindings.length;
  const most = Math.max(...severities.map((severity) => counts[severity].fail + counts[severity].open));
  const rows = severities.map((severity) => {
    const { fail, open } = counts[severity];
    const shown = bar(
      [
        { value: fail, kind: severity },
        { value: open, kind: 'open' },
      ],
      most,
    );
    return html`<tr><th scope="row">${mark(severity)} ${shared.page.severity[severity]}</th><td class="number">${count(fail)}</td><td class="number">${count(open)}</td><td class="number strong">${count(fail + open)}</td><td class="bar-cell">${shown}</td></tr>`;
  });
  const heads = [
    { text: words.severity },
    { text: words.failed, number: true },
    { text: words.open, number: true },
    { text: words.total, number: true },
    { text: '' },
  ];
  return card(
    words.bySeverity,
    html`${table(words.bySeverity, heads, rows, 'plain')}<p class="hint">${words.openMeans}${
      suppressed > 0 && html` <a href="#accepted">${words.suppressedCount(suppressed)}</a>`
    }${waivers > 0 && html` <a href="#accepted">${words.waiverCount(waivers)}</a>`}</p>`,
    'wider',
  );
}

/** What both charts show, in figures. */
function dayTable({ words }: Context, days: readonly DayStanding[]): Markup {
  const rows = days
    .toReversed()
    .map(
      ({ day, registries, judged, compliant, findings, open, unread }) =>
        html`<tr><th scope="row">${day}</th><td class="number">${percentText(compliant, judged)}</td><td class="number">${count(compliant)}</td><td class="number">${count(judged)}</td><td class="number">${count(registries)}</td>${severities.map(
          (severity) => html`<td class="number">${count(findings[severity] - open[severity])}</td>`,
        )}<td class="number">${count(open.error + open.warning + open.note)}</td><td class="number">${count(unread)}</td></tr>`,
    );
  const figures = [
    words.rate,
    words.compliantHead,
    words.judgedHead,
    words.registriesHead,
    ...severities.map((severity) => words.severities[severity]),
    words.open,
    words.unreadGroup,
  ];
  const heads = [{ text: words.day }, ...figures.map((text) => ({ text, number: true }))];
  return folded(words.asTable, table(words.rateByDay, heads, rows, 'days'));
}
