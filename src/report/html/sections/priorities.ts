import type { ComplianceFinding, RuleStanding } from '../../../model/compliance.js';
import { type Severity, severities } from '../../../model/severity.js';
import { bar } from '../charts/bar.js';
import type { Context } from '../context.js';
import { firstParagraph, markdown } from '../markdown.js';
import { html, type Markup } from '../markup.js';
import { mark } from '../severity-mark.js';
import { folded, section } from '../table.js';
import { count, shownMessage, shownName } from '../text.js';

/** How many rules are shown before the rest is folded away. */
const SHOWN = 5;

/** What stands against a rule that is not accepted. */
export interface Priority {
  readonly rule: string;
  /** The worst of its findings. */
  readonly severity: Severity;
  readonly findings: number;
  readonly registries: number;
  readonly accounts: number;
  readonly new: number;
  /** Those that could not be decided. */
  readonly open: number;
}

/** The rules that something stands against: the worst severity first, then what concerns the most registries. */
export function prioritiesOf({ report }: Pick<Context, 'report'>): readonly Priority[] {
  const byRule = grouped(report.findings);
  return [...byRule]
    .flatMap(([rule, all]): Priority[] => {
      const standing = all.filter(({ suppression }) => !suppression);
      const worst = Math.min(...new Set(standing.map(({ severity }) => severities.indexOf(severity))));
      const severity = severities[worst];
      if (severity === undefined) return [];
      const registries = new Set(standing.flatMap(({ registry }) => registry ?? []));
      const accounts = new Set([...registries].map((at) => report.registries[at]?.account));
      const fresh = standing.filter(({ state }) => state === 'new').length;
      return [
        {
          rule,
          severity,
          findings: standing.length,
          registries: registries.size,
          accounts: accounts.size,
          new: fresh,
          open: standing.filter(({ outcome }) => outcome === 'open').length,
        },
      ];
    })
    .sort(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        b.registries - a.registries ||
        b.findings - a.findings,
    );
}

function grouped(findings: readonly ComplianceFinding[]): Map<string, ComplianceFinding[]> {
  const groups = new Map<string, ComplianceFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  return groups;
}

/** What to do first, and how. */
export function priorities(context: Context): Markup {
  const { words, nothing } = context;
  const all = prioritiesOf(context);
  const tasks = [
    readAccounts(context),
    ...all.slice(0, SHOWN).map((priority) => task(context, priority)),
    renewWaivers(context),
  ].filter((one) => one !== undefined);
  const rest = all.slice(SHOWN);
  const content =
    tasks.length === 0
      ? html`<p>${nothing === undefined ? html`${mark('ok')} ${words.nothingFirst}` : nothing}</p>`
      : html`<p class="hint">${words.firstLead}</p><ol class="tasks">${tasks}</ol>${
          rest.length > 0 &&
          folded(
            words.moreRules(rest.length),
            html`<ol class="tasks" start="${tasks.length + 1}">${rest.map((priority) => task(context, priority))}</ol>`,
          )
        }`;
  return section('first', words.sections.first, content);
}

function task(context: Context, priority: Priority): Markup {
  const { report, words, shared, data, anchorOf } = context;
  const rule = report.rules.find(({ id }) => id === priority.rule);
  const anchor = anchorOf(priority.rule);
  const facts = [
    priority.registries > 0
      ? words.ofRegistries(priority.registries, report.standing.registries)
      : words.ofInventory,
    data.columns.account && priority.accounts > 0 && words.inAccounts(priority.accounts),
    priority.open > 0 && words.results.open(priority.open),
    priority.new > 0 && words.newOnes(priority.new),
  ].filter((fact) => fact !== false);
  return html`<li class="task"><div class="task-head"><h3>${shownMessage(rule?.title ?? priority.rule)}</h3><span class="badge ${priority.severity}">${mark(priority.severity)} ${shared.page.severity[priority.severity]}</span></div>
<div class="task-size">${priority.registries > 0 && bar([{ value: priority.registries, kind: priority.severity }], report.standing.registries)}<span>${facts.join(' · ')}</span></div>
<div class="prose">${fixOf(context, rule)}</div>
<p class="links"><a href="#findings" data-rule="${data.rules.findIndex(({ id }) => id === shownName(priority.rule))}">${words.showFindings(priority.findings)}</a>${anchor !== undefined && html` <a href="#${anchor}">${words.howAndWhy}</a>`}</p></li>`;
}

function fixOf({ words }: Context, rule: RuleStanding | undefined): Markup | undefined {
  if (!rule) return undefined;
  return rule.fix === undefined
    ? html`<p>${words.noFix(shownMessage(rule.title))}</p>`
    : markdown(firstParagraph(rule.fix));
}

function readAccounts({ report, words }: Context): Markup | undefined {
  const { length } = report.unread;
  if (length === 0) return undefined;
  return html`<li class="task"><div class="task-head"><h3>${words.readAccounts(length)}</h3></div><p>${words.readAccountsHow}</p></li>`;
}

function renewWaivers({ report, words }: Context): Markup | undefined {
  const ending = new Map<string, number>();
  for (const { rule, suppression } of report.findings) {
    if (suppression?.kind !== 'waiver' || suppression.endsIn === undefined) continue;
    ending.set(JSON.stringify([rule, suppression]), suppression.endsIn);
  }
  if (ending.size === 0) return undefined;
  const title = words.renewWaivers(ending.size, Math.max(...ending.values()));
  return html`<li class="task"><div class="task-head"><h3>${title}</h3></div><p>${words.renewWaiversHow}</p><p class="links"><a href="#accepted">${words.sections.accepted} (${count(ending.size)})</a></p></li>`;
}
