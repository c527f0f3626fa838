import { severities } from '../../../model/severity.js';
import type { Context } from '../context.js';
import { html, type Markup } from '../markup.js';
import { printNode } from '../print-node.js';
import { findingElement, registryElement } from '../rows.js';
import { mark } from '../severity-mark.js';
import { section } from '../table.js';
import { type Column, explorer, type Filter } from './explorer.js';

/** How many rows stand in the page before its script runs. */
const FIRST = 100;

/** Every finding. */
export function findings(context: Context): Markup {
  const { data, words, nothing } = context;
  const { length } = data.findings;
  const content =
    length === 0
      ? html`<p>${nothing === undefined ? html`${mark('ok')} ${words.noFinding}` : nothing}</p>`
      : explorer(words, {
          id: 'findings',
          caption: words.sections.findings,
          filters: findingFilters(context),
          columns: findingColumns(context),
          total: length,
          rows: data.findings.slice(0, FIRST).map((row) => printNode(findingElement(data, row))),
        });
  return section('findings', words.sections.findings, content);
}

function findingColumns({ data, words }: Context): Column[] {
  return [
    { sort: 'severity', text: words.severity },
    { sort: 'registry', text: words.registry },
    { sort: 'rule', text: words.what },
    ...(data.columns.account ? [{ sort: 'account', text: words.account }] : []),
    ...(data.columns.state ? [{ sort: 'state', text: words.state }] : []),
  ];
}

const numbered = (texts: readonly string[]): Filter['options'] =>
  texts.map((text, value) => ({ value, text }));

/** Values of a list by their name; '' is said in words. */
function named(texts: readonly string[], unknown: string): Filter['options'] {
  return texts
    .map((text, value) => ({ value, text: text || unknown }))
    .sort((a, b) => a.text.localeCompare(b.text, 'en', { numeric: true }));
}

function findingFilters({ data, words }: Context): Filter[] {
  const { row } = words;
  const rules = data.rules.map(({ id }) => id);
  const states = [row.state.new, row.state.reopened, row.state.known];
  return [
    {
      name: 'severity',
      label: words.severity,
      options: numbered(severities.map((_, at) => data.severities[at] ?? '')),
    },
    { name: 'outcome', label: words.outcome, options: numbered([words.failed, words.open]) },
    { name: 'rule', label: words.rule, options: named(rules, '') },
    ...accountFilter(data.columns.account, data.accounts, words),
    { name: 'type', label: words.type, options: named(data.types, words.unknownGroup) },
    { name: 'region', label: words.region, options: named(data.regions, words.unknownGroup) },
    ...(data.columns.state ? [{ name: 'state', label: words.state, options: numbered(states) }] : []),
    { name: 'accepted', label: words.standing, options: numbered([words.notAccepted, words.suppressed]) },
  ];
}

function accountFilter(wanted: boolean, accounts: readonly string[], words: Context['words']): Filter[] {
  if (!wanted) return [];
  return [{ name: 'account', label: words.account, options: named(accounts, words.unknownGroup) }];
}

/** Every registry. */
export function registries(context: Context): Markup {
  const { data, words } = context;
  const { length } = data.registries;
  const content =
    length === 0
      ? html`<p>${words.noRegistry}</p>`
      : explorer(words, {
          id: 'registries',
          caption: words.sections.registries,
          filters: [
            {
              name: 'standing',
              label: words.standing,
              options: numbered(standings(context)),
            },
            ...accountFilter(data.columns.account, data.accounts, words),
            { name: 'type', label: words.type, options: named(data.types, words.unknownGroup) },
            { name: 'region', label: words.region, options: named(data.regions, words.unknownGroup) },
          ],
          columns: registryColumns(context),
          total: length,
          rows: data.registries.slice(0, FIRST).map((row) => printNode(registryElement(data, row))),
        });
  return section('registries', words.sections.registries, content);
}

/** That some were not judged is offered where there are such. */
function standings({ report, words }: Context): readonly string[] {
  const { judged, registries } = report.standing;
  const { notCompliant, compliant, notJudged } = words.row;
  return judged < registries ? [notCompliant, compliant, notJudged] : [notCompliant, compliant];
}

function registryColumns({ data, words }: Context): Column[] {
  return [
    { sort: 'name', text: words.registry },
    { sort: 'type', text: words.type },
    ...(data.columns.account ? [{ sort: 'account', text: words.account }] : []),
    { sort: 'region', text: words.region },
    { sort: 'host', text: words.host },
    { sort: 'findings', text: words.findingsHead, number: true },
    { sort: 'standing', text: words.standing },
  ];
}
