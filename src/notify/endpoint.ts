import { UsageError } from '../model/error.js';
import { isLoopback } from '../network/loopback.js';
import { type ServiceName, variablesOf } from './names.js';
import type { Endpoint } from './services/service.js';

/**
 * Where a service takes notifications, out of the environment. White space around a value is left out: files and
 * settings of CI systems add line ends.
 *
 * @throws UsageError where there is no address, or none that can be used. It is never repeated: who knows it can
 * write to the group
 */
export function endpointOf(name: ServiceName, env: NodeJS.ProcessEnv): Endpoint {
  const variables = variablesOf(name);
  const text = env[variables.url]?.trim() ?? '';
  if (text === '') {
    throw new UsageError({
      code: 'no-webhook',
      message: `there is no address to notify ${name} at: the environment variable ${variables.url} is not set`,
      hint: `Set it to the address of the robot or webhook. It is a secret, so it has no option.`,
    });
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !isSafe(url)) throw badAddress(variables.url);
  url.hash = '';
  return { url, secret: env[variables.secret]?.trim() || undefined };
}

/** Whoever listens on the way would learn the token; a user name is what no such service asks for. */
function isSafe({ protocol, hostname, username, password }: URL): boolean {
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function badAddress(variable: string): UsageError {
  return new UsageError({
    code: 'bad-webhook',
    message: `the environment variable ${variable} does not hold an address that can be used`,
    hint: 'Write it whole, beginning with https://, and without a user name. http:// is only for 127.0.0.1 and localhost.',
  });
}

/** The longest address of a report that every service has room for. */
const LONGEST = 1000;

/**
 * The address of the report that a notification leads to.
 *
 * @throws UsageError where it is none that a browser opens
 */
export function reportUrlOf(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const opens = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url && opens && url.href.length <= LONGEST && url.username === '' && url.password === '') return url;
  throw new UsageError({
    code: 'bad-report-url',
    message: 'the address of the report is not one that a notification can lead to',
    hint: `Write it whole, beginning with https://, without a user name, and with at most ${LONGEST} characters.`,
  });
}
