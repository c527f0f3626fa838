/**
 * Compares verdicts with those of the independent evaluator in test/verdicts:
 *
 *   npm run verdicts -- --count 100000 --seed 1
 *
 * It runs what is in src, bundled into a temporary folder.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
if (!(count > 0) || !Number.isSafeInteger(seed)) {
  console.error('--count must be a positive number, and --seed a whole one');
  process.exit(2);
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const directory = mkdtempSync(join(tmpdir(), 'registry-lint-verdicts-'));
try {
  const build = await rolldown({
    cwd: root,
    input: 'test/verdicts/main.ts',
    platform: 'node',
    logLevel: 'warn',
    transform: { target: 'node20' },
  });
  await build.write({
    dir: directory,
    format: 'es',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
  });
  await build.close();
  const { main } = await import(pathToFileURL(join(directory, 'main.mjs')).href);
  process.exitCode = await main(count, seed);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
