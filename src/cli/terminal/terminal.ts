import { fstatSync, statSync, writeSync } from 'node:fs';
import { systemCode } from '../../model/unreadable.js';
import { sanitise } from '../../report/sanitise.js';

/** Standard output or standard error. */
export type Stream = 'stdout' | 'stderr';

const descriptors: Readonly<Record<Stream, 1 | 2>> = { stdout: 1, stderr: 2 };

/** What `node:os` calls so. Loading it takes longer than looking whether a person sees this. */
const devNull = process.platform === 'win32' ? String.raw`\\.\nul` : '/dev/null';

const seen = new Map<Stream, boolean>();

/** Whether a person sees this stream. It does not change while the program runs. */
export function isTerminal(stream: Stream): boolean {
  const known = seen.get(stream) ?? lookAt(stream);
  seen.set(stream, known);
  return known;
}

/**
 * `process.stdout` takes 3 ms to come into being, a twentieth of a whole run, so it is not asked where the descriptor
 * alone shows that it is a file, a pipe or the one that keeps nothing.
 */
function lookAt(stream: Stream): boolean {
  try {
    const status = fstatSync(descriptors[stream]);
    if (!status.isCharacterDevice() || status.rdev === statSync(devNull).rdev) return false;
  } catch {
    // Some consoles have no descriptor that can be looked at.
  }
  return process[stream].isTTY === true;
}

/** Whether to write colour: the flag, else FORCE_COLOR, else NO_COLOR, else whether a terminal shows it. */
export function colourOn(stream: Stream, argv: readonly string[], env: NodeJS.ProcessEnv): boolean {
  const flag = colourFlag(argv);
  if (flag !== undefined) return flag;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env['NO_COLOR']) return false;
  return isTerminal(stream) && env['TERM'] !== 'dumb';
}

/** The last of `--color` and `--no-color`. Looked up before anything is parsed: errors are coloured too. */
function colourFlag(argv: readonly string[]): boolean | undefined {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const last = Math.max(options.lastIndexOf('--color'), options.lastIndexOf('--no-color'));
  return last < 0 ? undefined : options[last] === '--color';
}

/** Columns of the terminal; 80 where there is none. */
export function widthOf(stream: Stream): number {
  return (isTerminal(stream) && process[stream].columns) || 80;
}

/** How long to wait for a reader that is slower than this program. */
const PAUSE_MS = 5;

/** Writes all of a text now. Throws what the system says, EPIPE when nobody reads any more. */
export function writeNow(stream: Stream, text: string): void {
  // A console wants characters, not bytes of an encoding that it may not have.
  if (isTerminal(stream)) process[stream].write(text);
  else writeWhole(descriptors[stream], Buffer.from(text));
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if (systemCode(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

const heard = new Set<Stream>();

/** Tells of the errors of a stream that others write to. Only the first who asks is told. */
export function listenToErrors(stream: Stream, told: (error: unknown) => void): void {
  if (heard.has(stream)) return;
  heard.add(stream);
  process[stream].on('error', told);
}

/** Tells people something beside the output. Nobody listening is no reason to stop. */
export function tell(text: string): void {
  try {
    writeNow('stderr', `${text}\n`);
  } catch {
    // Standard error is closed.
  }
}

/** Tells people, on one line, what they may want to know. Names of files in it are shown and never obeyed. */
export function note(text: string): void {
  tell(`note: ${sanitise(text)}`);
}
