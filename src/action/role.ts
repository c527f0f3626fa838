import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InventoryError } from '../model/error.js';
import type { RoleInputs } from './inputs.js';

/** Only this user's processes may read it. */
const OWNER_ONLY = 0o600;

/** The variables through which the SDK's chain learns of a role. */
type RoleVariable =
  | 'ALIBABA_CLOUD_ROLE_ARN'
  | 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN'
  | 'ALIBABA_CLOUD_OIDC_TOKEN_FILE'
  | 'ALIBABA_CLOUD_ROLE_SESSION_NAME';

/**
 * Asks GitHub for a token that tells which repository and branch this job is of, and puts it where the SDK's
 * chain looks for it. Once `forget` was called, or the process has ended in whatever way, it is gone.
 *
 * @throws InventoryError where GitHub gives none
 */
export async function prepareRole(inputs: RoleInputs, env: NodeJS.ProcessEnv): Promise<{ forget(): void }> {
  const token = await idToken(inputs.audience, env);
  const folder = mkdtempSync(join(env['RUNNER_TEMP'] || tmpdir(), 'registry-lint-'));
  const forget = (): void => rmSync(folder, { recursive: true, force: true });
  process.on('exit', forget);
  const file = join(folder, 'id-token');
  writeFileSync(file, token, { mode: OWNER_ONLY, flag: 'wx' });
  const variables: Readonly<Record<RoleVariable, string>> = {
    ALIBABA_CLOUD_ROLE_ARN: inputs.role,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: inputs.provider,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: file,
    ALIBABA_CLOUD_ROLE_SESSION_NAME: inputs.sessionName,
  };
  Object.assign(env, variables);
  return { forget };
}

async function idToken(audience: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (!env['ACTIONS_ID_TOKEN_REQUEST_URL'] || !env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']) throw noPermission();
  try {
    // The only part of the package that is slow to load: it brings an HTTP client.
    const { getIDToken } = await import('@actions/core');
    return await getIDToken(audience);
  } catch (error) {
    // The message can hold what the server answered.
    const status = error instanceof Error ? /Error Code : (\d{3})\b/.exec(error.message)?.[1] : undefined;
    throw new InventoryError({
      code: 'no-id-token',
      message: `GitHub gave no ID token${status === undefined ? '' : ` (HTTP ${status})`}, so the role cannot be assumed`,
      hint: 'Run the job again. If it stays so, look at https://www.githubstatus.com.',
    });
  }
}

function noPermission(): InventoryError {
  return new InventoryError({
    code: 'no-id-token',
    message: 'this job may not ask GitHub for an ID token, so the role cannot be assumed',
    hint: 'Give the job the permissions `id-token: write` and `contents: read`.',
  });
}
