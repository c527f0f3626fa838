import * as plays from './fault-plays.js';
import { nearest } from './nearest.js';

/** The number that may follow a fault's name after a colon. */
interface FaultArgument {
  /** How to call it to people: `N`, `MS`. */
  readonly name: string;
  readonly default: number;
}

/** A fault that is on. What it counts, it counts from here. */
export type Fault =
  | { readonly name: string; readonly stage: 'network'; readonly play: plays.NetworkPlay }
  | { readonly name: string; readonly stage: 'service'; readonly play: plays.ServicePlay };

/** What can be told of a fault. */
export interface FaultInfo {
  readonly name: string;
  /** The name and its number: `flaky[:N]`. */
  readonly usage: string;
  readonly about: string;
}

interface FaultSpec {
  readonly about: string;
  readonly argument?: FaultArgument;
  readonly start: (name: string, argument: number) => Fault;
}

/** The play is made anew each time the fault is turned on, because some of them count. */
const network = (
  about: string,
  make: (n: number) => plays.NetworkPlay,
  argument?: FaultArgument,
): FaultSpec => ({
  about,
  ...(argument && { argument }),
  start: (name, n) => ({ name, stage: 'network', play: make(n) }),
});

const service = (
  about: string,
  make: (n: number) => plays.ServicePlay,
  argument?: FaultArgument,
): FaultSpec => ({
  about,
  ...(argument && { argument }),
  start: (name, n) => ({ name, stage: 'service', play: make(n) }),
});

const noPermission = plays.refusal('NoPermission');
const serverError = plays.refusal('ServerError');
const throttling = plays.refusal('Throttling.User');
const unavailable = plays.refusal('ServiceUnavailable');

const specs: Readonly<Record<string, FaultSpec>> = {
  'no-permission': service('403 NoPermission: the RAM user may not list', () => noPermission),
  'server-error': service('500 ServerError', () => serverError),
  'empty-500': service('500 with {} for a body', () => plays.fixed(500, () => '{}')),
  'list-500': service('500 with a whole list', () => plays.withStatus(500)),
  throttle: service('400 Throttling.User, every time', () => throttling),
  'throttle-once': service('400 Throttling.User for the first request, then the answer', () =>
    plays.firstTimes(1, throttling),
  ),
  flaky: service(
    '503 ServiceUnavailable for the first N requests, then the answer',
    (n) => plays.firstTimes(n, unavailable),
    { name: 'N', default: 1 },
  ),
  unavailable: network(
    '503 ServiceUnavailable with a Retry-After of SECONDS, every time',
    (n) => plays.refusal('ServiceUnavailable', { 'retry-after': String(n) }),
    { name: 'SECONDS', default: 1 },
  ),
  slow: network('the answer, MS milliseconds late', plays.delay, { name: 'MS', default: 5000 }),
  silent: network('takes the request and never answers', () => plays.silence),
  'cut-off': service('ends the connection before the announced length', () => plays.cutOff('length')),
  'cut-off-chunked': service('ends the connection before the last chunk', () => plays.cutOff('chunks')),
  'bad-json': service('200 with half the JSON', () => plays.halfJson),
  html: network('502 with the HTML page of a proxy', () => plays.proxyPage),
  redirect: network('302 to a login page', () => plays.redirect),
  'no-list': service('200 with a RequestId and no list', () =>
    plays.fixed(200, (requestId) => JSON.stringify({ RequestId: requestId })),
  ),
  empty: service('200 with an empty list', () => plays.emptyList),
  huge: service('a list that never ends', () => plays.endless),
  reset: network('resets the connection', () => plays.reset),
};

/** Every fault, in the order in which people are shown them. */
export const faults: readonly FaultInfo[] = Object.entries(specs).map(([name, { about, argument }]) => ({
  name,
  usage: argument === undefined ? name : `${name}[:${argument.name}]`,
  about,
}));

/** Turns a fault on by its name: `reset`, `flaky:2`. Throws an Error that helps if there is no such fault. */
export function startFault(text: string): Fault {
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (spec === undefined) throw unknownFault(name);
  return spec.start(name, argumentOf(name, spec.argument, colon < 0 ? undefined : text.slice(colon + 1)));
}

function argumentOf(name: string, argument: FaultArgument | undefined, text: string | undefined): number {
  if (text === undefined) return argument?.default ?? 0;
  if (argument === undefined) throw new Error(`the fault ${name} takes no number`);
  if (!/^[0-9]{1,9}$/.test(text)) {
    throw new Error(`${argument.name} of ${name}:${argument.name} must be a whole number, not "${text}"`);
  }
  return Number(text);
}

function unknownFault(name: string): Error {
  const names = Object.keys(specs);
  const close = nearest(name, names);
  const suggestion = close === undefined ? '' : ` Did you mean ${close}?`;
  return new Error(`there is no fault "${name}".${suggestion} The faults are: ${names.join(', ')}.`);
}
