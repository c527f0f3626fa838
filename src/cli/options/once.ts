import type { Command, Option } from 'commander';
import { UsageError } from '../../model/error.js';

const repeatable = new WeakSet<Option>();

/** Notes that an option may be given several times, each time with a value that counts. */
export function severalTimes(option: Option): Option {
  repeatable.add(option);
  return option;
}

/**
 * Lets a command and those below it refuse a second value where one counts. commander would take the last in
 * silence, and of two inventories only one would have been checked.
 */
export function refuseRepeated(command: Command): void {
  for (const option of command.options) if (option.required && !repeatable.has(option)) once(command, option);
  for (const one of command.commands) refuseRepeated(one);
}

function once(command: Command, option: Option): void {
  let given = false;
  command.on(`option:${option.name()}`, () => {
    if (given) throw repeated(option);
    given = true;
  });
}

function repeated({ long }: Option): UsageError {
  return new UsageError({
    code: 'repeated-option',
    message: `${long} is given twice, and only one value of it can count`,
    hint: 'Leave one of the two out.',
  });
}
