import { fieldNames, fieldSpec, secretFields } from '../../model/field.js';
import { probeFields } from '../../model/probe.js';

/** A record as it was parsed: names are the API's, values are anything. */
export type RawRecord = Readonly<Record<string, unknown>>;

/**
 * Whether records come from the API, with secrets, or from a snapshot, with facts in their place. Those of a policy's
 * tests, `probed`, are the API's, with the facts of a probe beside.
 */
export type RecordKind = 'api' | 'probed' | 'snapshot';

/** The fields of the API that hold no secret, and so stand in a snapshot as they came. */
export const openFieldNames = fieldNames.filter((name) => fieldSpec(name).fact !== true);

/** What a rule may know of a secret. */
export type FactName = (typeof secretFields)[keyof typeof secretFields][number];

/** The facts that stand in a snapshot for the secrets. */
export const factNames: readonly FactName[] = Object.values(secretFields).flat();

/** Says in a snapshot that the secret was masked with stars: `true`. */
export const maskedFields = { Password: 'Password.masked', JenkinsEnv: 'JenkinsEnv.masked' } as const;

/** Says in a snapshot what the secret was instead of text: one of `secretShapes`. */
export const shapeFields = {
  Password: 'Password.shape',
  Token: 'Token.shape',
  JenkinsEnv: 'JenkinsEnv.shape',
} as const;

/** What a secret can be that is not text. */
export const secretShapes = ['a list', 'an object', 'true or false'] as const;

/** Says in a snapshot why a probe did not see something: field → reason. */
export const UNSEEN = 'Probe.unseen';

/** The fields of a record as the API answers it. */
export const recordFieldNames: ReadonlySet<string> = new Set([
  ...openFieldNames,
  ...Object.keys(secretFields),
]);

const known: Readonly<Record<RecordKind, ReadonlySet<string>>> = {
  api: recordFieldNames,
  probed: new Set<string>([...openFieldNames, ...Object.keys(secretFields), ...probeFields, UNSEEN]),
  snapshot: new Set<string>([
    ...openFieldNames,
    ...probeFields,
    UNSEEN,
    ...factNames,
    ...Object.values(maskedFields),
    ...Object.values(shapeFields),
    'unknownFields',
  ]),
};

/** Whether a record of this kind may have the field. */
export function isKnownField(name: string, kind: RecordKind): boolean {
  return known[kind].has(name);
}
