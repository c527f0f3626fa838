import type { Credentials, CredentialsProvider } from '../inventory/live/credentials.js';
import { loadDefaultCredentials } from '../inventory/live/sdk.js';
import { InventoryError } from '../model/error.js';
import { mask } from './secrets.js';

/** How the SDK's chain calls the part of it that assumes a role by a token. */
const BY_TOKEN = /(?:^|\/)oidc_role_arn$/;

/**
 * The SDK's default chain. What it finds is blotted out in the log before it is used. Where a role was asked
 * for, nothing else that the chain may find on the machine is taken: it could belong to another account.
 */
export class DefaultChain implements CredentialsProvider {
  readonly #roleOnly: boolean;
  #refusal: string | undefined;

  constructor(roleOnly: boolean) {
    this.#roleOnly = roleOnly;
  }

  async getCredentials(): Promise<Credentials> {
    const DefaultCredentialsProvider = await loadDefaultCredentials();
    const found = await DefaultCredentialsProvider.builder()
      .build()
      .getCredentials()
      .catch((error: unknown) => this.#note(error));
    if (this.#roleOnly && !BY_TOKEN.test(found.providerName)) throw new Error('not the role');
    for (const secret of [found.accessKeyId, found.accessKeySecret, found.securityToken]) mask(secret);
    return found;
  }

  /** What the security token service said against the role, if it was asked. */
  refusal(): InventoryError | undefined {
    if (this.#refusal === undefined) return undefined;
    return new InventoryError({
      code: 'role-refused',
      message: `the role could not be assumed: the security token service answered ${this.#refusal}`,
      hint: "Check both ARNs, the OIDC provider's client ID (audience) and the role's trust policy: its condition on oidc:sub must match this repository and branch.",
    });
  }

  /** Of the SDK's error only the service's code is kept: the rest can hold what nobody should read. */
  #note(error: unknown): never {
    const text = error instanceof Error ? error.message : '';
    this.#refusal = /failed with OIDC:.*?"Code"\s*:\s*"([A-Za-z][\w.]{0,99})"/s.exec(text)?.[1];
    throw error;
  }
}
