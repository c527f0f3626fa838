import type { RuleStanding } from '../../../model/compliance.js';
import type { Context } from '../context.js';
import { markdown, outsideLink } from '../markdown.js';
import { html, type Markup } from '../markup.js';
import { mark } from '../severity-mark.js';
import { section } from '../table.js';
import { shownMessage, shownName } from '../text.js';

/** Every rule: how it went, why it matters, how to fix it. */
export function rules(context: Context): Markup {
  const { report, words } = context;
  return section(
    'rules',
    words.sections.rules,
    report.rules.map((rule) => ruleDetails(context, rule)),
  );
}

/** The anchor is inside, so that browsers open what is folded when somebody comes for it. */
function ruleDetails(context: Context, rule: RuleStanding): Markup {
  const { words, shared, anchorOf } = context;
  const { failed, open, suppressed, passed, notApplicable } = rule;
  return html`<details class="rule"><summary><h3>${shownMessage(rule.title)}</h3><span class="rule-facts">${mark(markOf(rule))} ${shared.page.severity[rule.severity]} · <code>${shownName(rule.id)}</code>${rule.floor && html` · ${shared.page.byFloor}`} · ${words.ruleCounts(failed, open, suppressed, passed, notApplicable)}</span></summary><div class="prose" id="${anchorOf(rule.id) ?? ''}">${
    rule.why !== undefined && html`<h4>${words.why}</h4>${markdown(rule.why)}`
  }<h4>${words.fix}</h4>${rule.fix === undefined ? html`<p>${words.noFix(shownMessage(rule.title))}</p>` : markdown(rule.fix)}${controlsOf(context, rule)}${references(context, rule)}</div></details>`;
}

/** A rule that spoke of nothing is not one that found all well. */
function markOf({ severity, failed, open, passed }: RuleStanding) {
  if (failed > 0) return severity;
  if (open > 0) return 'open';
  return passed > 0 ? 'ok' : 'none';
}

function controlsOf({ report, words }: Context, { id }: RuleStanding): Markup | undefined {
  const all = report.controls.flatMap((control) =>
    control.rules
      .filter(({ rule }) => rule === id)
      .map(
        ({ reason }) =>
          html`<li>${shownName(control.standardName)} ${shownName(control.id)}: <bdi>${shownMessage(reason)}</bdi></li>`,
      ),
  );
  return all.length === 0 ? undefined : html`<h4>${words.supports}</h4><ul>${all}</ul>`;
}

function references({ words }: Context, rule: RuleStanding): Markup | undefined {
  if (rule.references.length === 0) return undefined;
  return html`<h4>${words.references}</h4><ul>${rule.references.map(
    ({ title, url }) => html`<li>${outsideLink(url, shownMessage(title ?? url))}</li>`,
  )}</ul>`;
}
