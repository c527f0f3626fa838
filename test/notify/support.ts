import type http from 'node:http';
import { type ServiceName, variablesOf } from '../../src/notify/names.js';
import { serve } from '../inventory/security-center/support.js';
import { checkers, type Seen } from './checkers.js';

/** What a service of the tests answers, by the number of the request, from 1. */
export type Play = (response: http.ServerResponse, count: number) => void;

/** A service that runs until the end of the test. */
export interface RunningService {
  /** For the program: the address and the secret. */
  readonly env: Record<string, string>;
  readonly host: string;
  readonly seen: readonly Seen[];
  /** What the service would have refused. */
  readonly problems: readonly string[];
}

/** Starts a service as strict as its documents; `play` answers in its place. */
export async function startService(
  name: ServiceName,
  play?: Play,
  server?: http.Server,
): Promise<RunningService> {
  const { check, accepted, refused, path, secret } = checkers[name];
  const problems: string[] = [];
  const { endpoint, seen } = await serve((response, one, count) => {
    try {
      check(one);
    } catch (error) {
      problems.push(String(error));
    }
    if (play) play(response, count);
    else response.end(problems.length === 0 ? accepted : refused);
  }, server);
  const variables = variablesOf(name);
  return {
    env: {
      [variables.url]: `${endpoint}${path}`,
      ...(secret === undefined ? {} : { [variables.secret]: secret }),
    },
    host: new URL(endpoint).host,
    seen,
    problems,
  };
}

/** Everything about the services that no output may hold. */
export function secretsOf(text: string): readonly string[] {
  const all = Object.values(checkers).flatMap(({ token, secret }) => [token, secret ?? token]);
  return [...all, 'sign=', 'access_token'].filter((secret) => text.includes(secret));
}

/** Answers with a status and a text. */
export const says =
  (status: number, text = '', headers: http.OutgoingHttpHeaders = {}): Play =>
  (response) => {
    response.writeHead(status, headers);
    response.end(text);
  };
