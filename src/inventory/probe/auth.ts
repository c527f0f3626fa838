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
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 200 && status < 300) {
    const isRegistry = apiVersion?.includes('registry/') === true || isJson(contentType);
    return isRegistry ? false : 'not-a-registry';
  }
  return 'not-a-registry';
}

const isJson = (type: string | undefined): boolean => /^application\/json\b/i.test(type ?? '');

/** Whether an answer does nothing but lead to HTTPS. */
export function leadsToHttps({ status, location = '' }: Answer): boolean {
  return status >= 300 && status < 400 && /^https:\/\//i.test(location);
}

/** What several doors to one registry come to: it is as open as the most open of them. */
export function together(doors: readonly (boolean | UnseenReason)[]): boolean | UnseenReason {
  if (doors.includes(false)) return false;
  return doors.find((door) => typeof door === 'string') ?? (doors.length > 0 ? true : 'failed');
}
