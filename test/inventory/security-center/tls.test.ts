import https from 'node:https';
import { beforeAll, expect, test } from 'vitest';
import { Authority, type Identity } from './certificates.js';
import { buildProgram, type Run, run } from './program.js';
import { answer, errorOf, expectNoSecret, goodAnswer, optionsFor, serve } from './support.js';

const authority = new Authority();
let program: string;

beforeAll(async () => {
  program = await buildProgram();
});

/** A Security Center with a certificate, and what the program makes of it when it trusts the authority. */
async function ask(identity: Identity, environment = {}): Promise<Run & { readonly calls: number }> {
  const server = await serve((response) => answer(response, 200, goodAnswer), https.createServer(identity));
  const result = await run(
    program,
    { endpoint: `https://localhost:${server.port}` },
    { NODE_EXTRA_CA_CERTS: authority.file, ...environment },
  );
  expectNoSecret(result.output);
  return { ...result, calls: server.seen.length };
}

test('a server that proves its name is read', async () => {
  const { exitCode, output, calls } = await ask(authority.issue('localhost'));
  expect(output).toContain('"RegistryName":"two"');
  expect([exitCode, calls]).toEqual([0, 1]);
});

test.each([
  ['has expired', () => authority.issue('localhost', -1), "this machine's clock"],
  ['was made out to another name', () => authority.issue('elsewhere.example'), 'Another server answers'],
  ['was signed by nobody', () => authority.selfSigned(), 'NODE_EXTRA_CA_CERTS'],
])('a certificate that %s is refused, and nothing is sent', async (fault, identity, hint) => {
  const { exitCode, output, calls } = await ask(identity());
  expect(output).toContain(`certificate\nthe certificate of Security Center ${fault}`);
  expect(output).toContain(hint);
  expect([exitCode, calls]).toEqual([3, 0]);
});

test('an authority that nobody knows is refused', async () => {
  const server = await serve(() => undefined, https.createServer(authority.issue('localhost')));
  const error = await errorOf(optionsFor(`https://localhost:${server.port}`));
  expect(error.code).toBe('certificate');
  expect(server.seen).toHaveLength(0);
});

test('the environment cannot turn the check off', async () => {
  const off = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const { exitCode, output, calls } = await ask(authority.selfSigned(), off);
  expect(output).toContain('certificate\n');
  expect([exitCode, calls]).toEqual([3, 0]);
});
