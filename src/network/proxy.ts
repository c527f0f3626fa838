import { UsageError } from '../model/error.js';

/** A proxy that the environment names. */
export interface ProxyServer {
  /** With the user name and password, if it has them. Not to be shown. */
  readonly url: URL;
  /** Host and port, for people. */
  readonly host: string;
}

/** First match wins; lower case goes first, as curl has it. */
const variables = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const;

/**
 * The proxy through which to reach an endpoint, if any. Only https endpoints are proxied: a plain one is
 * on this very machine, and what is sent to it in clear stays here.
 *
 * @throws UsageError when the variable does not hold a proxy that can be used; its value is not repeated,
 * since it can hold a password
 */
export function proxyFor(endpoint: string, env: NodeJS.ProcessEnv): ProxyServer | undefined {
  const url = new URL(endpoint);
  if (url.protocol !== 'https:' || isExempt(url, env['no_proxy'] || env['NO_PROXY'] || '')) return undefined;
  const variable = variables.find((name) => env[name]);
  const value = variable && env[variable];
  if (!value) return undefined;
  const proxy = parseProxy(value.trim());
  if (proxy) return { url: proxy, host: proxy.host };
  throw new UsageError({
    code: 'bad-proxy',
    message: `the environment variable ${variable} does not hold a proxy that can be used`,
    hint: 'Write it as http://host:port or https://host:port, or put the endpoint into NO_PROXY. SOCKS is not supported.',
  });
}

/** A proxy without a scheme is an http one, as for curl. */
function parseProxy(value: string): URL | undefined {
  const text = value.includes('://') ? value : `http://${value}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    return undefined;
  }
  return url;
}

/** Whether NO_PROXY exempts a host: `*`, the host, or a domain it ends in, each with a port or none. */
function isExempt(url: URL, noProxy: string): boolean {
  const host = bare(url.hostname);
  const port = url.port || '443';
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = entry, onlyPort] = /^(.+?|\[.+\]):(\d+)$/.exec(entry) ?? [];
      if (onlyPort !== undefined && onlyPort !== port) return false;
      const domain = bare(name.replace(/^\*?\./, ''));
      return host === domain || host.endsWith(`.${domain}`);
    });
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');
