import { isCentreImplied } from '../inventory/live/endpoint.js';
import type { LiveOptions } from '../inventory/live/source.js';
import { note } from './terminal.js';

/**
 * Says that half of the world is left out where nobody has chosen it: what is not listed cannot fail.
 *
 * @param other how the other centre is asked for
 */
export function tellImpliedCentre(options: LiveOptions, env: NodeJS.ProcessEnv, other: string): void {
  if (!isCentreImplied(options, env)) return;
  note(
    `no region is named, so the centre of mainland China is asked; registries outside it are listed by the other centre (${other})`,
  );
}
