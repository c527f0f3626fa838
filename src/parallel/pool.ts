import { Worker } from 'node:worker_threads';
import type { PlainRule } from './rules.js';
import type { BROKEN, Screening } from './screen.js';

/** What comes of a block. */
export type Screened = Screening | typeof BROKEN;

/** What a thread is started with. */
export interface Task {
  readonly file: string;
  readonly rules: readonly PlainRule[];
}

/** Blocks that a thread has at once: the one it works on, and enough others while the first thread writes findings. */
const DEPTH = 4;

/** MiB of a thread's memory for what does not live long: nothing does there, and each thread has its own. */
const YOUNG = 4;

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
  constructor(file: string, size: number, task: Task) {
    this.#threads = Array.from({ length: size }, () => start(file, task));
  }

  /** How many threads there are. */
  get size(): number {
    return this.#threads.length;
  }

  /** Gives a block to the thread that has least to do; undefined when all have enough. */
  offer(index: number): Promise<Screened> | undefined {
    const idle = this.#threads.filter(({ waiting }) => waiting.length < DEPTH);
    const [first] = idle.sort((a, b) => a.waiting.length - b.waiting.length);
    if (!first) return undefined;
    const done = new Promise<Screened>((resolve, reject) => first.waiting.push({ resolve, reject }));
    // Who asks for it may ask late; until then its error is not an unhandled one.
    done.catch(() => {});
    first.worker.postMessage(index);
    return done;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}

function start(file: string, task: Task): Thread {
  const worker = new Worker(file, { workerData: task, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
  const thread: Thread = { worker, waiting: [] };
  worker.on('message', (screened: Screened) => thread.waiting.shift()?.resolve(screened));
  const fail = (error: Error): void => {
    for (const { reject } of thread.waiting.splice(0)) reject(error);
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread has ended before its work')));
  return thread;
}
