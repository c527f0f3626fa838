import type { ComplianceReport } from '../../../model/compliance.js';
import { severities } from '../../../model/severity.js';
import { verdictOf } from '../../../model/verdict.js';
import { verdictWord } from '../../compliance/standing.js';
import type { Context } from '../context.js';
import { html, type Markup } from '../markup.js';
import { mark } from '../severity-mark.js';
import { table } from '../table.js';
import { moment, name, shownMessage } from '../text.js';

/** What the report is of: when, against which policy, whose registries, and whether the gate is open. */
export function header({ report, words, shared }: Context): Markup {
  const { policy } = report;
  return html`<header class="top"><div class="wide">
<div class="title-row"><h1>${words.title}</h1>
<div class="tools" data-needs-script hidden><button type="button" id="theme" aria-pressed="false">${words.darkTheme}</button><button type="button" id="print">${words.print}</button></div></div>
<dl class="facts">
<div><dt>${words.runOf}</dt><dd><time datetime="${report.startedAt}">${moment(report.startedAt)}</time></dd></div>
<div><dt>${words.policy}</dt><dd>${name(policy.name)}</dd></div>
${policy.floor && html`<div><dt>${words.floor}</dt><dd>${name(policy.floor.name)}</dd></div>`}
<div><dt>${words.source}</dt><dd>${name(words.origin(report.origin))}</dd></div>
<div><dt>${words.gate}</dt><dd class="verdict">${mark(verdictMarks[verdictOf(report)])} ${verdictWord(report, shared)}</dd></div>
</dl></div></header>`;
}

const verdictMarks = { failed: 'error', passed: 'ok', nothing: 'warning' } as const;

const isUnread = ({ unread }: ComplianceReport): boolean => unread.length > 0;

/** What has to be known before any figure is read. */
export function banners(context: Context): Markup {
  const { report, nothing } = context;
  return html`${isUnread(report) && unreadBanner(context)}${report.gate.failed && gateBanner(context)}${
    nothing !== undefined &&
    html`<div class="banner warning"><p>${mark('warning')} <strong>${nothing}</strong></p>${nothingWhy(context)}</div>`
  }`;
}

/** What is in accounts that could not be read is told above. */
function nothingWhy({ report, words, shared }: Context): Markup | undefined {
  if (report.standing.registries > 0) return html`<p>${words.whyNothingApplied}</p>`;
  return isUnread(report) ? undefined : html`<p>${shared.page.whyNothing}</p>`;
}

function unreadBanner({ report, words }: Context): Markup {
  const rows = report.unread.map(
    ({ account, code, message }) =>
      html`<tr><th scope="row">${name(account)}</th><td><bdi>${shownMessage(message)}</bdi> <code>${shownMessage(code)}</code></td></tr>`,
  );
  const title = words.unreadTitle(report.unread.length);
  return html`<div class="banner error"><p>${mark('error')} <strong>${title}.</strong> ${words.unreadWhy}</p>${table(
    title,
    [{ text: words.account }, { text: words.reason }],
    rows,
  )}</div>`;
}

function gateBanner({ report, words, shared }: Context): Markup {
  const { failOn, failOnOpen } = report.gate;
  const open = severities.reduce((sum, severity) => sum + report.standing.counts[severity].open, 0);
  const verdict = shared.page.verdict(true, failOn, failOnOpen, open);
  return html`<div class="banner error"><p>${mark('error')} <strong>${words.gateClosed}</strong> ${words.gateWhy(verdict)}</p></div>`;
}
