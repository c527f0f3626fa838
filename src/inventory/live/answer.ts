import type { IncomingMessage } from 'node:http';
import type { RawRecord } from '../decode/record.js';
import { isRecord } from '../file/parse-record.js';
import { type Failure, type Scene, whereabouts } from './failure.js';
import { httpFailure } from './http-failure.js';
import { token } from './redact.js';

/** What came of one call. */
export type Outcome =
  | { readonly kind: 'records'; readonly records: readonly RawRecord[] }
  | { readonly kind: 'failure'; readonly failure: Failure };

/**
 * The records of an answer that the vendor's client takes for a success. It looks at no status and at no
 * shape, and an answer without the list must not pass for an account without registries.
 */
export function judgeAnswer(json: unknown, response: IncomingMessage | undefined, scene: Scene): Outcome {
  if (response?.statusCode !== 200 || !isRecord(json)) {
    return { kind: 'failure', failure: httpFailure(response, scene) };
  }
  const { ImageRegistryInfos: list, RequestId: id } = json;
  if (!Array.isArray(list)) return malformed('has no list of registries', id, scene);
  const records = list.filter(isRecord);
  if (records.length === list.length) return { kind: 'records', records };
  return malformed('has something in its list that is no registry', id, scene);
}

function malformed(fault: string, id: unknown, { target, redact }: Scene): Outcome {
  const requestId = token(id, redact);
  const where = whereabouts(target, 'HTTP 200', requestId && `RequestId ${requestId}`);
  const details = {
    code: 'malformed-answer',
    message: `the answer of Security Center ${fault} (${where})`,
    hint: 'Check the endpoint. If it is right, the API has changed: look for a newer version of registry-lint.',
  };
  return { kind: 'failure', failure: { details, transient: false } };
}
