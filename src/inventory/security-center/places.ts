import { type ProxyServer, proxyFor } from '../../network/proxy.js';
import { type Target, targetOf, type Wanted } from './endpoint.js';

/** Whom to ask, and by what way. */
export interface Place {
  readonly target: Target;
  readonly proxy: ProxyServer | undefined;
}

/**
 * The places at which accounts are asked. A thousand accounts have one or two among them, and each takes a look at
 * the environment, which is searched from its beginning and is long where it holds a thousand keys.
 */
export class Places {
  readonly #env: NodeJS.ProcessEnv;
  readonly #known = new Map<string, Place>();

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** @throws UsageError when the region, the endpoint or the proxy cannot be used */
  of({ region, endpoint, profileRegion }: Wanted): Place {
    const key = JSON.stringify([region, endpoint, profileRegion]);
    const known = this.#known.get(key) ?? placeOf({ region, endpoint, profileRegion }, this.#env);
    this.#known.set(key, known);
    return known;
  }
}

/** @throws UsageError when the region, the endpoint or the proxy cannot be used */
export function placeOf(wanted: Wanted, env: NodeJS.ProcessEnv): Place {
  const target = targetOf(wanted, env);
  return { target, proxy: proxyFor(target.endpoint, env) };
}
