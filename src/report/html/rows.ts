import type { FindingRow, PageData, RegistryRow } from './data-types.js';
import { element as h, type RowElement } from './node.js';

/** Shapes tell severities apart where colours do not. */
const marks = ['✖', '▲', '●'];
const severityClasses = ['error', 'warning', 'note'];
const states = ['new', 'reopened', 'known'] as const;

const text = (list: readonly string[], at: number): string => list[at] ?? '';

function registryCell(data: PageData, registry: RegistryRow | undefined): RowElement {
  if (!registry) return h('th', { scope: 'row' }, data.rowWords.inventory);
  const [, type, region, name, id, host] = registry;
  const facts = [text(data.types, type), text(data.regions, region), id && `Id\u00a0${id}`];
  return h(
    'th',
    { scope: 'row' },
    h('bdi', { class: 'name' }, name || host || data.rowWords.noName),
    h('div', { class: 'sub' }, ...join(facts.filter((fact) => fact !== ''))),
  );
}

const join = (facts: readonly string[]): (RowElement | string)[] =>
  facts.flatMap((fact, index) => [index > 0 ? ' · ' : '', h('bdi', {}, fact)]);

/** The mark, the severity, and whether it is open. */
function severityCell(data: PageData, severity: number, open: 0 | 1): RowElement {
  const kind = open === 1 ? 'open' : text(severityClasses, severity);
  return h(
    'td',
    { class: 'severity' },
    h('span', { class: `mark ${kind}`, 'aria-hidden': 'true' }, open === 1 ? '?' : text(marks, severity)),
    ' ',
    text(data.severities, severity),
    open === 1 && h('div', { class: 'sub' }, data.rowWords.open),
  );
}

function whatCell(data: PageData, rule: number, message: number, accepted: number): RowElement {
  const { id, title, anchor } = data.rules[rule] ?? { id: '', title: '', anchor: '' };
  const ruleName = h('code', {}, id);
  return h(
    'td',
    {},
    h('bdi', {}, text(data.messages, message)),
    h('div', { class: 'sub' }, anchor ? h('a', { href: `#${anchor}`, title }, ruleName) : ruleName),
    accepted >= 0 &&
      h(
        'div',
        { class: 'sub accepted' },
        `${data.rowWords.accepted}: `,
        h('bdi', {}, text(data.accepted, accepted)),
      ),
  );
}

function stateCell(data: PageData, state: number, since: number): RowElement {
  const name = states[state];
  const day = text(data.days, since);
  return h(
    'td',
    { class: 'state' },
    name && h('span', { class: `state-${name}` }, data.rowWords.state[name]),
    day !== '' && h('div', { class: 'sub' }, `${data.rowWords.since} ${day}`),
  );
}

/** A finding as a row. */
export function findingElement(data: PageData, finding: FindingRow): RowElement {
  const [severity, open, rule, message, at, accepted, state, since] = finding;
  const registry = data.registries[at];
  return h(
    'tr',
    accepted >= 0 ? { class: 'is-accepted' } : {},
    severityCell(data, severity, open),
    registryCell(data, registry),
    whatCell(data, rule, message, accepted),
    data.columns.account &&
      h('td', { class: 'account' }, h('bdi', {}, registry ? text(data.accounts, registry[0]) : '')),
    data.columns.state && stateCell(data, state, since),
  );
}

/** A registry as a row. */
export function registryElement(data: PageData, registry: RegistryRow): RowElement {
  const [account, type, region, name, id, host, place, standing, findings] = registry;
  const { rowWords } = data;
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h('bdi', { class: 'name' }, name || rowWords.noName),
      h('div', { class: 'sub' }, ...join([id && `Id ${id}`, place].filter((fact) => fact !== ''))),
    ),
    h('td', { class: 'type' }, h('bdi', {}, text(data.types, type))),
    data.columns.account && h('td', { class: 'account' }, h('bdi', {}, text(data.accounts, account))),
    h('td', { class: 'region' }, h('bdi', {}, text(data.regions, region))),
    h('td', { class: 'host' }, h('bdi', {}, host)),
    h('td', { class: 'number' }, String(findings)),
    standingCell(data, standing),
  );
}

const standingMarks = ['✖', '✔', '–'];
const standingClasses = ['error', 'ok', 'none'];

function standingCell({ rowWords }: PageData, standing: number): RowElement {
  const words = [rowWords.notCompliant, rowWords.compliant, rowWords.notJudged];
  return h(
    'td',
    { class: 'severity' },
    h(
      'span',
      { class: `mark ${text(standingClasses, standing)}`, 'aria-hidden': 'true' },
      text(standingMarks, standing),
    ),
    ` ${text(words, standing)}`,
  );
}
