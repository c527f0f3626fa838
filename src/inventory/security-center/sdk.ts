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

/** The default chain of @alicloud/credentials. */
export async function loadDefaultCredentials() {
  return (await loadCredentials()).DefaultCredentialsProvider;
}

/** Every provider of @alicloud/credentials. */
export async function loadCredentials() {
  silence();
  expectUrlWarning();
  return await import('@alicloud/credentials');
}

/** What an agent of one's own is made from. */
export async function loadAgentBase() {
  return await import('agent-base');
}
