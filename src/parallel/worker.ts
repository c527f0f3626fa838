/** A thread that screens blocks. Started by pool.ts, as a file of its own. */

import { parentPort, workerData } from 'node:worker_threads';
import { type PlainRule, revive } from './rules.js';
import { Screen } from './screen.js';

async function serve(rules: readonly PlainRule[]): Promise<void> {
  const screen = new Screen(await revive(rules));
  parentPort?.on('message', (block: ArrayBuffer) => {
    const screening = screen.screen(Buffer.from(block));
    parentPort?.postMessage({ block, screening }, [block]);
  });
}

void serve(workerData);
