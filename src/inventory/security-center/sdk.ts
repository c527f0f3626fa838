/**
 * The vendor's packages are loaded here and nowhere else, and only when an inventory is live: they are
 * CommonJS, and slow to load for a check of a file.
 */

import { silence } from '../../network/silence.js';

/** That `url.parse()` is deprecated. */
const URL_PARSE = 'DEP0169';

let expected = false;

/**
 * Keeps one warning away: httpx takes addresses apart with `url.parse()`, of which Node warns from 24 on. Users
 * can do nothing about it, and in the log of a gate it reads like a mistake of theirs. Only addresses that were
 * checked before get that far. Node warns once in a process; after that nothing is in its way.
 */
function expectUrlWarning(): void {
  if (expected) return;
  expected = true;
  const emit = process.emitWarning;
  const filter = (...told: readonly unknown[]): void => {
    if (told[2] !== URL_PARSE) return void Reflect.apply(emit, process, told);
    // Whoever has put something in its place since is left alone.
    if (process.emitWarning === filter) process.emitWarning = emit;
  };
  process.emitWarning = filter;
}

let rpcClient: ReturnType<typeof importRpcClient> | undefined;

/** The RPC client of @alicloud/pop-core, without its ROA half, which would load an XML parser. */
export function loadRpcClient() {
  rpcClient ??= importRpcClient();
  return rpcClient;
}

async function importRpcClient() {
  silence();
  expectUrlWarning();
  return (await import('@alicloud/pop-core/lib/rpc.js')).default;
}

/** The providers of @alicloud/credentials, one for each way to get a key. Its default chain is not used: it hides failures. */
export async function loadCredentials() {
  silence();
  expectUrlWarning();
  return await import('@alicloud/credentials');
}

/** The SDK's providers for a sign-in in a browser, which it does not export. */
export async function loadSignIns() {
  silence();
  expectUrlWarning();
  const sso = await import('@alicloud/credentials/dist/src/providers/cloud_sso.js');
  const oauth = await import('@alicloud/credentials/dist/src/providers/oauth.js');
  return {
    CloudSSOCredentialsProvider: sso.default.default,
    OAuthCredentialsProvider: oauth.default.default,
  };
}

/** How the SDK splits the command of a profile into words, with quotes. */
export async function loadSplitCommand() {
  return (await import('@alicloud/credentials/dist/src/utils/command.js')).splitProcessCommand;
}

/** What an agent of one's own is made from. */
export async function loadAgentBase() {
  return await import('agent-base');
}
