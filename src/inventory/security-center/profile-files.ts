import { readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse as parseIni } from 'ini';
import { findCheckout, isInside } from '../../documents/root.js';
import { InventoryError } from '../../model/error.js';
import { systemCode, whyUnreadable } from '../../model/unreadable.js';
import { isRecord } from '../file/parse-record.js';
import { decodeUtf8 } from '../file/utf8.js';

/** One profile, or one section, as it is written. */
export type ProfileText = Readonly<Record<string, unknown>>;

/** A file with profiles. */
export interface ProfileFile {
  /** How an error names it: `~/.aliyun/config.json`. Never an absolute path. */
  readonly name: string;
  /** The real path. */
  readonly path: string;
  readonly profiles: ReadonlyMap<string, ProfileText>;
  /** The profile to use if nothing names one. */
  readonly current: string;
}

/** Such files have some thousand characters. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * The configuration of the aliyun command line; undefined if there is none.
 *
 * @throws InventoryError if it cannot be used
 */
export function readCliConfig(env: NodeJS.ProcessEnv): ProfileFile | undefined {
  const name = '~/.aliyun/config.json';
  const file = read(join(home(env), '.aliyun', 'config.json'), name, env);
  if (!file) return undefined;
  const config = parseJson(file.text, name);
  const list: unknown = isRecord(config) ? config['profiles'] : undefined;
  if (!isRecord(config) || !Array.isArray(list))
    throw badFile(name, 'it has no list `profiles`', 'Create a profile with `aliyun configure`.');
  const profiles = new Map<string, ProfileText>();
  for (const profile of list) {
    const id: unknown = isRecord(profile) ? profile['name'] : undefined;
    // Of two with one name, the aliyun CLI and the SDK use the first.
    if (isRecord(profile) && typeof id === 'string' && !profiles.has(id)) profiles.set(id, profile);
  }
  const current = config['current'];
  return {
    name,
    path: file.path,
    profiles,
    current: typeof current === 'string' && current ? current : 'default',
  };
}

/**
 * The SDK's file of credentials; undefined if there is none. A file that a variable names must be there.
 *
 * @throws InventoryError if it cannot be used
 */
export function readCredentialsFile(env: NodeJS.ProcessEnv): ProfileFile | undefined {
  const given = env['ALIBABA_CLOUD_CREDENTIALS_FILE'];
  const name = given ? 'the file that ALIBABA_CLOUD_CREDENTIALS_FILE names' : '~/.alibabacloud/credentials';
  const file = read(given || join(home(env), '.alibabacloud', 'credentials'), name, env);
  if (!file && given) throw badFile(name, 'there is no such file', 'Correct the variable, or unset it.');
  if (!file) return undefined;
  const sections: ProfileText = parseIni(file.text);
  const profiles = new Map<string, ProfileText>();
  for (const [section, values] of Object.entries(sections))
    if (isRecord(values)) profiles.set(section, values);
  return { name, path: file.path, profiles, current: 'default' };
}

const home = (env: NodeJS.ProcessEnv): string =>
  (process.platform === 'win32' ? env['USERPROFILE'] : env['HOME']) || homedir();

/** The text of a file; undefined if it does not exist. */
function read(
  path: string,
  name: string,
  env: NodeJS.ProcessEnv,
): { readonly text: string; readonly path: string } | undefined {
  let bytes: Buffer;
  let real: string;
  try {
    const stats = statSync(path);
    real = realpathSync(path);
    refuseFromCheckout(real, name, env);
    if (!stats.isFile()) throw badFile(name, 'it is not a file', `Remove what is at its path.`);
    if (stats.size > MAX_BYTES) throw badFile(name, 'it has more than 4 MiB', 'Check its contents.');
    bytes = readFileSync(real);
  } catch (error) {
    if (error instanceof InventoryError) throw error;
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined;
    throw badFile(name, `it cannot be read: ${whyUnreadable(error)}`, 'Make it readable for this user.');
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) throw badFile(name, 'it is not UTF-8 text', 'Save it as UTF-8.');
  return { text: text.replace(/^\uFEFF/, ''), path: real };
}

/** Who wrote the checkout must not choose as whom Security Center is asked. */
function refuseFromCheckout(real: string, name: string, env: NodeJS.ProcessEnv): void {
  const checkout = findCheckout(process.cwd(), env);
  if (checkout === undefined || !isInside(real, checkout)) return;
  throw new InventoryError({
    code: 'credentials-in-checkout',
    message: `${name} is inside the checkout, so its authors could choose the identity of this run; it is not used`,
    hint: 'Move the file out of the checkout: set HOME (or ALIBABA_CLOUD_CREDENTIALS_FILE) to a path outside of it. Or set the access key in the environment: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.',
  });
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser quotes the text, which holds keys.
    const why = text.trim() === '' ? 'it is empty' : 'it is not JSON';
    throw badFile(name, why, 'Repair it, or move it away and run `aliyun configure`.');
  }
}

function badFile(name: string, why: string, hint: string): InventoryError {
  return new InventoryError({
    code: 'bad-profile',
    message: `${name} gave no credentials: ${why}`,
    hint: `${hint} No other credentials are tried: they could belong to another account.`,
  });
}
