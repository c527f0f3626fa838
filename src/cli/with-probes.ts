import type { ProbeOptions } from '../inventory/probe/options.js';
import type { Inventory } from '../model/registry.js';

/** The inventory with what probes find, where they are wanted. */
export async function withProbes(
  inventory: Inventory,
  options: ProbeOptions | undefined,
): Promise<Inventory> {
  if (!options) return inventory;
  const { probed } = await import('../inventory/probe/probed.js');
  return probed(inventory, options);
}
