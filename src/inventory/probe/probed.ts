import type { Inventory } from '../../model/registry.js';
import type { ProbeOptions } from './options.js';

/**
 * The same registries in the same order, each with what its address really answers: the fields `Probe.…`. They are
 * probed batch by batch, so that memory stays flat. What cannot be seen is absent, with the reason in `unclear`.
 */
export function probed(inventory: Inventory, options: ProbeOptions = {}): Inventory {
  const { now = new Date() } = options;
  return {
    ...inventory,
    async *batches() {
      const { Prober } = await import('./prober.js');
      const { withFacts } = await import('./facts.js');
      const prober = new Prober(options);
      for await (const batch of inventory.batches()) {
        const facts = await prober.probe(batch);
        yield batch.map((registry, index) => {
          const found = facts[index];
          return found === undefined ? registry : withFacts(registry, found, now);
        });
      }
    },
  };
}
