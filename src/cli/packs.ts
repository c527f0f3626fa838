import type { SeveritySetting } from '../model/severity.js';
import { builtinPacks } from '../policy/builtin.js';

/** The severity of every rule in a pack, what it extends included. */
export function severitiesOf(pack: string): ReadonlyMap<string, SeveritySetting> {
  const file = builtinPacks.get(pack);
  if (!file) throw new TypeError(`no pack ${pack}`);
  const inherited = (file.extends ?? []).flatMap((base) => [...severitiesOf(base)]);
  return new Map([...inherited, ...Object.entries(file.rules)]);
}

/** The packs that a rule is in, each with the severity that it has there. */
export function packsOf(rule: string): Readonly<Record<string, SeveritySetting>> {
  const found: Record<string, SeveritySetting> = {};
  for (const pack of builtinPacks.keys()) {
    const severity = severitiesOf(pack).get(rule);
    if (severity !== undefined) found[pack] = severity;
  }
  return found;
}
