import type { RegistryType } from '../../model/field.js';

/** What `defaults` can say, and each account. */
export interface SharedText {
  readonly region?: string;
  readonly regions?: readonly string[];
  readonly endpoint?: string;
  readonly registryType?: RegistryType;
  readonly externalId?: string;
  readonly sessionName?: string;
  readonly durationSeconds?: number;
  readonly stsEndpoint?: string;
  readonly allowEmpty?: boolean;
}

/** An account as it is written. */
export interface AccountText extends SharedText {
  readonly name: string;
  readonly profile?: string;
  readonly role?: string;
  readonly env?: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly securityToken?: string;
  };
  readonly inventory?: string;
}

/** What an accounts file holds once it satisfies schema/accounts.schema.json. */
export interface AccountsText {
  readonly defaults?: SharedText;
  readonly accounts: readonly AccountText[];
}
