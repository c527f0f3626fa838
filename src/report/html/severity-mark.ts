import type { Severity } from '../../model/severity.js';
import { html, type Markup } from './markup.js';

/** What has a sign: `none` for what nothing is known of. */
type Mark = Severity | 'open' | 'ok' | 'none';

const marks: Readonly<Record<Mark, string>> = {
  error: '✖',
  warning: '▲',
  note: '●',
  open: '?',
  ok: '✔',
  none: '–',
};

/** The sign of a severity, as the rows have it. The word stands beside it. */
export function mark(kind: Mark): Markup {
  return html`<span class="mark ${kind}" aria-hidden="true">${marks[kind]}</span>`;
}
