import type { Messages } from '../messages/messages.js';
import { showValue } from './sanitise.js';

/** What a report calls the policy of its run, with the floor if there is one. */
export function policyName(
  { name, floor }: { readonly name: string; readonly floor?: { readonly name: string } },
  { page }: Pick<Messages, 'page'>,
): string {
  return floor ? page.withFloor(showValue(name), showValue(floor.name)) : showValue(name);
}
