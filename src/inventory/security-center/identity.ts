/** As whom an account is asked. Names of keys only, never a key. */
export type Identity =
  /** Whatever the SDK's default chain finds. */
  | { readonly kind: 'default' }
  /** A profile of the aliyun command line, or of the SDK's file of credentials. */
  | { readonly kind: 'profile'; readonly profile: string }
  | EnvironmentIdentity
  | RoleIdentity;

/** An access key in variables of the environment. */
export interface EnvironmentIdentity {
  readonly kind: 'env';
  /** The name of the variable that holds it; so with the others. */
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/** A RAM role that is assumed with what the default chain finds. */
export interface RoleIdentity {
  readonly kind: 'role';
  readonly role: string;
  readonly externalId?: string | undefined;
  readonly sessionName?: string | undefined;
  readonly durationSeconds?: number | undefined;
  /** Where the security token service is: a host, with a port, or a URL. */
  readonly stsEndpoint?: string | undefined;
}
