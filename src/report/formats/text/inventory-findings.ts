import type { Messages } from '../../../messages/messages.js';
import { type InventoryFinding, policyLocation } from '../../../model/across.js';
import { formatLocation } from '../../../model/location.js';
import { headingDetails, registryName, subjectName } from '../../describe/registry.js';
import { describeResult } from '../../describe/result.js';
import { describeSuppression } from '../../describe/waiver.js';
import { rank } from '../../rank.js';
import { sanitise, showValue } from '../../sanitise.js';
import { hang } from '../../wrap.js';
import type { Layout } from './waivers.js';

/** More findings than these are counted: whoever has more has one cause for them. */
const MOST = 40;

/** What is known of the inventory only once it has been read whole, worst first. */
export function* inventoryLines(
  findings: readonly InventoryFinding[],
  layout: Layout,
  words: Messages,
): Iterable<string> {
  if (findings.length === 0) return;
  const { paint } = layout;
  yield `\n${paint.bold(words.across.aboutAll)}`;
  const worstFirst = findings.toSorted((a, b) => rank(a) - rank(b));
  for (const finding of worstFirst.slice(0, MOST)) {
    yield* finding.suppression ? accepted(finding, layout, words) : counting(finding, layout, words);
  }
  const more = findings.length - MOST;
  if (more > 0) yield `  ${paint.dim(words.across.more(more))}`;
}

function* counting(finding: InventoryFinding, layout: Layout, words: Messages): Iterable<string> {
  const { rule, outcome, registry } = finding;
  const { width, indent, paint, label } = layout;
  const { message, evidence } = describeResult(finding, words, true);
  const isOpen = outcome === 'open';
  const text = registry ? `${registryName(registry, words)}: ${message}` : message;
  yield `  ${label(isOpen ? outcome : rule.severity)}  ${hang(text, width, indent)}`;
  const id = showValue(rule.id);
  const severity = isOpen ? ` (${words.page.severity[rule.severity]})` : '';
  const details = [id + severity, ...(isOpen ? [] : evidence), placeOf(finding)].filter(Boolean);
  const shown = hang(details.join(' · '), width, indent);
  yield ' '.repeat(indent) + id + paint.dim(shown.slice(id.length));
}

function* accepted(finding: InventoryFinding, layout: Layout, words: Messages): Iterable<string> {
  const { rule, suppression } = finding;
  const { width, indent, paint, label } = layout;
  const isWaived = suppression?.kind === 'waiver';
  const about = [showValue(rule.id), subjectName(finding, words)];
  const parts = isWaived ? [...about, describeSuppression(suppression, words)] : about;
  yield `  ${label(isWaived ? 'waived' : 'known')}  ${paint.dim(hang(parts.join(' · '), width, indent))}`;
}

/** Where the registry is, else where the policy speaks of it. */
function placeOf(finding: InventoryFinding): string {
  if (finding.registry) return headingDetails(finding.registry);
  const at = policyLocation(finding);
  return at ? sanitise(formatLocation(at)) : '';
}
