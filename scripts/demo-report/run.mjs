/**
 * Shows a compliance report: twenty accounts of an emulated Security Center are checked as they were on each of
 * thirty days, over real HTTP with the real client, and the last run is written as a page.
 *
 *   node scripts/demo-report/run.mjs [FOLDER]     a new folder; demo-report/ unless said, which is made anew
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { accountsInventory, complianceOf, loadPolicy, readAccounts } from '../../dist/index.js';
import { organisation } from './organisation.mjs';

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = join(root, 'dist', 'registry-lint.cjs');
const [chosen] = process.argv.slice(2);
const folder = resolve(chosen ?? join(root, 'demo-report'));
const today = Date.now();
const acme = organisation(DAYS);

const variable = (name, what) => `${name.toUpperCase().replaceAll('-', '_')}_${what}`;

/** The key of every account, which the emulator makes of its name. */
const keys = Object.fromEntries(
  acme.names.flatMap((name) => [
    [variable(name, 'ID'), name],
    [variable(name, 'SECRET'), `not-a-secret-${name}`],
  ]),
);

const dayOf = (time) => new Date(time).toISOString().slice(0, 10);

/** A waiver that ends soon, one that has time, and what only this company asks for. */
const policy = `version: 1
extends: [recommended]
rules:
  allowed-regions:
    severity: error
    params: { regions: [cn-hangzhou, cn-shanghai, cn-beijing, cn-shenzhen] }
waivers:
  - rule: require-https
    registry: { RegistryName: ["payments-*", "games-*"] }
    reason: certificates are ordered
    expires: ${dayOf(today + 9 * DAY_MS)}
    approvedBy: platform-security
    ticket: OPS-2291
  - rule: persistence-days
    registry: { RegistryName: "sandbox-*" }
    reason: nothing in the sandbox is kept
    expires: ${dayOf(today + 200 * DAY_MS)}
`;

function accountsFile(endpoint) {
  const accounts = acme.names.map((name) => ({
    name,
    env: { accessKeyId: variable(name, 'ID'), accessKeySecret: variable(name, 'SECRET') },
  }));
  return JSON.stringify({ version: 1, defaults: { endpoint, region: 'cn-hangzhou' }, accounts }, null, 2);
}

/** Starts a Security Center that has the accounts of a day. */
async function startEmulator(day) {
  const accounts = join(folder, 'inventories', String(day));
  mkdirSync(accounts, { recursive: true });
  for (const [name, registries] of acme.on(day)) {
    writeFileSync(join(accounts, `${name}.json`), JSON.stringify({ ImageRegistryInfos: registries }));
  }
  const emulator = spawn(process.execPath, [program, 'emulator', '--accounts', accounts], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Whatever ends this script must not leave it behind.
  process.once('exit', () => emulator.kill());
  for await (const line of createInterface({ input: emulator.stdout })) {
    const [, endpoint] = /--endpoint (\S+)/.exec(line) ?? [];
    if (endpoint) return { endpoint, end: () => emulator.kill() };
  }
  throw new Error('the emulator did not start');
}

const options = ['--accounts', 'accounts.yaml', '--policy', 'registry-lint.yaml', '--history', 'history'];

/** Checks all accounts as they were on a day that has passed, which only the library does. */
async function check({ endpoint }, startedAt) {
  writeFileSync(join(folder, 'accounts.yaml'), accountsFile(endpoint));
  const inventory = await accountsInventory(await readAccounts('accounts.yaml', folder), {
    env: { ...process.env, ...keys },
  });
  const policy = await loadPolicy(['registry-lint.yaml'], folder);
  const history = join(folder, 'history');
  const { report, remember } = await complianceOf(inventory, policy, { history, startedAt });
  remember();
  return report.standing;
}

/** Writes the report of today, as one would. */
async function report({ endpoint }) {
  writeFileSync(join(folder, 'accounts.yaml'), accountsFile(endpoint));
  const args = ['report', ...options, '--output', 'report.html', '--output', 'report.md'];
  console.log(`\n$ registry-lint ${args.join(' ')}`);
  const env = { ...process.env, ...keys };
  const run = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: 'inherit', env });
  const [exitCode] = await once(run, 'exit');
  return exitCode;
}

if (chosen === undefined) rmSync(folder, { recursive: true, force: true });
mkdirSync(dirname(folder), { recursive: true });
// Fails where the folder exists: what is in it is somebody's.
mkdirSync(folder);
writeFileSync(join(folder, 'registry-lint.yaml'), policy);

console.log(`Checking ${acme.names.length} accounts as they were on each of ${DAYS} days`);
process.setMaxListeners(DAYS + 10);
let next = startEmulator(0);
for (let day = 0; day < DAYS - 1; day++) {
  const emulator = await next;
  next = startEmulator(day + 1);
  const startedAt = new Date(today - (DAYS - 1 - day) * DAY_MS);
  const { registries, compliant } = await check(emulator, startedAt);
  emulator.end();
  console.log(`${dayOf(startedAt)}  ${compliant} of ${registries} registries compliant`);
}
const exitCode = await report(await next);
console.log(
  exitCode === 0
    ? `\nOpen ${relative(process.cwd(), join(folder, 'report.html'))} in a browser.`
    : `\nThe report ended with ${exitCode}, and 0 was expected.`,
);
process.exit(exitCode === 0 ? 0 : 1);
