import { writeNow } from '../cli/terminal/terminal.js';

/**
 * Lets what others write to `process.stdout` go out at once. `@actions/core` writes commands there; a mask has to
 * be out before what it hides, and what Node opens for a pipe writes later on some systems and is slow to load.
 */
export function writeAtOnce(): void {
  const write = (text: string): true => {
    writeNow('stdout', text);
    return true;
  };
  Object.defineProperty(process, 'stdout', { value: { write }, configurable: true });
}
