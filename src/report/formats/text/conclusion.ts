import type { Messages } from '../../../messages/messages.js';
import { hasFindings, judgedNothing } from '../../../model/gate.js';
import type { NoticeCount, Summary } from '../../../model/result.js';
import type { FailOn } from '../../../model/severity.js';
import { aboutAccounts, unreadInAll } from '../../describe/accounts.js';
import { registryName } from '../../describe/registry.js';
import { openResults } from '../../describe/verdict.js';
import type { Paint, Palette } from '../../paint.js';
import { showValue } from '../../sanitise.js';
import { columns, hang, wrap } from '../../wrap.js';

/** Names of unknown fields are the inventory's to choose, so there can be any number of notices. */
export const MOST_NOTICES = 15;

/** The oddities of the inventory, each kind once with how often and where first. */
export function* noticeLines(
  notices: readonly NoticeCount[],
  width: number,
  words: Messages,
  paint: Palette,
): Iterable<string> {
  if (notices.length === 0) return;
  const { page } = words;
  yield `\n${paint.bold(page.aboutInventory)}`;
  const shown = notices.slice(0, MOST_NOTICES);
  const wide = Math.max(...shown.map(({ count }) => page.times(count).length));
  for (const notice of shown) {
    const { count, first } = notice;
    const where = first ? ` (${page.firstIn(registryName(first, words))})` : '';
    const times = page.times(count).padStart(wide);
    yield `  ${paint.dim(times)} ${hang(showValue(words.notice(notice)) + where, width, wide + 3)}`;
  }
  const more = notices.length - shown.length;
  if (more > 0) yield `  ${paint.dim(page.moreNotices(more))}`;
}

/** What decides the gate, and what was checked with what result, in a few words. */
export interface Judgement {
  readonly failOn: FailOn;
  readonly failOnOpen: boolean;
  readonly checked: readonly string[];
}

/** The last lines: what was checked, what was found, and whether the gate closes. */
export function* conclusion(
  summary: Summary,
  gate: Judgement,
  width: number,
  words: Messages,
  paint: Palette,
): Iterable<string> {
  const { page, accounts } = words;
  yield '';
  if (summary.registries === 0) {
    yield paint.loud(`! ${page.nothingChecked}`);
    if (passesEmpty(summary)) yield* wrap(page.whyNothing, width - 2).map((line) => `  ${line}`);
  }
  // That something is missing is found in an empty inventory, too.
  if (summary.registries > 0 || hasFindings(summary)) {
    yield paint.bold(hang([...gate.checked, ...aboutAccounts(summary, words)].join(' · '), width, 2));
    if (summary.registries > 0 && judgedNothing(summary)) yield paint.loud(`! ${page.nothingApplied}`);
    yield* tally(summary, width, words, paint);
    yield* comparison(summary, width, words);
  }
  if (summary.unread?.length) {
    const word = accounts.notWhole;
    const text = hang(`${word}  ${unreadInAll(summary, words)}`, width, 2);
    yield paint.red(paint.bold(word)) + text.slice(word.length);
    return;
  }
  const open = openResults(summary.counts);
  const empty = judgedNothing(summary);
  const word = summary.failed ? page.failed : empty ? page.passedEmpty : page.passed;
  // Nothing was held to the threshold, so there is nothing to say of it.
  const why =
    empty && !summary.failed ? '' : `  ${page.verdict(summary.failed, gate.failOn, gate.failOnOpen, open)}`;
  const verdict = hang(word + why, width, 2);
  const mark = summary.failed ? paint.red : empty ? paint.yellow : paint.green;
  yield mark(paint.bold(word)) + verdict.slice(word.length);
}

/** Whether the run passes though there was nothing to check. */
const passesEmpty = (summary: Summary): boolean => !isCut(summary) && !summary.failed;

/** Whether the run did not see all accounts. */
const isCut = ({ unread, shard }: Summary): boolean => (unread?.length ?? 0) > 0 || shard !== undefined;

/** How the run compares to its baseline. */
function* comparison({ baseline }: Summary, width: number, { waivers }: Messages): Iterable<string> {
  if (!baseline) return;
  const { file, absent, unchanged } = baseline;
  yield hang(waivers.comparison(showValue(file), baseline.new, unchanged, absent), width, 2);
}

/** `✖ 3 errors  ▲ 2 warnings  ● 0 notes  ? 1 open  ✔ 40 passed`, coloured where there is something. */
function* tally(summary: Summary, width: number, words: Messages, paint: Palette): Iterable<string> {
  const { page, waivers } = words;
  const { error, warning, note } = summary.counts;
  const { waiver, baseline } = summary.suppressed;
  const open = openResults(summary.counts);
  const parts: [number, Paint, string][] = [
    [error.fail, paint.red, `✖ ${page.counts('error', error)}`],
    [warning.fail, paint.yellow, `▲ ${page.counts('warning', warning)}`],
    [note.fail, paint.blue, `● ${page.counts('note', note)}`],
    [open, paint.magenta, `? ${page.openCount(open)}`],
    [summary.passed, paint.green, `✔ ${page.passedCount(summary.passed)}`],
  ];
  if (waiver > 0) parts.push([waiver, paint.dim, `○ ${waivers.waivedCount(waiver)}`]);
  if (baseline > 0) parts.push([baseline, paint.dim, `○ ${waivers.knownCount(baseline)}`]);
  let line = '';
  let used = 0;
  for (const [count, colour, text] of parts) {
    const more = columns(text) + 2;
    if (used > 0 && used + more > width + 2) {
      yield line;
      line = '';
      used = 0;
    }
    line += `${used > 0 ? '  ' : ''}${(count === 0 ? paint.dim : colour)(text)}`;
    used += more;
  }
  yield line;
}
