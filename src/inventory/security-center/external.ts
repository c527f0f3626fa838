import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, extname, isAbsolute, join, resolve, sep } from 'node:path';
import { isInside } from '../../documents/root.js';
import type { Credentials } from './credentials.js';
import { loadSplitCommand } from './sdk.js';

/** As long as the SDK waits. */
const TIMEOUT_MS = 60_000;

/** A key is some hundred characters. */
const MAX_OUTPUT_BYTES = 1024 * 1024;

/** A command that a profile names. */
export interface ExternalCommand {
  /** `process_command` of the profile. */
  readonly command: string;
  /** The real path of the file with the profile. */
  readonly configFile: string;
  /** The root of the run, whose contents are not trusted. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Why a command gave no key: a clause that follows the name of its profile. */
export class ExternalFailure extends Error {}

/**
 * The credentials that a command prints. The SDK would write them into the file with the profile, in plain text; here they
 * are kept in memory. Nothing under the root is executed: the command runs without a shell in the directory of the file with
 * the profile, and is looked for in absolute directories of PATH outside the root.
 *
 * @throws ExternalFailure
 */
export async function runExternal(external: ExternalCommand): Promise<Credentials> {
  const { command, configFile, root, env } = external;
  if (isInside(configFile, root))
    throw new ExternalFailure('it runs a command, and its file is in the directory that is checked');
  const [program = '', ...args] = await split(command);
  const cwd = dirname(configFile);
  const path = safePath(env['PATH'] ?? '', root);
  const found = locate(program, { cwd, path, env });
  for (const word of [found, ...args]) {
    const named = isAbsolute(word) || word.includes(sep) ? real(resolve(cwd, word)) : undefined;
    if (named !== undefined && isInside(named, root))
      throw new ExternalFailure('its command names a file in the directory that is checked');
  }
  return keyIn(await run(found, args, { cwd, env: { ...env, PATH: path.join(delimiter) } }));
}

async function split(command: string): Promise<string[]> {
  const splitProcessCommand = await loadSplitCommand();
  try {
    return splitProcessCommand(command);
  } catch {
    throw new ExternalFailure('its process_command is empty or has a quote that does not end');
  }
}

/** The directories of PATH that a checkout cannot write to. Relative ones would be in the working directory. */
const safePath = (path: string, root: string): string[] =>
  path
    .split(delimiter)
    .filter((directory) => isAbsolute(directory) && !isInside(real(directory) ?? directory, root));

interface Lookup {
  readonly cwd: string;
  readonly path: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

function locate(program: string, { cwd, path, env }: Lookup): string {
  const isPath = program.includes('/') || program.includes(sep);
  const candidates = isPath ? [resolve(cwd, program)] : path.map((directory) => join(directory, program));
  const extensions =
    process.platform === 'win32' && extname(program) === '' ? (env['PATHEXT'] ?? '.EXE').split(';') : [''];
  for (const candidate of candidates)
    for (const extension of extensions) if (isExecutable(candidate + extension)) return candidate + extension;
  const where = isPath ? '' : ' in the directories of PATH outside the directory that is checked';
  throw new ExternalFailure(`its command was not found${where}`);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Standard output. What the command writes to standard error is dropped: it may hold a secret. */
function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const limits = { timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES, killSignal: 'SIGKILL' } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { ...options, ...limits, windowsHide: true }, (error, stdout) => {
      if (error) reject(new ExternalFailure(whyFailed(error)));
      else resolve(stdout);
    });
    child.stdin?.end();
  });
}

function whyFailed({ code, killed }: { readonly code?: unknown; readonly killed?: boolean }): string {
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'its command printed more than 1 MiB';
  if (killed) return `its command did not end within ${TIMEOUT_MS / 1000} s`;
  if (typeof code === 'number') return `its command ended with exit code ${code}`;
  return typeof code === 'string'
    ? `its command could not be run (${code})`
    : 'its command was ended by a signal';
}

/** The command prints a profile of mode AK or StsToken, as the aliyun CLI expects it. */
function keyIn(output: string): Credentials {
  const printed = parsed(output);
  const text = (key: string): string => {
    const value: unknown = typeof printed === 'object' && printed !== null ? Reflect.get(printed, key) : '';
    return typeof value === 'string' ? value : '';
  };
  const mode = text('mode').toLowerCase();
  if (!['', 'ak', 'ststoken'].includes(mode))
    throw new ExternalFailure('its command printed a profile of another mode than AK and StsToken');
  const [accessKeyId, accessKeySecret, securityToken] = [
    text('access_key_id'),
    text('access_key_secret'),
    text('sts_token'),
  ];
  if (accessKeyId === '' || accessKeySecret === '')
    throw new ExternalFailure('its command printed no access_key_id and access_key_secret');
  if (mode === 'ststoken' && securityToken === '')
    throw new ExternalFailure('its command printed the mode StsToken and no sts_token');
  return { accessKeyId, accessKeySecret, ...(securityToken !== '' && { securityToken }) };
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output.replace(/^\uFEFF/, ''));
  } catch {
    throw new ExternalFailure('its command printed text that is not JSON');
  }
}
