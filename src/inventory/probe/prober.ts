import type { Registry } from '../../model/registry.js';
import { AddressGuard } from './addresses.js';
import { Clock } from './connection.js';
import { allUnseen, type ProbeFacts } from './facts.js';
import { observe } from './observe.js';
import { type ProbeOptions, probeDefaults } from './options.js';
import { addressesOf, systemLookup } from './resolve.js';
import { type Target, targetOf } from './target.js';

/** Probes registries, several at a time, and each target once. */
export class Prober {
  readonly #options: ProbeOptions;
  readonly #guard: AddressGuard;
  readonly #known = new Map<string, Promise<ProbeFacts>>();
  #clock: Clock | undefined;
  #probed = 0;

  constructor(options: ProbeOptions) {
    this.#options = options;
    this.#guard = new AddressGuard(options.allow);
  }

  /** What was found of each registry, in their order. Never throws: what cannot be seen is a fact as well. */
  async probe(registries: readonly Registry[]): Promise<readonly ProbeFacts[]> {
    this.#clock ??= new Clock(this.#options.deadlineMs ?? probeDefaults.deadlineMs);
    const found: ProbeFacts[] = new Array(registries.length);
    const waiting = registries.entries();
    const work = async (): Promise<void> => {
      for (const [index, registry] of waiting) {
        found[index] = await this.#one(registry, this.#clock ?? new Clock(0));
        this.#options.onProgress?.(++this.#probed);
      }
    };
    const workers = Math.max(1, this.#options.concurrency ?? probeDefaults.concurrency);
    await Promise.all(Array.from({ length: Math.min(workers, registries.length) }, work));
    return found;
  }

  #one(registry: Registry, clock: Clock): Promise<ProbeFacts> | ProbeFacts {
    const target = targetOf(registry);
    if (target === undefined) return allUnseen('no-address');
    const { name, address = '', port = 0 } = target;
    const key = `${name} ${address} ${port}`;
    const known = this.#known.get(key);
    if (known) return known;
    if (clock.left === 0) return allUnseen('out-of-time');
    const facts = this.#look(target, clock).catch(() => allUnseen('failed'));
    this.#known.set(key, facts);
    return facts;
  }

  async #look(target: Target, all: Clock): Promise<ProbeFacts> {
    const limit = this.#options.timeoutMs ?? probeDefaults.timeoutMs;
    const clock = new Clock(Math.min(limit, all.left));
    const addresses = await inTime(
      clock,
      addressesOf(target, this.#guard, this.#options.lookup ?? systemLookup),
    );
    if (addresses === undefined) return allUnseen('timed-out');
    return typeof addresses === 'string'
      ? allUnseen(addresses)
      : observe(target, addresses, clock, this.#options.ca);
  }
}

/** What comes of it, or undefined when the time is over before: the system's resolver cannot be called off. */
async function inTime<T>(clock: Clock, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, clock.left, undefined);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
