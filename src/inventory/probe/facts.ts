import { type ProbeField, probeFields, type UnseenReason, unseenReasons } from '../../model/probe.js';
import type { Registry, RegistryFields } from '../../model/registry.js';
import { addressOf, targetOf } from './target.js';
import type { Certified } from './tls.js';

/** What a probe saw, and why it did not see the rest: each field stands in one of the two. */
export interface ProbeFacts {
  readonly seen: Readonly<Pick<RegistryFields, ProbeField>>;
  readonly unseen: Readonly<Partial<Record<ProbeField, UnseenReason>>>;
}

/** Nothing was seen. */
export function allUnseen(reason: UnseenReason): ProbeFacts {
  const others = probeFields.filter((field) => field !== 'Probe.reached');
  return {
    seen: { 'Probe.reached': false },
    unseen: Object.fromEntries(others.map((field) => [field, reason])),
  };
}

type Flag = {
  [Field in ProbeField]: RegistryFields[Field] extends boolean | undefined ? Field : never;
}[ProbeField];

/** Collects what a probe sees. */
export class Sightings {
  readonly #seen: Pick<RegistryFields, ProbeField> = {};
  readonly #unseen: Partial<Record<ProbeField, UnseenReason>> = {};

  get facts(): ProbeFacts {
    return { seen: this.#seen, unseen: this.#unseen };
  }

  /** Notes an answer, or why there is none. */
  note(field: Flag, answer: boolean | UnseenReason): void {
    if (typeof answer === 'string') this.#unseen[field] = answer;
    else this.#seen[field] = answer;
  }

  /** Notes what TLS showed, or why it showed nothing. */
  noteTls(shown: Certified | UnseenReason): void {
    if (typeof shown === 'string') {
      for (const field of probeFields) if (field.startsWith('Probe.tls.')) this.#unseen[field] = shown;
      return;
    }
    this.note('Probe.tls.acceptsOld', shown.acceptsOld);
    this.note('Probe.tls.nameValid', shown.nameValid);
    this.note('Probe.tls.trusted', shown.trusted);
    this.#seen['Probe.tls.fault'] = shown.fault;
    if (shown.version === undefined) this.#unseen['Probe.tls.version'] = 'failed';
    else this.#seen['Probe.tls.version'] = shown.version;
    if (shown.expires !== undefined) this.#seen['Probe.tls.expires'] = shown.expires;
    else for (const field of dates) this.#unseen[field] = 'failed';
  }
}

const dates = ['Probe.tls.expires', 'Probe.tls.daysLeft'] as const;

const DAY = 24 * 60 * 60 * 1000;

/**
 * The registry with the facts of a probe in place of any that it had. How many days are left is counted anew each
 * time, so that a snapshot does not keep a certificate alive that has ended since.
 */
export function withFacts(registry: Registry, { seen, unseen }: ProbeFacts, now: Date): Registry {
  const unclear: Registry['unclear'] = { ...withoutProbe(registry.unclear), ...textsOf(unseen) };
  const expires = seen['Probe.tls.expires'];
  return {
    ...registry,
    ...nothing,
    ...seen,
    ...addressFact(registry),
    ...(expires !== undefined && {
      'Probe.tls.daysLeft': Math.floor((Date.parse(expires) - now.getTime()) / DAY),
    }),
    unclear: Object.keys(unclear).length === 0 ? undefined : unclear,
  };
}

/** The address follows from the record, so that it needs no place in a snapshot. */
function addressFact(registry: Registry): Pick<RegistryFields, 'Probe.address'> {
  const target = targetOf(registry);
  return target ? { 'Probe.address': addressOf(target) } : {};
}

/** All registries that were probed get the same hidden class. */
const nothing: Readonly<Partial<Record<ProbeField, undefined>>> = Object.fromEntries(
  probeFields.map((field) => [field, undefined]),
);

function withoutProbe(unclear: Registry['unclear'] = {}): Registry['unclear'] {
  return Object.fromEntries(Object.entries(unclear).filter(([field]) => !field.startsWith('Probe.')));
}

function textsOf(unseen: ProbeFacts['unseen']): Registry['unclear'] {
  const texts: Partial<Record<ProbeField, string>> = {};
  for (const field of probeFields) {
    const reason = unseen[field];
    if (reason !== undefined) texts[field] = unseenReasons[reason];
  }
  return texts;
}
