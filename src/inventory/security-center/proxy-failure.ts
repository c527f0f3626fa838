import { type Failure, type Scene, whereabouts } from './failure.js';

/** What there is to tell of a proxy that did not open the way. */
export function proxyRefusal(status: number, { target, proxy }: Scene): Failure {
  const where = whereabouts(target, Number.isInteger(status) ? `HTTP ${status}` : undefined);
  const name = `the proxy ${proxy?.host ?? ''}`;
  if (status === 407) {
    const known = proxy !== undefined && proxy.url.username !== '';
    return {
      details: {
        code: 'proxy-auth',
        message: `${name} ${known ? 'does not accept the user name and password given' : 'asks for a user name and password'} (${where})`,
        hint: 'Write them into HTTPS_PROXY as http://user:password@host:port, special characters percent-encoded.',
      },
      transient: false,
    };
  }
  return {
    details: {
      code: 'proxy-refused',
      message: `${name} refused to connect to Security Center (${where})`,
      hint: `Have the proxy allow CONNECT to ${target.host}, or put that host into NO_PROXY.`,
    },
    transient: status >= 500,
  };
}
