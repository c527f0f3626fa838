import type { GroupStanding } from '../../../model/compliance.js';
import { severities } from '../../../model/severity.js';
import { openOf, wholeOf } from '../../compliance/standing.js';
import { bar } from '../charts/bar.js';
import type { Context } from '../context.js';
import { html, type Markup } from '../markup.js';
import { card, section, table } from '../table.js';
import { count, name, percentText, shownName } from '../text.js';

/** Which filter of the findings a group sets. */
type Filter = 'account' | 'type' | 'region';

/** Accounts, types and regions, the least compliant first. */
export function groups(context: Context): Markup {
  const { report, words } = context;
  return section(
    'groups',
    words.sections.groups,
    html`${report.accounts.length > 0 && card(words.accounts, groupTable(context, words.accounts, words.account, report.accounts, 'account'))}${card(
      words.types,
      groupTable(context, words.types, words.type, report.types, 'type'),
    )}${card(words.regions, groupTable(context, words.regions, words.region, report.regions, 'region'))}${wholeHint(context)}`,
  );
}

/** What is of no group: without it, the figures of the groups would not make those of the whole. */
function wholeHint({ report, words }: Context): Markup | undefined {
  const whole = wholeOf(report);
  return whole === 0 ? undefined : html`<p class="hint">${words.wholeCount(whole)}</p>`;
}

function groupTable(
  context: Context,
  caption: string,
  head: string,
  all: readonly GroupStanding[],
  filter: Filter,
): Markup {
  const { words, report } = context;
  const figures = [
    words.compliantHead,
    words.registriesHead,
    ...(someUnjudged(context) ? [words.row.notJudged] : []),
    ...severities.map((severity) => words.severities[severity]),
    words.open,
    words.suppressed,
  ];
  const heads = [{ text: head }, { text: '' }, ...figures.map((text) => ({ text, number: true }))];
  const unread =
    filter === 'account'
      ? report.unread.map(({ account }) => unreadRow(context, account, figures.length + 1))
      : [];
  return table(
    caption,
    heads,
    [...unread, ...all.toSorted(leastCompliant).map((group) => row(context, group, filter))],
    'groups',
  );
}

const someUnjudged = ({ report }: Context): boolean => report.standing.judged < report.standing.registries;

/** A group of which nothing is known comes last. */
const rate = ({ compliant, judged }: GroupStanding): number => (judged === 0 ? 2 : compliant / judged);

const leastCompliant = (a: GroupStanding, b: GroupStanding): number =>
  rate(a) - rate(b) || b.registries - a.registries;

function row(context: Context, group: GroupStanding, filter: Filter): Markup {
  const { words, data } = context;
  const { compliant, judged, registries, counts, suppressed } = group;
  const lists = { account: data.accounts, type: data.types, region: data.regions };
  const at = lists[filter].indexOf(shownName(group.name));
  const label = group.name === '' ? words.unknownGroup : name(group.name);
  const shown = bar(
    [
      { value: compliant, kind: 'ok' },
      { value: judged - compliant, kind: 'rest' },
    ],
    judged,
  );
  const unjudged = someUnjudged(context) && html`<td class="number">${count(registries - judged)}</td>`;
  return html`<tr><th scope="row">${at === -1 ? label : html`<a href="#findings" data-${filter}="${at}">${label}</a>`}</th><td class="bar-cell">${shown}</td><td class="number strong">${percentText(compliant, judged)}</td><td class="number">${count(registries)}</td>${unjudged}${severities.map(
    (severity) => html`<td class="number">${count(counts[severity].fail)}</td>`,
  )}<td class="number">${count(openOf(group))}</td><td class="number">${count(suppressed)}</td></tr>`;
}

/** What could not be read has no figures, and stands where it is seen. */
function unreadRow({ words }: Context, account: string, columns: number): Markup {
  return html`<tr class="unread"><th scope="row">${name(account)}</th><td colspan="${columns}"><span class="mark error" aria-hidden="true">✖</span> ${words.unreadGroup}</td></tr>`;
}
