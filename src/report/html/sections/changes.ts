import type { FindingState, FixedFinding, HistoryView } from '../../../model/compliance.js';
import type { Context } from '../context.js';
import { html, type Markup } from '../markup.js';
import { printNode } from '../print-node.js';
import { findingElement } from '../rows.js';
import { mark } from '../severity-mark.js';
import { card, type Head, section, table } from '../table.js';
import { count, moment, name, shownName } from '../text.js';

/** How many findings are shown of each kind; the table of findings has all. */
const SHOWN = 10;

/** What is new, back again and fixed since the run before. */
export function changes(context: Context): Markup {
  const { report, words } = context;
  const { history } = report;
  const lead =
    history === undefined
      ? words.noHistory
      : history.previous === undefined
        ? words.firstReport
        : words.comparedTo(moment(history.previous));
  return section(
    'changes',
    words.sections.changes,
    html`<p class="hint">${lead}</p>${history?.previous !== undefined && compared(context, history)}`,
  );
}

function compared(context: Context, history: HistoryView): Markup {
  const { words } = context;
  const mean = history.meanDaysToFix;
  const figures: [string, string, string][] = [
    [words.stateCount.new, count(history.new), 'new'],
    [words.stateCount.reopened, count(history.reopened), 'reopened'],
    [words.fixedCount, count(history.fixed.length), 'fixed'],
    [words.stateCount.known, count(history.known), 'known'],
    [
      words.meanDays,
      mean === undefined ? words.noneFixedYet : words.days(String(Math.round(mean * 10) / 10)),
      'mean',
    ],
  ];
  return html`<dl class="figures">${figures.map(
    ([label, value, kind]) => html`<div class="figure ${kind}"><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>${[history.unchecked, history.carried].map((findings = 0, at) => findings > 0 && html`<p class="hint uncompared">${at === 0 ? words.unchecked(findings) : words.carried(findings)}</p>`)}${card(words.newAndReopened, newFindings(context))}${card(words.fixedList, fixedFindings(context, history.fixed))}`;
}

function newFindings(context: Context): Markup {
  const { report, data, words, nothing } = context;
  const fresh = report.findings.flatMap(({ state, suppression }, at) =>
    (state === 'new' || state === 'reopened') && !suppression ? [at] : [],
  );
  if (fresh.length === 0) return html`<p>${nothing === undefined && mark('ok')} ${words.nothingNew}</p>`;
  const rows = fresh.slice(0, SHOWN).flatMap((at) => {
    const finding = data.findings[at];
    return finding ? printNode(findingElement(data, finding)) : [];
  });
  const has = (wanted: FindingState) => fresh.some((at) => report.findings[at]?.state === wanted);
  return html`${table(words.newAndReopened, findingHeads(context), rows, 'findings')}<p class="links">${
    has('new') && html`<a href="#findings" data-state="0">${words.showAllNew}</a>`
  } ${has('reopened') && html`<a href="#findings" data-state="1">${words.showAllReopened}</a>`}</p>`;
}

/** The columns of a table of findings. */
export function findingHeads({ data, words }: Context): Head[] {
  return [
    { text: words.severity },
    { text: words.registry },
    { text: words.what },
    ...(data.columns.account ? [{ text: words.account, kind: 'col-account' }] : []),
    ...(data.columns.state ? [{ text: words.state, kind: 'col-state' }] : []),
  ];
}

function fixedFindings({ words, shared, anchorOf }: Context, fixed: readonly FixedFinding[]): Markup {
  if (fixed.length === 0) return html`<p>${words.nothingFixed}</p>`;
  const rows = fixed.slice(0, SHOWN).map(({ rule, severity, account, registry, since, days }) => {
    const anchor = anchorOf(rule);
    const id = html`<code>${shownName(rule)}</code>`;
    return html`<tr><td class="severity">${mark(severity)} ${shared.page.severity[severity]}</td><th scope="row">${name(registry)}</th><td>${anchor === undefined ? id : html`<a href="#${anchor}">${id}</a>`}</td><td>${name(account)}</td><td>${since}</td><td class="number">${count(days)}</td></tr>`;
  });
  const heads = [
    { text: words.severity },
    { text: words.registry },
    { text: words.rule },
    { text: words.account },
    { text: words.firstSeen },
    { text: words.daysToFix, number: true },
  ];
  const left = fixed.length - rows.length;
  return html`${table(words.fixedList, heads, rows)}${left > 0 && html`<p class="hint">${words.more(left)}</p>`}`;
}
