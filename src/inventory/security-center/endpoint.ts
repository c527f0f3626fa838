import { UsageError } from '../../model/error.js';
import {
  centreHosts,
  centreOf,
  centreRegions,
  isMainland,
  isVendorHost,
  regionOfHost,
} from '../../model/regions.js';
import { isLoopback } from '../../network/loopback.js';
import { checkRegion } from './regions.js';

/** Whom to ask. */
export interface Target {
  /** The endpoint's origin: scheme, host and port, no trailing slash. */
  readonly endpoint: string;
  /** The host, with its port when it is not the scheme's own; for people. */
  readonly host: string;
  readonly region: string;
  /** Whether the connection is TLS. */
  readonly secure: boolean;
}

/** Where the environment may name a region, the first that is set wins. The aliyun CLI reads the first three. */
const regionVariables = [
  'ALIBABA_CLOUD_REGION_ID',
  'ALIBABACLOUD_REGION_ID',
  'ALICLOUD_REGION_ID',
  'ALIBABA_CLOUD_REGION',
] as const;

/** What decides whom to ask. */
export interface Wanted {
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  /** The region of the profile whose credentials are used, and where it was read. */
  readonly profileRegion?: { readonly region: string; readonly from: string } | undefined;
}

/**
 * The endpoint and region to ask. The first region of these counts: the option, the environment, the endpoint's host, the
 * profile; otherwise it is mainland China. If the endpoint is a host of the other centre, it decides the region.
 *
 * @throws UsageError when the region or the endpoint is not one
 */
export function targetOf(wanted: Wanted, env: NodeJS.ProcessEnv): Target {
  const named = regionNamed(wanted.region, env);
  if (wanted.endpoint === undefined) {
    const region = named ?? regionOfProfile(wanted) ?? centreRegions.mainland;
    return target(new URL(`https://${centreHosts[centreOf(region)]}`), region);
  }
  const url = parseEndpoint(wanted.endpoint);
  const ofHost = regionOfHost(url.hostname);
  if (ofHost !== undefined && named !== undefined && isMainland(named) !== isMainland(ofHost))
    return target(url, ofHost);
  return target(url, named ?? ofHost ?? regionOfProfile(wanted) ?? centreRegions.mainland);
}

/**
 * What is worth a note about the centre that is asked. `implied`: nothing has named it, so that the registries of the other are
 * not seen. `hong-kong`: the vendor's tables send Hong Kong to the centre of mainland China, which one may not expect.
 */
export type CentreNote = 'implied' | 'hong-kong' | undefined;

/** @throws UsageError when the region or the endpoint is not one */
export function centreNote(wanted: Wanted, env: NodeJS.ProcessEnv): CentreNote {
  if (wanted.endpoint !== undefined) return undefined;
  const region = regionNamed(wanted.region, env) ?? regionOfProfile(wanted);
  if (region === undefined) return 'implied';
  return region === HONG_KONG ? 'hong-kong' : undefined;
}

const HONG_KONG = 'cn-hongkong';

function target(url: URL, region: string): Target {
  return { endpoint: url.origin, host: url.host, region, secure: url.protocol === 'https:' };
}

function regionNamed(option: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  if (option !== undefined) return checkRegion(option, 'the region option');
  for (const variable of regionVariables) {
    const value = env[variable];
    if (value) return checkRegion(value, `the environment variable ${variable}`);
  }
  return undefined;
}

const regionOfProfile = ({ profileRegion }: Wanted): string | undefined =>
  profileRegion && checkRegion(profileRegion.region, profileRegion.from);

/** What is told of an endpoint that is none. */
interface EndpointWords {
  /** What whoever listens in could read. */
  readonly inClear: string;
  readonly example: string;
}

const ofRegistries: EndpointWords = {
  inClear: "the account's registries and their passwords",
  example: 'https://tds.cn-shanghai.aliyuncs.com',
};

const ofTokens: EndpointWords = {
  inClear: 'the keys that it gives',
  example: 'sts.cn-shanghai.aliyuncs.com',
};

/**
 * Where a security token service is.
 *
 * @throws UsageError when that is no endpoint
 */
export const stsUrl = (text: string): URL => parseEndpoint(text, ofTokens);

/**
 * Whether an endpoint may come from a file of the checkout, whose author must not choose where signed requests go: it is a
 * host of the vendor or of this machine, or the user has allowed it.
 *
 * @param allowed hosts, with or without a port, as `allowedHost` returns them
 */
export function isTrustedEndpoint(url: URL, allowed: readonly string[]): boolean {
  if (allowed.includes(url.host) || allowed.includes(url.hostname) || isLoopback(url.hostname)) return true;
  return url.port === '' && isVendorHost(url.hostname);
}

/**
 * Reads a host that the user allows: `HOST` or `HOST:PORT`.
 *
 * @throws UsageError
 */
export function allowedHost(text: string): string {
  const url = URL.canParse(`https://${text}`) ? new URL(`https://${text}`) : undefined;
  if (url && /^[^/?#@*\\]+$/.test(text) && url.hostname !== '') return url.host;
  throw new UsageError({
    code: 'bad-host',
    message: `${JSON.stringify(text.slice(0, 60))} is not a host`,
    hint: 'Write HOST or HOST:PORT, such as sts.internal.example.com, without a scheme, a path or a wildcard.',
  });
}

/** Reads an endpoint: `https://host[:port]`, `host[:port]`, or plain http to this very machine. */
function parseEndpoint(text: string, words = ofRegistries): URL {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  const refuse = (message: string): UsageError => badEndpoint(message, words);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw refuse('the endpoint is not an https URL');
  }
  if (url.username || url.password) throw refuse('the endpoint must not hold a user name or a password');
  if (url.pathname !== '/' || url.search || url.hash || /[?#]/.test(text)) {
    throw refuse('the endpoint must be a host alone, without path, query or fragment');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw refuse(`the endpoint ${url.host} is plain http: whoever listens could read ${words.inClear}`);
  }
  return url;
}

// The endpoint as given is not repeated: a password may stand in it.
function badEndpoint(message: string, { example }: EndpointWords): UsageError {
  return new UsageError({
    code: 'bad-endpoint',
    message,
    hint: `Write it as ${example}; http:// is only for 127.0.0.1 and localhost.`,
  });
}
