import { Worker } from 'node:worker_threads';
import type { PlainRule } from './rules.js';
import type { BROKEN, Screening } from './screen.js';

/** A block that a thread is done with. */
export interface Screened {
  readonly bytes: Buffer;
  readonly screening: Screening | typeof BROKEN;
}

/** Blocks that a thread has at once: the one it works on, and the next. */
const DEPTH = 2;

/** MiB of a thread's memory for what does not live long: nothing does there, and each thread has its own. */
const YOUNG = 8;

interface Thread {
  readonly worker: Worker;
  /** Whoever waits for a block of this thread, in the order of the blocks. */
  readonly waiting: {
    readonly resolve: (screened: Screened) => void;
    readonly reject: (error: Error) => void;
  }[];
}

/** Threads that screen blocks. */
export class Pool {
  readonly #threads: readonly Thread[];

  /**
   * @param file the bundle of worker.ts
   * @param size how many threads to start
   */
  constructor(file: string, size: number, rules: readonly PlainRule[]) {
    this.#threads = Array.from({ length: size }, () => start(file, rules));
  }

  /** Hands a block to the thread that has least to do; undefined when all have enough. */
  offer(bytes: Buffer): Promise<Screened> | undefined {
    const idle = this.#threads.filter(({ waiting }) => waiting.length < DEPTH);
    const [first] = idle.sort((a, b) => a.waiting.length - b.waiting.length);
    if (!first) return undefined;
    const done = new Promise<Screened>((resolve, reject) => first.waiting.push({ resolve, reject }));
    // Who asks for it may ask late; until then its error is not an unhandled one.
    done.catch(() => {});
    // What is sent is moved, not copied, and a buffer may share its memory with others.
    const block = Uint8Array.from(bytes).buffer;
    first.worker.postMessage(block, [block]);
    return done;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}

function start(file: string, rules: readonly PlainRule[]): Thread {
  const worker = new Worker(file, { workerData: rules, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
  const thread: Thread = { worker, waiting: [] };
  worker.on('message', ({ block, screening }: { block: ArrayBuffer; screening: Screened['screening'] }) =>
    thread.waiting.shift()?.resolve({ bytes: Buffer.from(block), screening }),
  );
  const fail = (error: Error): void => {
    for (const { reject } of thread.waiting.splice(0)) reject(error);
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread has ended before its work')));
  return thread;
}
