import { STARS } from '../model/stars.js';
import { credentialIn } from './stray.js';

/**
 * The name of a registry or an account that was written into a file before, by whatever wrote it; nothing of one with
 * a credential in it.
 */
export function harmlessName(name: string): string {
  return credentialIn(name, 'text') === undefined ? name : STARS;
}
