import { UsageError } from '../../model/error.js';
import { type RegistryType, registryTypes } from '../../model/field.js';
import type { Origin } from '../../model/registry.js';
import type { ProxyServer } from '../../network/proxy.js';
import type { RawRecord } from '../decode/record.js';
import type { RecordBatch, RecordSource } from '../source.js';
import { type Credentials, type CredentialsProvider, findCredentials, watched } from './credentials.js';
import { Deadline } from './deadline.js';
import { type CentreNote, centreNote, type Target, type Wanted } from './endpoint.js';
import { type Limits, limitsOf } from './limits.js';
import { type Place, placeOf } from './places.js';
import type { ConnectionPool } from './pool.js';
import type { LiveProgress } from './progress.js';
import { redactor } from './redact.js';
import { callUntilAnswered } from './retry.js';
import { type CredentialSource, CredentialSources } from './sources.js';

/** Records handed on at a time. */
const BATCH = 1_000;

/** Whom to ask, and how. */
export interface LiveOptions {
  /** Decides which of the two centres is asked; else the environment does, else it is mainland China's. */
  readonly region?: string | undefined;
  /** A host in place of the region's own: `https://host`, or `http://` for this very machine. */
  readonly endpoint?: string | undefined;
  /** Registries of this type alone. */
  readonly registryType?: RegistryType | undefined;
  /** The profile whose credentials are used; by default the first source that is configured. */
  readonly profile?: string | undefined;
  /** Where the access key comes from, in place of a profile or a source that is configured. */
  readonly credentials?: CredentialsProvider | undefined;
  /** Is given all credentials before they are used, to keep them out of a log. */
  readonly onCredentials?: ((credentials: Credentials) => void) | undefined;
  /** For region, proxy and credentials. The SDK itself looks at the process's own. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Connections to use again, where many accounts are asked. */
  readonly pool?: ConnectionPool | undefined;
  readonly onProgress?: ((event: LiveProgress) => void) | undefined;
}

/** A listing, made up from the options. */
interface Plan {
  readonly options: LiveOptions;
  readonly credentials: CredentialsProvider;
  readonly target: Target;
  readonly proxy: ProxyServer | undefined;
  readonly limits: Limits;
}

/**
 * The registries that an account has connected to Security Center. Nothing is asked before the batches
 * are, and each time they are it is asked anew.
 *
 * @throws UsageError when the region, endpoint, type or proxy cannot be used
 */
export function liveSource(options: LiveOptions): RecordSource {
  const env = options.env ?? process.env;
  const source = sourceOf(options, env);
  const credentials = watched(source, options.onCredentials);
  return liveSourceAt(placeOf(wantedBy(options, source), env), { ...options, credentials });
}

function sourceOf({ credentials, profile }: LiveOptions, env: NodeJS.ProcessEnv): CredentialSource {
  if (credentials) return credentials;
  const sources = new CredentialSources(env);
  return profile === undefined ? sources.first() : sources.profile(profile);
}

const wantedBy = ({ region, endpoint }: LiveOptions, { profileRegion }: CredentialSource): Wanted => ({
  region,
  endpoint,
  profileRegion,
});

/** What is worth a note about the centre that these options choose. */
export function centreNoteOf(options: LiveOptions): CentreNote {
  const env = options.env ?? process.env;
  return centreNote(wantedBy(options, sourceOf(options, env)), env);
}

/**
 * The same where it is known already what region and endpoint come to.
 *
 * @throws UsageError when the type cannot be used
 */
export function liveSourceAt(
  { target, proxy }: Place,
  { credentials, ...options }: LiveOptions & { readonly credentials: CredentialsProvider },
): RecordSource {
  const plan: Plan = { options, credentials, target, proxy, limits: limitsOf(options.limits) };
  return { origin: originOf(target, checkType(options.registryType)), batches: () => readLive(plan) };
}

function originOf({ endpoint, region }: Target, registryType: RegistryType | undefined): Origin {
  return { kind: 'live', endpoint, region, ...(registryType === undefined ? {} : { registryType }) };
}

/** A misspelt type must not pass: its list would come back empty, and the check would be green. */
function checkType(type: RegistryType | undefined): RegistryType | undefined {
  if (type === undefined || registryTypes.includes(type)) return type;
  throw new UsageError({
    code: 'unknown-registry-type',
    message: `${JSON.stringify(String(type).slice(0, 60))} is not a type of registry`,
    hint: `The types are ${registryTypes.join(', ')}.`,
  });
}

async function* readLive(plan: Plan): AsyncGenerator<RecordBatch> {
  const records = await list(plan);
  for (let from = 0; from === 0 || from < records.length; from += BATCH) {
    const batch = records.slice(from, from + BATCH);
    yield { kind: 'api', records: batch.map((raw) => ({ raw, location: undefined })) };
  }
}

async function list({
  options,
  credentials: provider,
  target,
  proxy,
  limits,
}: Plan): Promise<readonly RawRecord[]> {
  const onProgress = options.onProgress ?? (() => undefined);
  const deadline = new Deadline(limits.totalMs);
  try {
    onProgress({ phase: 'credentials', attempt: 0 });
    const credentials = await findCredentials(provider, deadline);
    const { accessKeyId, accessKeySecret, securityToken } = credentials;
    const redact = redactor([accessKeyId, accessKeySecret, securityToken, proxy?.url.password]);
    const { registryType, pool } = options;
    const call = { target, proxy, limits, redact, credentials, registryType, pool };
    return await callUntilAnswered(call, deadline, onProgress);
  } finally {
    deadline.stop();
  }
}
