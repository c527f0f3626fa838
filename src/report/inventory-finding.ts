import type { Messages } from '../messages/messages.js';
import type { InventoryFinding } from '../model/across.js';
import { type Description, describeReasons, registryName } from './describe/result.js';
import { shorten, showValue } from './sanitise.js';

/** A finding about the inventory in words. All of it is harmless to print. */
export function describeInventoryFinding(
  finding: InventoryFinding,
  words: Messages,
  brief = false,
): Description {
  const { registry, subject } = finding;
  return describeReasons(finding, registry ?? { index: -1, ...subject }, words, brief);
}

/** What it is about: the name of a registry, a group, a declaration, or else the inventory as a whole. */
export function subjectName({ subject, registry }: InventoryFinding, words: Messages): string {
  if (registry) return registryName(registry, words);
  const parts = Object.entries(subject).map(([field, value]) =>
    words.across.valued(field, showValue(String(value))),
  );
  return parts.length === 0 ? words.across.whole : shorten(words.result.list(parts), 200);
}
