import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../model/unreadable.js';
import { unwritable } from '../model/unwritable.js';
import { type Difference, encodeRun, isSameFinding, type StoredRun } from './format.js';
import { isTemporary, temporaryName, timeOfRun } from './name.js';
import { applied, type History, miscounted, Reader } from './read.js';
import { type HistoryFinding, type HistoryRun, scopeKey } from './run.js';

/** So many runs build on one another at most: a lost file takes no more with it, and an append reads no more. */
const LONGEST_CHAIN = 30;

/** So many of the last runs are looked at for one to build on. */
const LOOK_BACK = 50;

/** What was not finished is left alone for so long: another run may be writing it. Milliseconds. */
const GIVE_UP_AFTER = 24 * 60 * 60 * 1000;

/**
 * Adds a run to a history, as a file of its own that is never changed again. The folder must be there. It is safe to
 * be ended at any moment and to run beside others: the run is in the history whole, or not at all.
 *
 * @param before the history as it was read for something else, where it was
 * @returns the path of the run's file
 * @throws UsageError when the file cannot be written, or a run that it would build on cannot be read
 */
export function appendRun(folder: string, run: HistoryRun, before?: History): string {
  const findings = byFingerprint(run.findings);
  const { name, text } = encodeRun(run, differenceOf(run, findings, new Reader(folder, before?.runs)));
  clean(folder);
  put(folder, name, text);
  return join(folder, name);
}

/** A finding that was told twice is kept once, as the worse of both. */
function byFingerprint(all: readonly HistoryFinding[]): ReadonlyMap<string, HistoryFinding> {
  const findings = new Map<string, HistoryFinding>();
  for (const finding of all) {
    const known = findings.get(finding.fingerprint);
    if (known === undefined || known.outcome === 'open') findings.set(finding.fingerprint, finding);
  }
  return findings;
}

/** The run against the last one that it can build on, where that is shorter than all of its findings. */
function differenceOf(
  run: HistoryRun,
  findings: ReadonlyMap<string, HistoryFinding>,
  reader: Reader,
): Difference {
  const whole = { set: [...findings.values()], gone: [], total: findings.size };
  const chain = chainFor(run, reader);
  const parent = chain.at(-1);
  if (!parent || chain.length > LONGEST_CHAIN) return whole;
  const before = stateOf(chain, reader.folder);
  const set = whole.set.filter((finding) => !isAsBefore(finding, before.get(finding.fingerprint)));
  const gone = [...before.keys()].filter((fingerprint) => !findings.has(fingerprint));
  const short = (set.length + gone.length) * 2 <= findings.size;
  return short ? { parent: parent.name, set, gone, total: findings.size } : whole;
}

function isAsBefore(finding: HistoryFinding, before: HistoryFinding | undefined): boolean {
  return before !== undefined && isSameFinding(finding, before);
}

/** The run to build on with those that it builds on itself, the oldest first. Empty where there is none. */
function chainFor(run: HistoryRun, reader: Reader): readonly StoredRun[] {
  const chain: StoredRun[] = [];
  for (let next = parentFor(run, reader); next; ) {
    chain.unshift(next);
    if (next.parent === undefined) break;
    const found = reader.names.includes(next.parent) ? reader.read(next.parent) : undefined;
    reader.checkParent(next, found);
    next = found;
  }
  return chain;
}

/**
 * The last run before this one that looked at the same. A run that read every account builds on one that did, too:
 * the findings that were missing from a run in between need not be told again.
 */
function parentFor(run: HistoryRun, reader: Reader): StoredRun | undefined {
  const earlier = reader.names.filter((name) => (timeOfRun(name) ?? '') < run.startedAt);
  for (const name of earlier.slice(-LOOK_BACK).reverse()) {
    const candidate = reader.read(name);
    const { scope, unread } = candidate.facts;
    const fits = run.unread.length > 0 || unread.length === 0;
    if (fits && scopeKey(scope) === scopeKey(run.scope)) return candidate;
  }
  return undefined;
}

/** The findings of the last run of a chain. */
function stateOf(chain: readonly StoredRun[], folder: string): Map<string, HistoryFinding> {
  const findings = new Map<string, HistoryFinding>();
  for (const stored of chain) {
    if (applied(stored, findings).size !== stored.total) throw miscounted(folder, stored);
  }
  return findings;
}

let count = 0;

/**
 * Writes a file beside its place, sees that the disk has it, and only then gives it its name. What has that name
 * already has the same contents, as the name is made of them.
 */
function put(folder: string, name: string, text: string): void {
  const temporary = join(folder, temporaryName(name, `${process.pid}-${count++}`));
  let made = false;
  try {
    const descriptor = openSync(temporary, 'wx');
    made = true;
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, join(folder, name));
  } catch (error) {
    if (made) rmSync(temporary, { force: true });
    throw unwritable(join(folder, name), error, 'The run was not added to the history; its findings stand.');
  }
  keepName(folder);
}

/** Systems that cannot see to it that the disk has a folder say one of these; its names are safe there or never. */
const cannot: ReadonlySet<string | undefined> = new Set([
  'EINVAL',
  'EISDIR',
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EBADF',
]);

/** Sees that the disk has the new name as well. */
function keepName(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!cannot.has(systemCode(error)))
      throw unwritable(folder, error, 'The run may be lost if the power fails.');
  }
}

/** Removes what runs left behind that were ended while they wrote. That it cannot be removed harms nothing. */
function clean(folder: string): void {
  for (const name of readdirSync(folder).filter(isTemporary)) {
    const path = join(folder, name);
    try {
      if (Date.now() - statSync(path).mtimeMs > GIVE_UP_AFTER) rmSync(path);
    } catch {
      // Another run was faster.
    }
  }
}
