import type { ControlEvidence, ControlStanding, ControlState } from '../../../model/compliance.js';
import type { Context } from '../context.js';
import { html, type Markup } from '../markup.js';
import { folded, section, table } from '../table.js';
import { shownMessage, shownName } from '../text.js';

const marks: Readonly<Record<ControlState, string>> = {
  met: '✔',
  'not-met': '✖',
  partly: '◐',
  'not-shown': '○',
};

/** What has to be looked at comes first. */
const order: readonly ControlState[] = ['not-met', 'partly', 'met'];

/** What the rules show of each control of each standard. */
export function controls(context: Context): Markup {
  const { report, words } = context;
  const standards = new Map<string, ControlStanding[]>();
  for (const control of report.controls) {
    standards.set(control.standard, [...(standards.get(control.standard) ?? []), control]);
  }
  const content =
    standards.size === 0
      ? html`<p>${words.noControls}</p>`
      : html`<p class="hint">${words.controlsLead} <strong>${words.notAnAudit}</strong></p>${[...standards.values()].map((all) => standard(context, all))}`;
  return section('controls', words.sections.controls, content);
}

function standard(context: Context, all: readonly ControlStanding[]): Markup {
  const { words } = context;
  const title = shownName(all[0]?.standardName ?? '');
  const of = (state: ControlState) => all.filter((control) => control.state === state);
  const [idle, missing] = parted(of('not-shown'), ({ rules }) => rules.some((rule) => rule.idle));
  const shown = [...order.flatMap(of), ...idle];
  const heads = [{ text: words.control }, { text: words.state }, { text: words.evidence }];
  return html`<div class="card standard"><h3>${title}</h3><p class="hint">${words.stateCounts(
    of('met').length,
    of('not-met').length,
    of('partly').length,
    of('not-shown').length,
  )}</p>${all[0]?.scope !== undefined && html`<p class="hint">${shownMessage(all[0].scope)}</p>`}${
    shown.length > 0 &&
    table(
      title,
      heads,
      shown.map((control) => row(context, control)),
      'controls',
    )
  }${missing.length > 0 && folded(words.notShownList(missing.length), notShown(context, missing))}</div>`;
}

/** Those for which a test holds, and the others. */
function parted<T>(items: readonly T[], holds: (item: T) => boolean | undefined): readonly [T[], T[]] {
  return [items.filter((item) => holds(item)), items.filter((item) => !holds(item))];
}

function row(context: Context, control: ControlStanding): Markup {
  const { words } = context;
  return html`<tr><th scope="row"><span class="control-id">${shownName(control.id)}</span> <bdi>${shownMessage(control.title)}</bdi></th><td class="state"><span class="control ${control.state}"><span aria-hidden="true">${marks[control.state]}</span> ${words.states[control.state]}</span><div class="sub">${reasons(context, control).join(' · ')}</div></td><td><ul class="reasons">${control.rules.map(
    (evidence) => reasonItem(context, evidence),
  )}</ul></td></tr>`;
}

function reasonItem(
  { anchorOf, words }: Context,
  { rule, reason, off, idle, narrowed }: ControlEvidence,
): Markup {
  const silent = off ? words.ruleOff : idle ? words.ruleIdle : narrowed ? words.ruleNarrowed : undefined;
  const anchor = anchorOf(rule);
  const id = html`<code>${shownName(rule)}</code>`;
  return html`<li>${anchor === undefined ? id : html`<a href="#${anchor}">${id}</a>`} ${silent !== undefined && html`<span class="silent">(${silent})</span> `}<bdi>${shownMessage(reason)}</bdi></li>`;
}

/** What the state comes from: the results, and what keeps it from being met. */
function reasons({ report, words }: Context, control: ControlStanding): string[] {
  const { failed, open, suppressed, passed } = control;
  const told = [
    failed > 0 && words.results.failed(failed),
    open > 0 && words.results.open(open),
    suppressed > 0 && words.results.accepted(suppressed),
    passed > 0 && words.results.passed(passed),
    control.state === 'partly' && report.unread.length > 0 && words.partlyUnread,
    control.state === 'partly' && report.origin.registryType !== undefined && words.partlyOneType,
    control.state === 'partly' && control.rules.some(({ off, idle }) => off || idle) && words.partlyOff,
    control.state === 'partly' && control.rules.some(({ narrowed }) => narrowed) && words.partlyNarrowed,
  ];
  return told.filter((one) => one !== false);
}

function notShown({ words }: Context, missing: readonly ControlStanding[]): Markup {
  return html`<p class="hint">${words.notShownWhy}</p><ul class="columns">${missing.map(
    ({ id, title }) =>
      html`<li><span class="control-id">${shownName(id)}</span> <bdi>${shownMessage(title)}</bdi></li>`,
  )}</ul>`;
}
