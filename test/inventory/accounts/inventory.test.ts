import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toldProgress } from '../../../src/cli/commands/accounts.js';
import { startEmulator } from '../../../src/emulator/server.js';
import type { Account } from '../../../src/inventory/accounts/account.js';
import { type AccountsProgress, accountsInventory } from '../../../src/inventory/accounts/inventory.js';
import { registryIdentity } from '../../../src/model/identity.js';
import { collect, quick } from '../security-center/support.js';
import { record } from './files.js';

const account = (name: string, position: number, endpoint: string): Account => ({
  name,
  position,
  allowEmpty: false,
  from: {
    kind: 'live',
    region: undefined,
    endpoint,
    registryType: undefined,
    identity: { kind: 'env', accessKeyId: `${name}_ID`, accessKeySecret: `${name}_SECRET` },
  },
});

const kinds = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  'no-permission',
  'html',
  'cut-off',
  'reset',
  'silent',
);
const emulated = fc.record({ latencyMs: fc.integer({ min: 0, max: 30 }), fault: kinds });

test('whoever times out, is refused or answers garbage, the others come whole and in their order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(emulated, { minLength: 20, maxLength: 20 }),
      fc.integer({ min: 8, max: 32 }),
      async (all, concurrency) => {
        const names = all.map((_, index) => `ACCOUNT_${index}`);
        const emulator = await startEmulator({
          accounts: all.map((one, index) => ({
            ...one,
            accessKeyId: `id-${index}`,
            accessKeySecret: `secret-${index}`,
            records: [record(1), record(2), record(1)],
          })),
        });
        try {
          const env = Object.fromEntries(
            names.flatMap((name, index) => [
              [`${name}_ID`, `id-${index}`],
              [`${name}_SECRET`, `secret-${index}`],
            ]),
          );
          const told: AccountsProgress[] = [];
          const inventory = await accountsInventory(
            { file: 'a.yaml', accounts: names.map((name, index) => account(name, index, emulator.url)) },
            {
              env,
              concurrency,
              limits: { ...quick, readMs: 1_500, retries: 0 },
              onProgress: (event) => told.push({ ...event }),
            },
          );
          const registries = (await collect(inventory.batches())).flat();
          const good = names.filter((_, index) => all[index]?.fault === undefined);
          expect(registries.map(({ account: name, occurrence }) => [name, occurrence])).toEqual(
            good.flatMap((name) => [
              [name, undefined],
              [name, undefined],
              // What stands twice is told within an account.
              [name, 2],
            ]),
          );
          expect(registries.map(({ index }) => index)).toEqual(registries.map((_, index) => index));
          expect(new Set(registries.map(registryIdentity)).size).toBe(good.length * 2);
          const standings = inventory.accounts?.() ?? [];
          expect(standings.map(({ account: name }) => name)).toEqual(names);
          expect(standings.filter(({ unread }) => !unread).map(({ account: name }) => name)).toEqual(good);
          expect(Math.max(...told.map(({ running }) => running))).toBeLessThanOrEqual(concurrency);
          expect(told.at(-1)).toEqual({ total: 20, done: 20, failed: 20 - good.length, running: 0 });
        } finally {
          await emulator.close();
        }
      },
    ),
    { numRuns: 6 },
  );
});

test('an account that fails when most of it has come leaves nothing behind', async () => {
  const inventory = await accountsInventory({
    file: 'a.yaml',
    accounts: [
      {
        name: 'half',
        position: 0,
        allowEmpty: false,
        from: { kind: 'file', file: 'test/inventory/accounts/half.txt' },
      },
      {
        name: 'whole',
        position: 1,
        allowEmpty: false,
        from: { kind: 'file', file: 'examples/registries.json' },
      },
    ],
  });
  const registries = (await collect(inventory.batches())).flat();
  expect(registries.map(({ account: name }) => name)).toEqual(['whole', 'whole', 'whole']);
  expect(inventory.accounts?.()[0]?.unread?.message).toMatch(/^test\/inventory\/accounts\/half\.txt:4:1: /);
});

test('each account says what it was asked for, and all together what none of them shows', async () => {
  const asked = (name: string, position: number, region: string, registryType?: 'harbor'): Account => ({
    name,
    position,
    allowEmpty: false,
    from: { kind: 'live', region, endpoint: undefined, registryType, identity: { kind: 'default' } },
  });
  const accounts = [asked('a', 0, 'cn-hangzhou', 'harbor'), asked('b', 1, 'eu-central-1')];
  const { listing } = await accountsInventory({ file: 'a.yaml', accounts }, { env: {} });
  expect(listing?.('a')).toEqual({ region: 'cn-hangzhou', registryType: 'harbor' });
  expect(listing?.('b')).toEqual({ region: 'eu-central-1' });
  expect(listing?.('c')).toEqual({});
  expect(listing?.()).toEqual({ registryType: 'harbor' });
});

test('two accounts, and a registry with and without an account, are told apart', () => {
  const identities = [
    { index: 0, Id: '1', AliUid: '7' },
    { index: 0, Id: '1', AliUid: '7', account: 'a' },
    { index: 0, Id: '1', AliUid: '7', account: 'b' },
    { index: 0, Id: '1', account: '7' },
    { index: 0, Id: '1', account: 'a"/7' },
  ].map(registryIdentity);
  expect(new Set(identities).size).toBe(identities.length);
});

test('a terminal is told how far it is', () => {
  expect(toldProgress({ total: 20, done: 12, failed: 1, running: 8 }, 4500)).toBe(
    '12 of 20 accounts read, 8 in flight, 1 failed, some 3 s left',
  );
  expect(toldProgress({ total: 20, done: 0, failed: 0, running: 16 }, 100)).toBe(
    '0 of 20 accounts read, 16 in flight, 0 failed',
  );
});
