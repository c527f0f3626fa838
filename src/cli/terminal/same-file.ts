import { fstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../../model/error.js';
import type { Policy } from '../../model/rule.js';

/** Files that a run reads: what they are to it → their paths; `-` is standard input. */
export type Reads = Readonly<Record<string, readonly string[]>>;

/** What a run reads, from what it was told and the policy that this came to. */
export function readsOf(
  told: {
    readonly inventory?: string | undefined;
    readonly waivers?: readonly string[];
    readonly baseline?: string | undefined;
  },
  policy?: Policy,
): Reads {
  return {
    'the inventory': listed(told.inventory),
    'a file of the policy': policy?.files ?? [],
    'a file of the floor': policy?.floor?.files ?? [],
    'a file of waivers': told.waivers ?? [],
    'the baseline': listed(told.baseline),
  };
}

const listed = (path: string | undefined): readonly string[] => (path === undefined ? [] : [path]);

/**
 * Refuses to write two reports into one file, whatever links lead there: the later would take the place of the
 * earlier.
 *
 * @param onStandardOutput whether something is written there, too
 * @throws UsageError
 */
export function refuseSameFile(outputs: readonly string[], onStandardOutput: boolean): void {
  const seen = new Set(onStandardOutput && outputs.length > 0 ? standardOutput() : []);
  for (const output of outputs) {
    const identity = identityOf(output);
    if (seen.has(identity)) throw sameFile(output);
    seen.add(identity);
  }
}

/**
 * Refuses to write over what is read: a misplaced name would cost the user the inventory or the policy.
 *
 * @throws UsageError
 */
export function refuseOverwriting(outputs: readonly string[], reads: Reads): void {
  if (outputs.length === 0) return;
  const known = new Map(
    Object.entries(reads).flatMap(([what, paths]) => paths.flatMap((path) => fileRead(path, what))),
  );
  for (const output of outputs) {
    const what = known.get(identityOf(output));
    if (what !== undefined) throw overwriting(output, what);
  }
}

/** A pipe or a terminal is not overwritten: it may be written to and read from. */
function fileRead(path: string, what: string): readonly (readonly [string, string])[] {
  const stats = path === '-' ? fstatSync(0) : statsOf(path);
  return stats?.isFile() ? [[numbers(stats), what]] : [];
}

/** What tells a file from all others: its numbers, or where it will stand. */
function identityOf(path: string): string {
  const stats = statsOf(path);
  if (stats) return numbers(stats);
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    // That there is no such folder is told when the file is opened.
    return resolve(path);
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function standardOutput(): readonly string[] {
  try {
    return [numbers(fstatSync(1))];
  } catch {
    // Some consoles have no descriptor that can be looked at.
    return [];
  }
}

const numbers = ({ dev, ino }: Stats): string => `${dev}:${ino}`;

function sameFile(output: string): UsageError {
  return new UsageError({
    code: 'same-output',
    message: `two reports would go to ${output}`,
    hint: 'Give each report a file of its own.',
  });
}

function overwriting(output: string, what: string): UsageError {
  return new UsageError({
    code: 'output-is-input',
    message: `${output} is ${what}, and the output would take its place`,
    hint: 'Give the output another name.',
  });
}
