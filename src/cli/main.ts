import { exitCodes } from '../model/error.js';
import { run } from './program.js';
import { tell } from './terminal/terminal.js';

let ended = false;

async function main(): Promise<void> {
  // Until the run has told its exit code, whatever ends the program must not look like a clean one.
  process.exitCode = exitCodes.inventory;
  process.on('uncaughtException', (error) => void failWith(error).then((code) => process.exit(code)));
  process.on('exit', () => {
    if (!ended && process.exitCode === exitCodes.inventory) tell('error: ended before anything was decided');
  });
  try {
    const exitCode = await run(process.argv.slice(2));
    ended = true;
    process.exitCode = exitCode;
  } catch (error) {
    await failWith(error);
  }
}

async function failWith(error: unknown): Promise<number> {
  const { fail } = await import('./terminal/fail.js');
  ended = true;
  process.exitCode = fail(error);
  return process.exitCode;
}

void main();
