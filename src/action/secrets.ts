import { setSecret } from '@actions/core';

/** Variables that hold a credential, whole. */
const credentials = [
  ...['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'].flatMap((prefix) => [
    `${prefix}_ACCESS_KEY_ID`,
    `${prefix}_ACCESS_KEY_SECRET`,
    `${prefix}_SECURITY_TOKEN`,
  ]),
  'ALIBABA_CLOUD_CREDENTIALS_URI',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
];

/** Variables that hold an address in which a password may stand. */
const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'] as const;

/**
 * Lets the runner blot out every credential of the environment, wherever it may be printed. The program
 * prints none; this is for what others print after it, and for the case that it is wrong.
 */
export function maskEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of credentials) mask(env[name]);
  for (const name of proxies) for (const password of passwordsIn(env[name])) mask(password);
}

/** Lets the runner blot out a secret. It complains of an empty one. */
export function mask(secret: string | undefined): void {
  if (secret !== undefined && secret.trim() !== '') setSecret(secret);
}

/** The password of an address, as it is written there and as it is. */
function passwordsIn(address: string | undefined): readonly string[] {
  if (!address || !URL.canParse(address)) return [];
  const { password } = new URL(address);
  return [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
