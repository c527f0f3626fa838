import { exitCodes } from '../model/error.js';
import { run } from './program.js';
import { fail } from './terminal/fail.js';
import { tell } from './terminal/terminal.js';

let ended = false;

async function main(): Promise<void> {
  // Until the run has told its exit code, whatever ends the program must not look like a clean one.
  process.exitCode = exitCodes.inventory;
  process.on('uncaughtException', (error) => process.exit(failWith(error)));
  process.on('exit', () => {
    if (!ended && process.exitCode === exitCodes.inventory) tell('error: ended before anything was decided');
  });
  try {
    const exitCode = await run(process.argv.slice(2));
    ended = true;
    process.exitCode = exitCode;
  } catch (error) {
    failWith(error);
  }
}

function failWith(error: unknown): number {
  ended = true;
  const exitCode = fail(error);
  process.exitCode = exitCode;
  return exitCode;
}

void main();
