import type { UnseenReason } from '../../model/probe.js';
import type { Answer } from './request.js';

/**
 * Whether an answer to `GET /v2/` without credentials asks for some (OCI Distribution Specification, Determining
 * Support): 401 does; 200 shows open access, if what answers is a registry and not a page that is shown for every
 * path. Anything else tells nothing of it.
 */
export function asksForCredentials({ status, apiVersion, contentType }: Answer): boolean | UnseenReason {
  if (status === 401) return true;
  if (status === 403) return 'denied';
  if (redirects.has(status)) return 'redirected';
  if (status >= 200 && status < 300) {
    const isRegistry = apiVersion?.includes('registry/') === true || isJson(contentType);
    return isRegistry ? false : 'not-a-registry';
  }
  return 'not-a-registry';
}

const isJson = (type: string | undefined): boolean => /^application\/json\b/i.test(type ?? '');

/** Statuses with which a client goes on to `Location` by itself (RFC 9110 §15.4). 304 is about a client's cache. */
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether an answer does nothing but lead to HTTPS. */
export function leadsToHttps({ status, location = '' }: Answer): boolean {
  return redirects.has(status) && /^https:\/\//i.test(location) && URL.canParse(location);
}

/** What several doors to one registry come to: it is as open as the most open of them. */
export function together(doors: readonly (boolean | UnseenReason)[]): boolean | UnseenReason {
  if (doors.includes(false)) return false;
  return doors.find((door) => typeof door === 'string') ?? (doors.length > 0 ? true : 'failed');
}
