import type { Severity } from '../../../model/severity.js';
import { html, type Markup } from './markup.js';

const marks: Readonly<Record<Severity | 'open' | 'ok', string>> = {
  error: '✖',
  warning: '▲',
  note: '●',
  open: '?',
  ok: '✔',
};

/** The sign of a severity, as the rows have it. The word stands beside it. */
export function mark(kind: Severity | 'open' | 'ok'): Markup {
  return html`<span class="mark ${kind}" aria-hidden="true">${marks[kind]}</span>`;
}
