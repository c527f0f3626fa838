import {
  type Credentials,
  type CredentialsProvider,
  noCredentials,
} from '../inventory/security-center/credentials.js';
import { oidcRole } from '../inventory/security-center/sources.js';
import { mask } from './secrets.js';

/** Masks a key in the log. */
export function maskCredentials({ accessKeyId, accessKeySecret, securityToken }: Credentials): void {
  for (const secret of [accessKeyId, accessKeySecret, securityToken]) mask(secret);
}

/**
 * The role of the inputs, whose variables are set once the inventory is read. Other credentials of the runner are never used
 * in its place: they could belong to another account.
 */
export function roleOfInputs(env: NodeJS.ProcessEnv): CredentialsProvider {
  return {
    async getCredentials() {
      const source = oidcRole(env);
      if (!source) throw noCredentials();
      return await source.getCredentials();
    },
  };
}
