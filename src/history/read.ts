import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode, whyUnreadable } from '../model/unreadable.js';
import { badRun, missingRun, unreadableHistory } from './errors.js';
import { decodeRun, FormatError, type KnownFindings, type StoredRun } from './format.js';
import { claimsToBeRun, timeOfRun } from './name.js';
import { type HistoryFinding, type RunFacts, type Scope, scopeKey } from './run.js';

/** Bytes of a run's file; what is larger was not written by this program. */
const LARGEST = 256 * 1024 * 1024;

/** Every run of a folder, checked. */
export interface History {
  readonly folder: string;
  /** Oldest first. */
  readonly runs: readonly StoredRun[];
}

/** A run with all of its findings. */
export interface RunState {
  readonly name: string;
  readonly run: RunFacts;
  /** As its file has it. */
  readonly stored: StoredRun;
  /** By fingerprint. Changes when the next run is asked for. */
  readonly findings: ReadonlyMap<string, HistoryFinding>;
}

/**
 * Reads a history. Files that are not runs are left alone.
 *
 * @throws UsageError when there is no such folder, and when any run is not as it was written or lacks one that it
 * builds on: what is missing must not look as if it had been fixed
 */
export function readHistory(folder: string): History {
  const reader = new Reader(folder);
  const runs = reader.names.map((name) => reader.read(name));
  const known = new Map<string, StoredRun>();
  for (const run of runs) {
    reader.checkParent(run, run.parent === undefined ? undefined : known.get(run.parent));
    known.set(run.name, run);
  }
  return { folder, runs };
}

/** Reads single runs of a folder. */
export class Reader {
  readonly folder: string;
  /** The files of all runs, oldest first. */
  readonly names: readonly string[];
  readonly #known: KnownFindings = new Map();
  readonly #runs: Map<string, StoredRun>;

  /**
   * @param runs what was read of the folder before, and is not read again: the file of a run never changes
   * @throws UsageError when the folder cannot be listed, or holds what wants to be a run and cannot be one
   */
  constructor(folder: string, runs: readonly StoredRun[] = []) {
    this.folder = folder;
    this.#runs = new Map(runs.map((run) => [run.name, run]));
    try {
      this.names = readdirSync(folder).filter(claimsToBeRun).sort();
    } catch (error) {
      throw unreadableHistory(folder, error);
    }
    const strange = this.names.find((name) => timeOfRun(name) === undefined);
    if (strange !== undefined) throw badRun(join(folder, strange), 'has not the name of a run');
  }

  /** @throws UsageError when the run is not as it was written */
  read(name: string): StoredRun {
    return this.#runs.get(name) ?? this.#decoded(name);
  }

  #decoded(name: string): StoredRun {
    const path = join(this.folder, name);
    try {
      const { size } = checkedFile(path);
      if (size > LARGEST) throw new FormatError('is too large for a run');
      return decodeRun(name, readFileSync(path, 'utf8'), this.#known);
    } catch (error) {
      if (error instanceof FormatError) throw badRun(path, error.message);
      if (systemCode(error) === undefined) throw error;
      throw badRun(path, `cannot be read: ${whyUnreadable(error)}`, 'Check the file and its permissions.');
    }
  }

  /** @throws UsageError when a run builds on another that is not there or cannot be what it builds on */
  checkParent({ name, parent, facts }: StoredRun, found: StoredRun | undefined): void {
    if (parent === undefined) return;
    if (!found) throw missingRun(join(this.folder, name), parent);
    if (scopeKey(found.facts.scope) === scopeKey(facts.scope)) return;
    throw badRun(join(this.folder, name), `builds on ${parent}, which looked at something else`);
  }
}

/** A link could lead anywhere, and a pipe would never end. */
function checkedFile(path: string): { readonly size: number } {
  const found = lstatSync(path);
  if (!found.isFile()) throw new FormatError('is not a plain file');
  return found;
}

/**
 * The runs of a scope with their findings, oldest first. Keeps the findings of no more runs than others still
 * build on.
 *
 * @throws UsageError when a run does not come to as many findings as it says
 */
export function* statesOf({ folder, runs }: History, scope: Scope): Iterable<RunState> {
  const wanted = runs.filter(({ facts }) => scopeKey(facts.scope) === scopeKey(scope));
  const waiting = new Map<string, number>();
  for (const { parent } of wanted)
    if (parent !== undefined) waiting.set(parent, (waiting.get(parent) ?? 0) + 1);
  const states = new Map<string, Map<string, HistoryFinding>>();
  for (const run of wanted) {
    const findings = applied(run, baseOf(run, states, waiting));
    if (findings.size !== run.total) throw miscounted(folder, run);
    if (waiting.has(run.name)) states.set(run.name, findings);
    yield { name: run.name, run: run.facts, stored: run, findings };
  }
}

/** The findings that a run builds on, its own to change: the last run that needs them takes them. */
function baseOf(
  { parent }: StoredRun,
  states: Map<string, Map<string, HistoryFinding>>,
  waiting: Map<string, number>,
): Map<string, HistoryFinding> {
  const base = parent === undefined ? undefined : states.get(parent);
  if (parent === undefined || !base) return new Map();
  const others = (waiting.get(parent) ?? 0) - 1;
  waiting.set(parent, others);
  if (others > 0) return new Map(base);
  states.delete(parent);
  return base;
}

/** Puts a run's difference on the findings that it builds on. */
export function applied(
  { set, gone }: StoredRun,
  findings: Map<string, HistoryFinding>,
): Map<string, HistoryFinding> {
  for (const fingerprint of gone) findings.delete(fingerprint);
  for (const finding of set) findings.set(finding.fingerprint, finding);
  return findings;
}

/** That a run has not as many findings as it says. */
export function miscounted(folder: string, { name }: StoredRun): Error {
  return badRun(join(folder, name), 'does not come to as many findings as it says');
}
