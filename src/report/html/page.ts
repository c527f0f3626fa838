import type { Messages } from '../../messages/messages.js';
import type { ComplianceReport } from '../../model/compliance.js';
import type { Write } from '../format.js';
import { type Context, contextOf } from './context.js';
import { embeddedJson, pageData } from './data.js';
import { script, scriptHash, style, styleHash } from './generated/assets.js';
import { html, Markup } from './markup.js';
import { accepted } from './sections/accepted.js';
import { changes } from './sections/changes.js';
import { controls } from './sections/controls.js';
import { findings, registries } from './sections/findings.js';
import { groups } from './sections/groups.js';
import { banners, header } from './sections/header.js';
import { notices } from './sections/notices.js';
import { overview } from './sections/overview.js';
import { priorities } from './sections/priorities.js';
import { rules } from './sections/rules.js';
import { dayOf } from './text.js';

/** Nothing is loaded, nothing is sent, and nothing runs but the one script and the one style that are built in. */
const policy = [
  "default-src 'none'",
  `script-src '${scriptHash}'`,
  `style-src '${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Writes a compliance report as one HTML page that holds all it needs. It is written part by part.
 *
 * @param write takes the next piece of the page; to be stored as UTF-8
 */
export function writePage(report: ComplianceReport, messages: Messages, write: Write): void {
  const data = pageData(report, messages);
  const context = contextOf(report, data, messages);
  write(`${head(context)}`);
  for (const part of parts) write(`${part(context) ?? ''}\n`);
  write(`${foot(context)}<script type="application/json" id="data">`);
  write(embeddedJson(data));
  write(`</script>\n<script>${script}</script>\n</body>\n</html>\n`);
}

/** What the page consists of, in the order of its reader's questions. */
const parts: readonly ((context: Context) => Markup | undefined)[] = [
  header,
  navigation,
  () => html`<main id="content" class="wide" tabindex="-1">`,
  banners,
  overview,
  priorities,
  changes,
  accepted,
  controls,
  groups,
  findings,
  registries,
  rules,
  notices,
  () => html`</main>`,
];

function head({ report, words }: Context): Markup {
  return html`<!DOCTYPE html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${words.title} ${dayOf(report.startedAt)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
`;
}

function navigation({ report, words }: Context): Markup {
  const all = Object.entries(words.sections).filter(([id]) => id !== 'notices' || report.notices.length > 0);
  return html`<nav class="sections" aria-label="${words.sectionList}"><ul class="wide">${all.map(
    ([id, title]) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav>`;
}

function foot({ report, words }: Context): Markup {
  return html`<footer class="wide"><p>${words.footer(`${report.tool.name} ${report.tool.version}`)}</p></footer>
`;
}
