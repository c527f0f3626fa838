/**
 * Shows that rules across registries take time and memory in proportion to the inventory: each kind alone, on
 * inventories that double in size. `expected` declares every tenth registry.
 *
 *   node bench/across.mjs [ROUNDS]
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record, writeInventory } from './inventory.mjs';
import { compare } from './measure.mjs';

const rounds = Number(process.argv[2] ?? 3);
const program = join(import.meta.dirname, '..', 'dist', 'registry-lint.cjs');
const sizes = [25_000, 50_000, 100_000];
const folder = mkdtempSync(join(tmpdir(), 'registry-lint-bench-'));

const rules = {
  'assert alone': () => 'assert: { NetType: VPC }',
  unique: () => 'unique: [DomainName, RegistryHostIp]',
  'count by': () => 'count: { min: 1, max: 1, by: RegistryName }',
  expected: (size) => `expected: [${declared(size).join(', ')}]`,
};

const declared = (size) =>
  Array.from({ length: size / 10 }, (_, at) => `{ RegistryName: ${record(at * 10).RegistryName} }`);

const subjects = sizes.flatMap((size) => {
  const inventory = join(folder, `${size}.jsonl`);
  writeInventory(size, 'ndjson', inventory);
  return Object.entries(rules).map(([name, rule], at) => {
    const policy = join(folder, `${size}-${at}.yaml`);
    writeFileSync(policy, `version: 1\nrules: { r: { ${rule(size)} } }\n`);
    const command = [
      'node',
      program,
      'check',
      '--inventory',
      inventory,
      '--policy',
      policy,
      '--format',
      'json',
    ];
    return { name, size, command };
  });
});

try {
  for (const { name, size, ms, mib } of await compare(subjects, rounds, folder)) {
    console.log(
      `${name.padEnd(24)} ${String(size).padStart(8)} ${ms.toFixed(0).padStart(7)} ms ${mib.toFixed(0).padStart(6)} MiB`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
