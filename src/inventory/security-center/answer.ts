import type { RawRecord } from '../decode/record.js';
import { isRecord } from '../file/parse-record.js';
import { failuresIn, hasMore } from '../file/shape.js';
import { apiFailure } from './api-failure.js';
import { type Failure, type Scene, whereabouts } from './failure.js';
import { httpFailure } from './http-failure.js';
import { token } from './redact.js';
import type { Wire } from './wire.js';

/** What came of one call. */
export type Outcome =
  | { readonly kind: 'records'; readonly records: readonly RawRecord[] }
  | { readonly kind: 'failure'; readonly failure: Failure };

/**
 * The records of an answer that the vendor's client takes for a success. It looks at no status and at no
 * shape, and an answer without the list must not pass for an account without registries.
 */
export function judgeAnswer(
  json: unknown,
  { response, body }: Pick<Wire, 'response' | 'body'>,
  scene: Scene,
): Outcome {
  if (response?.statusCode !== 200 || !isRecord(json)) return failed(httpFailure(response, scene));
  const { ImageRegistryInfos: list, RequestId: requestId, Message: message } = json;
  const doubt = body?.doubt(json);
  if (doubt !== undefined) return malformed(doubt, requestId, scene);
  const [code] = failuresIn(json);
  if (code !== undefined) return failed(apiFailure({ code, message, requestId }, response, scene));
  if (!Array.isArray(list)) return malformed('has no list of registries', requestId, scene);
  const records = list.filter(isRecord);
  if (records.length < list.length)
    return malformed('has something in its list that is no registry', requestId, scene);
  return hasMore(json, records.length) ? partial(requestId, scene) : { kind: 'records', records };
}

function malformed(fault: string, id: unknown, scene: Scene): Outcome {
  const hint =
    'Check the endpoint. If it is right, the API has changed: look for a newer version of registry-lint.';
  return unusable('malformed-answer', fault, hint, id, scene);
}

function partial(id: unknown, scene: Scene): Outcome {
  const hint = 'The API has changed: look for a newer version of registry-lint.';
  return unusable('partial-answer', 'says that there are more registries than it lists', hint, id, scene);
}

function unusable(
  code: string,
  fault: string,
  hint: string,
  id: unknown,
  { target, redact }: Scene,
): Outcome {
  const requestId = token(id, redact);
  const where = whereabouts(target, 'HTTP 200', requestId && `RequestId ${requestId}`);
  const message = `the answer of Security Center ${fault} (${where})`;
  return failed({ details: { code, message, hint }, transient: false });
}

function failed(failure: Failure): Outcome {
  return { kind: 'failure', failure };
}
