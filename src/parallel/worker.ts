/** A thread that screens blocks. Started by pool.ts, as a file of its own. */

import { parentPort, workerData } from 'node:worker_threads';
import { BlockReader } from './blocks.js';
import type { Task } from './pool.js';
import { revive } from './rules.js';
import { Screen, screenBlock } from './screen.js';

async function serve({ file, rules }: Task): Promise<void> {
  const screen = new Screen(await revive(rules));
  const reader = new BlockReader(file);
  parentPort?.on('message', (index: number) => parentPort?.postMessage(screenBlock(reader, index, screen)));
}

void serve(workerData);
