import type { UnseenReason } from '../../model/probe.js';
import { asksForCredentials, leadsToHttps, together } from './auth.js';
import { type Clock, type Failure, reasonFor } from './connection.js';
import { allUnseen, type ProbeFacts, Sightings } from './facts.js';
import { type Answer, askPlain, isNotHttp } from './request.js';
import type { Target } from './target.js';
import { askTls, type Certified, isNotTls } from './tls.js';

/** What was seen at one address. */
interface Views {
  readonly secure: Certified | Failure;
  readonly plain: Answer | Failure;
  /** Whether both were looked for at one port. */
  readonly samePort: boolean;
}

/** Looks at a target, at the first of its addresses that this machine has a way to. */
export async function observe(
  target: Target,
  addresses: readonly string[],
  clock: Clock,
  ca: readonly string[] | undefined,
): Promise<ProbeFacts> {
  let last: ProbeFacts = allUnseen('unreachable');
  for (const address of addresses) {
    const views = await look(target, address, clock, ca);
    const facts = judge(views);
    if (!hasNoWay(views.secure) || !hasNoWay(views.plain)) return facts;
    last = facts;
  }
  return last;
}

async function look(
  { name, port }: Target,
  address: string,
  clock: Clock,
  ca: readonly string[] | undefined,
): Promise<Views> {
  const [secure, plain] = await Promise.all([
    askTls({ name, address, port: port ?? 443 }, clock, ca),
    askPlain({ name, address, port: port ?? 80 }, clock),
  ]);
  return { secure, plain, samePort: port !== undefined };
}

const isFailure = (view: object): view is Failure => 'accepted' in view;

/** Whether this machine may simply have no way to the address, as with one of the two families. */
const hasNoWay = (view: Certified | Answer | Failure): boolean =>
  isFailure(view) && !view.accepted && ['unreachable', 'timed-out'].includes(reasonFor(view));

function judge(views: Views): ProbeFacts {
  const { secure, plain } = views;
  const reached = [secure, plain].some((view) => !isFailure(view) || view.accepted);
  if (isFailure(secure) && !reached) return allUnseen(reasonFor(secure));
  const sightings = new Sightings();
  sightings.note('Probe.reached', true);
  const https = httpsAnswers(secure);
  sightings.note('Probe.https.answers', https);
  if (isFailure(secure)) sightings.noteTls(https === false ? 'no-https' : reasonFor(secure));
  else sightings.noteTls(secure);
  const http = httpAnswers(views);
  sightings.note('Probe.http.answers', http);
  sightings.note(
    'Probe.http.redirectsToHttps',
    http === true ? !isFailure(plain) && leadsToHttps(plain) : http,
  );
  sightings.note('Probe.auth.required', authRequired(views, https, http));
  return sightings.facts;
}

/** A refusal is an answer; that nothing comes back may be the fault of the way. */
function httpsAnswers(secure: Certified | Failure): boolean | UnseenReason {
  if (!isFailure(secure)) return isFailure(secure.answer) ? brokenAnswer(secure.answer) : true;
  const reason = reasonFor(secure);
  return reason === 'refused' || isNotTls(secure.code) ? false : reason;
}

function brokenAnswer(failure: Failure): UnseenReason {
  return isNotHttp(failure) ? 'not-http' : reasonFor(failure);
}

/**
 * A firewall that drops what comes to port 80 is how many registries close it, so where the registry is reached
 * otherwise, a port that accepts no connection does not answer. A server that speaks TLS at the port turns plain
 * HTTP away with status 400 or by ending the connection.
 */
function httpAnswers({ secure, plain, samePort }: Views): boolean | UnseenReason {
  const speaksTls = samePort && !isFailure(secure);
  if (!isFailure(plain)) return !(speaksTls && plain.status === 400);
  if (!plain.accepted || isNotHttp(plain)) return false;
  const reason = reasonFor(plain);
  return speaksTls && reason === 'ended' ? false : reason;
}

/** Each way in counts, but one that does nothing but lead to another. */
function authRequired(
  { secure, plain }: Views,
  https: boolean | UnseenReason,
  http: boolean | UnseenReason,
): boolean | UnseenReason {
  const doors: (boolean | UnseenReason)[] = [];
  if (https === true && !isFailure(secure) && !isFailure(secure.answer)) {
    doors.push(asksForCredentials(secure.answer));
  } else if (typeof https === 'string') doors.push(https);
  if (http === true && !isFailure(plain)) {
    if (https !== true || !leadsToHttps(plain)) doors.push(asksForCredentials(plain));
  } else if (typeof http === 'string') doors.push(http);
  return together(doors);
}
