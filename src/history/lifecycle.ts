import type { FindingState } from '../model/compliance.js';
import type { HistoryFinding, RunFacts } from './run.js';

/** A time in which a finding stood. Both are times of runs, ISO 8601, UTC. */
export interface Period {
  readonly from: string;
  /** When it was found to be fixed; absent while it stands, or is not known to be fixed. */
  to?: string;
}

/** When a finding was first seen, fixed, and back again. */
export interface Lifecycle {
  /** As it was last seen. */
  readonly finding: HistoryFinding;
  /** Oldest first, and never empty: the second begins when it was back. */
  readonly periods: readonly Period[];
  /** When the last run began that had it. Where it stands and a later run did not look for it, nothing newer is known. */
  readonly lastSeen: string;
}

/** What a run brought. */
export interface Changes {
  /** By fingerprint, for every finding of the run. */
  readonly states: ReadonlyMap<string, FindingState>;
  readonly fixed: readonly Lifecycle[];
  /** Gone with its rule, with the rule's old definition or with its account: not seen, and not fixed. */
  readonly unchecked: readonly Lifecycle[];
  /** Last known findings of accounts that could not be read. */
  readonly carried: readonly Lifecycle[];
}

/** What is kept of a finding while runs go by. */
interface Track {
  finding: HistoryFinding;
  readonly periods: Period[];
  lastSeen: string;
  /** The definition of the rule that last found it. */
  digest: string | undefined;
  /** The number of the run that last found it. */
  seen: number;
  unchecked: boolean;
}

/**
 * The findings of runs of one scope, told run by run from the oldest. A finding is fixed when a run that looked for
 * it, with the same definition of its rule and at its account, did not find it.
 */
export class Lifecycles {
  readonly #open = new Map<string, Track>();
  readonly #fixed = new Map<string, Track>();
  #runs = 0;

  /** Takes the next run, and tells what it brought. */
  next(run: RunFacts, findings: ReadonlyMap<string, HistoryFinding>): Changes {
    const number = ++this.#runs;
    const states = new Map<string, FindingState>();
    for (const finding of findings.values()) {
      states.set(finding.fingerprint, this.#see(finding, run, number));
    }
    return { states, ...this.#missing(run, number) };
  }

  /** The finding with this fingerprint, where any run had it. */
  get(fingerprint: string): Lifecycle | undefined {
    return this.#open.get(fingerprint) ?? this.#fixed.get(fingerprint);
  }

  /** Every finding that any run had. */
  *[Symbol.iterator](): Iterator<Lifecycle> {
    yield* this.#open.values();
    yield* this.#fixed.values();
  }

  #see(finding: HistoryFinding, { startedAt, rules }: RunFacts, seen: number): FindingState {
    const { fingerprint, rule } = finding;
    const standing = this.#open.get(fingerprint);
    const before = standing ?? this.#fixed.get(fingerprint);
    const lastSeen = startedAt;
    const digest = rules[rule];
    if (before) {
      // Field by field: this is done for every finding of every run.
      before.finding = finding;
      before.lastSeen = lastSeen;
      before.digest = digest;
      before.seen = seen;
      before.unchecked = false;
      if (standing) return 'known';
      this.#fixed.delete(fingerprint);
    }
    const track = before ?? { finding, periods: [], lastSeen, digest, seen, unchecked: false };
    track.periods.push({ from: startedAt });
    this.#open.set(fingerprint, track);
    return before ? 'reopened' : 'new';
  }

  /** What stood before this run and was not found by it. */
  #missing(run: RunFacts, number: number): Omit<Changes, 'states'> {
    const missing = { fixed: [] as Track[], unchecked: [] as Track[], carried: [] as Track[] };
    const looked = looker(run);
    for (const track of this.#open.values()) {
      if (track.seen === number) continue;
      const why = looked(track);
      if (why === 'unchecked' && track.unchecked) continue;
      missing[why].push(track);
      track.unchecked = why === 'unchecked';
      if (why === 'fixed') this.#close(track, run.startedAt);
    }
    return missing;
  }

  #close(track: Track, at: string): void {
    const last = track.periods.at(-1);
    if (last) last.to = at;
    this.#open.delete(track.finding.fingerprint);
    this.#fixed.set(track.finding.fingerprint, track);
  }
}

/** Tells why a run did not find what stood before. */
function looker({ accounts, unread, rules }: RunFacts): (track: Track) => keyof Omit<Changes, 'states'> {
  const seen = new Set(accounts);
  const unseen = new Set(unread);
  return ({ finding: { account, rule }, digest }) => {
    if (account === undefined ? unseen.size > 0 : unseen.has(account)) return 'carried';
    const checked = Object.hasOwn(rules, rule) && rules[rule] === digest;
    return checked && (account === undefined || seen.has(account)) ? 'fixed' : 'unchecked';
  };
}
