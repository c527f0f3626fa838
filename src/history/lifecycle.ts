import type { FindingState } from '../model/compliance.js';
import type { Difference } from './format.js';
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
  /** Of one that the last run had, this and `digest` are those of the last run: they are written when it goes. */
  lastSeen: string;
  /** The definition of the rule that last found it. */
  digest: string | undefined;
  /** The number of the period among all of all findings. */
  order: number;
  unchecked: boolean;
}

/**
 * The findings of runs of one scope, told run by run from the oldest. A finding is fixed when a run that looked for
 * it, with the same definition of its rule and at its account, did not find it.
 *
 * What a run has as the one before had it costs nothing, so that a long history takes hardly longer than a short one.
 */
export class Lifecycles {
  /** What the last run had. */
  readonly #standing = new Map<string, Track>();
  /** What it did not have, and what is not known to be fixed. */
  readonly #absent = new Map<string, Track>();
  readonly #fixed = new Map<string, Track>();
  #last: RunFacts | undefined;
  #begun = 0;

  /** Takes the next run, and tells what it brought. */
  next(run: RunFacts, findings: ReadonlyMap<string, HistoryFinding>): Changes {
    const gone = [...this.#standing.keys()].filter((fingerprint) => !findings.has(fingerprint));
    const states = new Map<string, FindingState>();
    for (const finding of findings.values()) states.set(finding.fingerprint, this.#see(finding, run));
    return { states, ...this.#end(run, gone) };
  }

  /**
   * The same for a run of which it is known how it differs from the last one.
   *
   * @returns what it brought; the states are of what differs
   */
  step(run: RunFacts, { set, gone }: Pick<Difference, 'set' | 'gone'>): Changes {
    const states = new Map<string, FindingState>();
    for (const finding of set) states.set(finding.fingerprint, this.#see(finding, run));
    return {
      states,
      ...this.#end(
        run,
        gone.filter((fingerprint) => !states.has(fingerprint)),
      ),
    };
  }

  /** The finding with this fingerprint, where any run had it. */
  get(fingerprint: string): Lifecycle | undefined {
    const standing = this.#standing.get(fingerprint);
    if (standing) return this.#seen(standing);
    return this.#absent.get(fingerprint) ?? this.#fixed.get(fingerprint);
  }

  /** Every finding that any run had. */
  *[Symbol.iterator](): Iterator<Lifecycle> {
    for (const track of this.#standing.values()) this.#seen(track);
    yield* [...this.#standing.values(), ...this.#absent.values()].sort(inOrder);
    yield* this.#fixed.values();
  }

  #see(finding: HistoryFinding, { startedAt }: RunFacts): FindingState {
    const { fingerprint } = finding;
    const standing = this.#standing.get(fingerprint);
    if (standing) {
      standing.finding = finding;
      return 'known';
    }
    const absent = this.#absent.get(fingerprint);
    const before = absent ?? this.#fixed.get(fingerprint);
    const track = before ?? this.#fresh(finding);
    track.finding = finding;
    track.unchecked = false;
    this.#standing.set(fingerprint, track);
    if (absent) {
      this.#absent.delete(fingerprint);
      return 'known';
    }
    this.#fixed.delete(fingerprint);
    track.periods.push({ from: startedAt });
    track.order = this.#begun++;
    return before ? 'reopened' : 'new';
  }

  #fresh(finding: HistoryFinding): Track {
    return { finding, periods: [], lastSeen: '', digest: undefined, order: this.#begun, unchecked: false };
  }

  /** Ends a run of which all findings were seen, and tells what stood before and was not found by it. */
  #end(run: RunFacts, gone: readonly string[]): Omit<Changes, 'states'> {
    for (const fingerprint of gone) {
      const track = this.#standing.get(fingerprint);
      if (!track) continue;
      this.#absent.set(fingerprint, this.#seen(track));
      this.#standing.delete(fingerprint);
    }
    this.#last = run;
    return this.#missing(run);
  }

  /** Writes into what the last run had that it had it. */
  #seen(track: Track): Track {
    track.lastSeen = this.#last?.startedAt ?? '';
    track.digest = this.#last?.rules[track.finding.rule];
    return track;
  }

  #missing(run: RunFacts): Omit<Changes, 'states'> {
    const missing = { fixed: [] as Track[], unchecked: [] as Track[], carried: [] as Track[] };
    const looked = looker(run);
    for (const track of [...this.#absent.values()].sort(inOrder)) {
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
    this.#absent.delete(track.finding.fingerprint);
    this.#fixed.set(track.finding.fingerprint, track);
  }
}

const inOrder = (one: Track, other: Track): number => one.order - other.order;

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
