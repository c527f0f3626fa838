import { counted } from '../../model/counted.js';
import { type Failure, type Scene, seconds, whereabouts } from './failure.js';
import { httpFailure } from './http-failure.js';
import { proxyRefusal } from './proxy-failure.js';
import type { Trouble, Wire } from './wire.js';

/** What there is to tell of a call that this program itself broke off. */
export function troubleFailure(trouble: Trouble, wire: Wire, scene: Scene): Failure {
  const { target, proxy, limits } = scene;
  const where = whereabouts(target);
  const through = proxy && !wire.connected ? ` through the proxy ${proxy.host}` : '';
  const status = wire.response ? `; HTTP ${wire.response.statusCode} had come` : '';
  switch (trouble.kind) {
    case 'connect-timeout':
      return fatal(
        'connect-timeout',
        `no connection to Security Center within ${seconds(limits.connectMs)}${through} (${where})`,
        wire.peer === 'proxy'
          ? 'The proxy does not answer. Check HTTPS_PROXY, or put the endpoint into NO_PROXY.'
          : 'Check that this machine may reach the endpoint on its port. Behind a firewall, set HTTPS_PROXY to a proxy.',
      );
    case 'read-timeout':
      return fatal(
        'read-timeout',
        `Security Center did not finish its answer within ${seconds(limits.readMs)}: ${counted(wire.bytes, 'byte')} came (${where}${status})`,
        'Try again later. If it stays so, look whether a proxy or firewall on the way holds the answer back.',
      );
    case 'total-timeout':
      return fatal(
        'total-timeout',
        `the registries could not be read within ${seconds(limits.totalMs)} in all (${where})`,
        'Try again later, or run it where the connection is better.',
      );
    case 'too-large':
      return fatal(
        'answer-too-large',
        `the answer has more than ${counted(limits.maxAnswerBytes, 'byte')}, the most that is read (${where})`,
        'That is no list of registries, or one of many thousands: ask for one kind at a time with --registry-type.',
      );
    case 'encoded':
      return fatal(
        'answer-encoded',
        `the answer came compressed although that was not asked for (${where}${status})`,
        'Something between this machine and Security Center changes answers. Look for a proxy on the way.',
      );
    case 'redirect':
      return httpFailure(wire.response, scene);
    case 'proxy-refused':
      return proxyRefusal(trouble.status, scene);
  }
}

function fatal(code: string, message: string, hint: string): Failure {
  return { details: { code, message, hint }, transient: false };
}
