import { UsageError } from '../../model/error.js';
import { isMainland } from '../../model/regions.js';
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

/**
 * Security Center keeps its data in two centres. The vendor's SDK sends every region of mainland China
 * to the first; everything else, Hong Kong among it, is kept by the second.
 */
const mainland = 'https://tds.cn-shanghai.aliyuncs.com';
const international = 'https://tds.ap-southeast-1.aliyuncs.com';

const DEFAULT_REGION = 'cn-shanghai';

/** Where a region may be given in the environment, first match wins. */
const regionVariables = ['ALIBABA_CLOUD_REGION_ID', 'ALIBABA_CLOUD_REGION'] as const;

/**
 * The endpoint and region to ask: what was asked for, else the environment, else mainland China.
 *
 * @throws UsageError when the region or the endpoint is not one
 */
export function targetOf(
  options: { region?: string | undefined; endpoint?: string | undefined },
  env: NodeJS.ProcessEnv,
): Target {
  const named = regionNamed(options.region, env);
  if (options.endpoint === undefined) {
    const region = named ?? DEFAULT_REGION;
    return target(new URL(isMainland(region) ? mainland : international), region);
  }
  const url = parseEndpoint(options.endpoint);
  return target(url, named ?? regionOfHost(url.hostname) ?? DEFAULT_REGION);
}

/** Whether nobody has said which of the two centres is to be asked: then the registries of the other go unseen. */
export function isCentreImplied(
  { region, endpoint }: { region?: string | undefined; endpoint?: string | undefined },
  env: NodeJS.ProcessEnv,
): boolean {
  return (
    region === undefined && endpoint === undefined && regionVariables.every((variable) => !env[variable])
  );
}

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

/** The region in a host such as `tds.ap-southeast-1.aliyuncs.com`. */
function regionOfHost(host: string): string | undefined {
  return /^tds(?:-vpc)?\.([a-z0-9-]+)\.aliyuncs\.com$/.exec(host)?.[1];
}

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
