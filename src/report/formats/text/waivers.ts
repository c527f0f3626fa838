import type { Messages } from '../../../messages/messages.js';
import type { BaselineComparison } from '../../../model/baseline.js';
import { formatLocation } from '../../../model/location.js';
import type { PolicyFinding } from '../../../model/waiver.js';
import { qualifiedName } from '../../describe/registry.js';
import { describePolicyFinding, describeSelector } from '../../describe/waiver.js';
import type { Palette } from '../../paint.js';
import { sanitise, showProse, showValue } from '../../sanitise.js';
import { hang } from '../../wrap.js';

/** More findings about waivers than these are counted: whoever has more has one cause for them. */
const MOST_FINDINGS = 40;

/** More findings that are no longer there than these are counted: that something was fixed is soon read. */
const MOST_ABSENT = 15;

/** How lines are laid out: the width, and how far messages stand in. */
export interface Layout {
  readonly width: number;
  readonly indent: number;
  readonly paint: Palette;
  /** What stands before a finding of a severity, or one that is open or accepted: a mark and a word. */
  readonly label: (name: string) => string;
}

/** What is wrong with waivers: errors first, each with its place, its selector and its reason. */
export function* waiverLines(
  findings: readonly PolicyFinding[],
  { width, indent, paint, label }: Layout,
  words: Messages,
): Iterable<string> {
  if (findings.length === 0) return;
  yield `\n${paint.bold(words.waivers.aboutWaivers)}`;
  const errorsFirst = findings.toSorted(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  );
  const margin = ' '.repeat(indent);
  for (const finding of errorsFirst.slice(0, MOST_FINDINGS)) {
    const { code, severity, waiver } = finding;
    yield `  ${label(severity)}  ${hang(describePolicyFinding(finding, words), width, indent)}`;
    const place = sanitise(formatLocation(waiver.location));
    const details = [code, place, describeSelector(waiver, words), showProse(waiver.reason)].join(' · ');
    yield `${margin}${paint.dim(hang(details, width, indent))}`;
  }
  const more = findings.length - MOST_FINDINGS;
  if (more > 0) yield `  ${paint.dim(words.waivers.more(more))}`;
}

/** The findings of the baseline that are no longer there. */
export function* absentLines(
  baseline: BaselineComparison | undefined,
  { width, paint }: Layout,
  words: Messages,
): Iterable<string> {
  if (!baseline || baseline.absent === 0) return;
  yield `\n${paint.bold(words.waivers.absentTitle)}`;
  let told = 0;
  for (const entry of baseline.absentEntries()) {
    if (told++ === MOST_ABSENT) break;
    yield `  ${paint.green('✔')} ${hang(`${qualifiedName(entry) || words.page.noName} · ${showValue(entry.rule)}`, width, 4)}`;
  }
  const more = baseline.absent - MOST_ABSENT;
  if (more > 0) yield `  ${paint.dim(words.waivers.more(more))}`;
  yield `  ${paint.dim(hang(words.waivers.rewrite, width, 2))}`;
}
