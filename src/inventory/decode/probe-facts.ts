import { fieldSpec } from '../../model/field.js';
import { isUnseenReason, type ProbeField, probeFields, type UnseenReason } from '../../model/probe.js';
import type { FieldValue, Registry } from '../../model/registry.js';
import { isRecord } from '../file/parse-record.js';
import { type ProbeFacts, withFacts } from '../probe/facts.js';
import { notAFact } from './notices.js';
import { type RawRecord, UNSEEN } from './record-fields.js';
import { isAbsent } from './values.js';

/**
 * The registry with the facts of a probe that its record has: that of a snapshot, or of a test. What is no such fact
 * is told, and nothing of it is quoted: a snapshot that was tampered with may hold a secret there.
 */
export function withRecordedFacts(registry: Registry, raw: RawRecord, now: Date): Registry {
  if (!probeFields.some((field) => !isAbsent(raw[field])) && isAbsent(raw[UNSEEN])) return registry;
  const odd = oddFacts(raw);
  const probed = withFacts(registry, factsOf(raw), now);
  if (odd.length === 0) return probed;
  const unclear = Object.fromEntries(odd.map((field) => [field, 'not understood']));
  return {
    ...probed,
    unclear: { ...probed.unclear, ...unclear },
    notices: [...(registry.notices ?? []), ...odd.map(notAFact)],
  };
}

/** What a snapshot keeps of the facts in a record. */
export function recordedFacts(raw: RawRecord): ProbeFacts | undefined {
  const facts = factsOf(raw);
  return Object.keys({ ...facts.seen, ...facts.unseen }).length === 0 ? undefined : facts;
}

/** The members that stand for facts in a snapshot. Of the two that tell the end of a certificate one is enough. */
export function membersOf({ seen, unseen }: ProbeFacts): RawRecord {
  const { 'Probe.tls.daysLeft': daysLeft, ...lasting } = seen;
  const isLost = seen['Probe.tls.expires'] === undefined && daysLeft !== undefined;
  return {
    ...lasting,
    ...(isLost && { 'Probe.tls.daysLeft': daysLeft }),
    ...(Object.keys(unseen).length > 0 && { [UNSEEN]: unseen }),
  };
}

function factsOf(raw: RawRecord): ProbeFacts {
  const seen = Object.fromEntries(
    probeFields.flatMap((field): [ProbeField, FieldValue][] => {
      const value = factOf(field, raw[field]);
      return value === undefined ? [] : [[field, value]];
    }),
  );
  return { seen, unseen: unseenOf(raw[UNSEEN], seen) };
}

function unseenOf(recorded: unknown, seen: ProbeFacts['seen']): ProbeFacts['unseen'] {
  const unseen: Partial<Record<ProbeField, UnseenReason>> = {};
  for (const field of probeFields) {
    const reason = isRecord(recorded) ? recorded[field] : undefined;
    if (isUnseenReason(reason) && seen[field] === undefined) unseen[field] = reason;
  }
  return unseen;
}

function oddFacts(raw: RawRecord): readonly ProbeField[] {
  return probeFields.filter((field) => !isAbsent(raw[field]) && factOf(field, raw[field]) === undefined);
}

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const CODE = /^[A-Z0-9_]{0,80}$/;

/** The value where it is one that a probe can have found. */
function factOf(field: ProbeField, value: unknown): FieldValue | undefined {
  const { type, values } = fieldSpec(field);
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (type === 'integer') return integerOf(value);
  if (typeof value !== 'string') return undefined;
  if (values) return values.get(value);
  const isDate = DATE.test(value) && !Number.isNaN(Date.parse(value));
  return (field === 'Probe.tls.expires' ? isDate : CODE.test(value)) ? value : undefined;
}

/** YAML integers are read as bigint. */
function integerOf(value: unknown): number | undefined {
  const read = typeof value === 'bigint' ? Number(value) : value;
  return typeof read === 'number' && Number.isSafeInteger(read) ? read : undefined;
}
