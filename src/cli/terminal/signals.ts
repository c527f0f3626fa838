import { statSync } from 'node:fs';
import type { RecordSource } from '../../inventory/source.js';

/** The numbers that shells add to 128 for a program ended by a signal. */
const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

type Signal = keyof typeof numbers;

const listeners = new Map<Signal, () => void>();

/** Lets a signal end the program in good order: what `clean` does, and what listens for the exit. */
export function endOnSignals(clean: () => void): void {
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    listeners.set(signal, () => {
      clean();
      end(signal);
    });
  }
  listen();
}

function listen(): void {
  for (const [signal, listener] of listeners) process.once(signal, listener);
}

/** From here on the system ends the program at once, as it does with programs that do not listen. */
function stopListening(): void {
  for (const [signal, listener] of listeners) process.removeListener(signal, listener);
}

/**
 * Node waits at its exit for every read that is under way, and that of a pipe to which nobody writes has no end.
 * Then the signal itself ends the program, once everything else has been done.
 */
function end(signal: Signal): void {
  if (process.getActiveResourcesInfo().includes('FSReqCallback')) {
    process.once('exit', () => {
      stopListening();
      process.kill(process.pid, signal);
    });
  }
  process.exit(128 + numbers[signal]);
}

/**
 * The source, if it is not a named pipe. Opening one of those waits until somebody writes to it, and nothing of
 * this program can run meanwhile: so until the first records are there, signals are left to the system.
 */
export function interruptible(source: RecordSource, file: string): RecordSource {
  if (!isNamedPipe(file)) return source;
  return {
    origin: source.origin,
    async *batches() {
      const batches = source.batches()[Symbol.asyncIterator]();
      try {
        stopListening();
        let next = await batches.next();
        listen();
        for (; next.done !== true; next = await batches.next()) yield next.value;
      } finally {
        await batches.return?.();
      }
    },
  };
}

function isNamedPipe(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFIFO() === true;
  } catch {
    return false;
  }
}
