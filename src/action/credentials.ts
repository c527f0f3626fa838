import type { Credentials, CredentialsProvider } from '../inventory/security-center/credentials.js';
import { loadCredentials } from '../inventory/security-center/sdk.js';
import { refusalIn, stsFailure } from '../inventory/security-center/sts-failure.js';
import type { InventoryError } from '../model/error.js';
import { mask } from './secrets.js';

const CHECK =
  "Check both ARNs, the OIDC provider's client ID (audience) and the role's trust policy: its condition on oidc:sub must match this repository and branch.";

/** What the chain's error says where it has asked for a role by a token. */
const BY_TOKEN = /failed with OIDC:.*/s;

/**
 * The SDK's default chain. What it finds is blotted out in the log before it is used. Where a role was asked
 * for, nothing else that the chain may find on the machine is taken: it could belong to another account.
 */
export class DefaultChain implements CredentialsProvider {
  readonly #roleOnly: boolean;

  constructor(roleOnly: boolean) {
    this.#roleOnly = roleOnly;
  }

  /** @throws InventoryError where it is known why there are none */
  async getCredentials(): Promise<Credentials> {
    const found = await (this.#roleOnly ? byToken() : fromChain());
    for (const secret of [found.accessKeyId, found.accessKeySecret, found.securityToken]) mask(secret);
    return found;
  }
}

/** By the variables that say which role, and where the token is. */
async function byToken(): Promise<Credentials> {
  const { OIDCRoleArnCredentialsProvider } = await loadCredentials();
  const builder = OIDCRoleArnCredentialsProvider.builder();
  const provider = builder.build();
  return provider.getCredentials().catch((error: unknown) => {
    throw why(error, builder.stsEndpoint);
  });
}

async function fromChain(): Promise<Credentials> {
  const { DefaultCredentialsProvider } = await loadCredentials();
  try {
    return await DefaultCredentialsProvider.builder().build().getCredentials();
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    const ofRole = new Error(BY_TOKEN.exec(text)?.[0]);
    throw refusalIn(ofRole) === undefined ? error : why(ofRole);
  }
}

const why = (error: unknown, host = ''): InventoryError =>
  stsFailure(error, { role: 'the role', host, check: CHECK });
