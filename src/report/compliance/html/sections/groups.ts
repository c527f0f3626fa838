import type { GroupStanding } from '../../../../model/compliance.js';
import { severities } from '../../../../model/severity.js';
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
    html`${report.accounts.length > 0 && card(words.accounts, groupTable(context, words.accounts, words.account, report.accounts, 'account'))}<div class="cards halves">${card(
      words.types,
      groupTable(context, words.types, words.type, report.types, 'type'),
    )}${card(words.regions, groupTable(context, words.regions, words.region, report.regions, 'region'))}</div>`,
  );
}

function groupTable(
  context: Context,
  caption: string,
  head: string,
  all: readonly GroupStanding[],
  filter: Filter,
): Markup {
  const { words, shared, report } = context;
  const figures = [
    words.compliantHead,
    words.registriesHead,
    ...severities.map((severity) => shared.page.severity[severity]),
    words.suppressed,
  ];
  const wide = filter === 'account';
  const heads = [
    { text: head },
    ...(wide ? [{ text: '' }] : []),
    ...figures.map((text) => ({ text, number: true })),
  ];
  const unread = wide ? report.unread.map(({ account }) => unreadRow(context, account)) : [];
  return table(
    caption,
    heads,
    [...unread, ...all.toSorted(leastCompliant).map((group) => row(context, group, filter))],
    'groups',
  );
}

const rate = ({ compliant, registries }: GroupStanding): number =>
  registries === 0 ? 1 : compliant / registries;

const leastCompliant = (a: GroupStanding, b: GroupStanding): number =>
  rate(a) - rate(b) || b.registries - a.registries;

function row({ words, data }: Context, group: GroupStanding, filter: Filter): Markup {
  const { compliant, registries, counts, suppressed } = group;
  const lists = { account: data.accounts, type: data.types, region: data.regions };
  const at = lists[filter].indexOf(shownName(group.name));
  const label = group.name === '' ? words.unknownGroup : name(group.name);
  const shown = bar(
    [
      { value: compliant, kind: 'ok' },
      { value: registries - compliant, kind: 'rest' },
    ],
    registries,
  );
  return html`<tr><th scope="row">${at === -1 ? label : html`<a href="#findings" data-${filter}="${at}">${label}</a>`}</th>${filter === 'account' && html`<td class="bar-cell">${shown}</td>`}<td class="number strong">${percentText(compliant, registries)}</td><td class="number">${count(registries)}</td>${severities.map(
    (severity) => html`<td class="number">${count(counts[severity].fail + counts[severity].open)}</td>`,
  )}<td class="number">${count(suppressed)}</td></tr>`;
}

/** What could not be read has no figures, and stands where it is seen. */
function unreadRow({ words }: Context, account: string): Markup {
  return html`<tr class="unread"><th scope="row">${name(account)}</th><td colspan="7"><span class="mark error" aria-hidden="true">✖</span> ${words.unreadGroup}</td></tr>`;
}
