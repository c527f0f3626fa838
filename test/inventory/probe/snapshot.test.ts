import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decoder } from '../../../src/inventory/decode/decoder.js';
import { membersOf, recordedFacts } from '../../../src/inventory/decode/probe-facts.js';
import { jsonRecords } from '../../../src/inventory/file/json-records.js';
import { recordsSource } from '../../../src/inventory/memory.js';
import type { ProbeOptions } from '../../../src/inventory/probe/options.js';
import { probed } from '../../../src/inventory/probe/probed.js';
import { writeSnapshot } from '../../../src/inventory/snapshot.js';
import { inventoryOf, type RecordSource } from '../../../src/inventory/source.js';
import { type ProbeField, probeFields, unseenReasonOf, unseenReasons } from '../../../src/model/probe.js';
import type { Inventory, Registry } from '../../../src/model/registry.js';
import { Authority } from '../security-center/certificates.js';
import { asking, closedPort, http, https, leadingTo, local, open } from './servers.js';

const schema = JSON.parse(readFileSync('schema/snapshot.schema.json', 'utf8'));
const isSnapshot = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

const authority = new Authority();
const DAY = 24 * 60 * 60 * 1000;
const now = new Date();

async function snapshotOf(source: RecordSource, probe?: ProbeOptions): Promise<string> {
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  await writeSnapshot(source, now.toISOString(), write, probe);
  expect(isSnapshot(JSON.parse(text)), JSON.stringify(isSnapshot.errors)).toBe(true);
  return text;
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

const read = (text: string): RecordSource => ({
  origin: { kind: 'memory' },
  batches: () => jsonRecords(once(text), 'snapshot.json', true),
});

async function registriesOf(inventory: Inventory): Promise<readonly object[]> {
  const found: Registry[] = [];
  for await (const batch of inventory.batches()) found.push(...batch);
  // What is undefined is absent, whichever of the two an object has.
  return found.map(({ location: _, ...registry }) => JSON.parse(JSON.stringify(registry)));
}

async function records(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const servers = await Promise.all([
    https(authority.issue('registry.test', 30)),
    https(authority.selfSigned(), open, { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    http(asking),
    http(leadingTo('https://registry.test/')),
  ]);
  const ports = [...servers.map(({ port }) => port), await closedPort()];
  const probable = ports.map((port, Id) => ({
    Id,
    RegistryType: 'harbor',
    DomainName: `registry.test:${port}`,
  }));
  return [...probable, { Id: 98, DomainName: 'no name' }, { Id: 99 }];
}

describe('a snapshot that was taken with probes', () => {
  test('decodes to the same registries as probing them, and so does a snapshot of it', async () => {
    const source = recordsSource(await records());
    const options = { ...local, now };
    const direct = await registriesOf(probed(inventoryOf(source, now), options));
    const snapshot = await snapshotOf(source, options);
    expect(await registriesOf(inventoryOf(read(snapshot), now))).toEqual(direct);
    const again = await snapshotOf(read(snapshot));
    expect(JSON.parse(again).registries).toEqual(JSON.parse(snapshot).registries);
  });

  test('does not keep a certificate alive: its days are counted when it is read', async () => {
    const snapshot = await snapshotOf(recordsSource((await records()).slice(0, 1)), { ...local, now });
    expect(snapshot).not.toContain('daysLeft');
    const half = DAY / 2;
    const daysOn = async (day: Date) => (await registriesOf(inventoryOf(read(snapshot), day)))[0];
    expect(await daysOn(new Date(now.getTime() + half))).toHaveProperty(['Probe.tls.daysLeft'], 29);
    expect(await daysOn(new Date(now.getTime() + 31 * DAY + half))).toHaveProperty(
      ['Probe.tls.daysLeft'],
      -2,
    );
  });

  test('is probed anew when probes are asked for', async () => {
    const [record] = await records();
    const snapshot = await snapshotOf(recordsSource([record]), { ...local, now });
    const lookup = async () => [];
    const anew = await snapshotOf(read(snapshot), { ...local, now, lookup });
    const [registry] = JSON.parse(anew).registries;
    expect(registry['Probe.reached']).toBe(false);
    expect(registry).not.toHaveProperty(['Probe.tls.expires']);
  });

  test('taken without any has nothing of a probe', async () => {
    expect(await snapshotOf(recordsSource(await records()))).not.toContain('Probe');
  });
});

const decoded = (record: Readonly<Record<string, unknown>>) =>
  new Decoder('snapshot', { now }).decode(record, undefined);

describe('a snapshot that was tampered with', () => {
  test.each([
    ['Probe.reached', 'yes'],
    ['Probe.tls.version', 'TLSv9'],
    ['Probe.tls.fault', 'hunter2 hunter2'],
    ['Probe.tls.expires', '2026-13-45T00:00:00.000Z'],
    ['Probe.tls.expires', 'hunter2'],
    ['Probe.tls.daysLeft', 1.5],
    ['Probe.auth.required', ['hunter2']],
  ])('with %s = %j is told of, and nothing of it is kept', (field, value) => {
    const registry = decoded({ Id: 1, [field]: value });
    expect(registry).not.toHaveProperty([field], value);
    expect(registry.unclear).toHaveProperty([field], 'not understood');
    expect(registry.notices?.some((notice) => notice.field === field)).toBe(true);
    expect(JSON.stringify(registry)).not.toMatch(/hunter2|TLSv9/);
  });

  test('has no reasons but those that there are', () => {
    const registry = decoded({
      Id: 1,
      'Probe.reached': true,
      'Probe.unseen': {
        'Probe.auth.required': 'hunter2',
        'Probe.http.answers': 'refused',
        Password: 'hunter2',
      },
    });
    expect(registry.unclear).toEqual({ 'Probe.http.answers': unseenReasons.refused });
  });

  test('by a record of the API that pretends to have been probed is not believed', () => {
    const registry = new Decoder('api', { now }).decode({ Id: 1, 'Probe.tls.trusted': true }, undefined);
    expect(registry['Probe.tls.trusted']).toBeUndefined();
    expect(registry.unknown).toEqual(['Probe.tls.trusted']);
  });
});

test('whatever a probe can find is kept as it is', () => {
  const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    'Probe.tls.version': fc.constantFrom('TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'),
    'Probe.tls.fault': fc.constantFrom('', 'CERT_HAS_EXPIRED'),
    'Probe.tls.expires': fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(2 ** 42) })
      .map((day) => day.toISOString()),
    'Probe.tls.daysLeft': fc.integer(),
  };
  const reasons = fc.constantFrom(...Object.values(unseenReasons)).map(unseenReasonOf);
  const facts = fc.record(
    Object.fromEntries(
      probeFields.map((field) => [
        field,
        fc.oneof(fc.record({ seen: values[field] ?? fc.boolean() }), fc.record({ unseen: reasons })),
      ]),
    ),
  );
  fc.assert(
    fc.property(facts, (found) => {
      const of = (kind: 'seen' | 'unseen') =>
        Object.fromEntries(
          Object.entries(found).flatMap(([field, one]) =>
            kind in one ? [[field, Object.values(one)[0]]] : [],
          ),
        );
      const { 'Probe.tls.daysLeft': days, ...seen } = of('seen') as Record<ProbeField, never>;
      const unseen = of('unseen');
      const isLost = seen['Probe.tls.expires'] === undefined && days !== undefined;
      const written = { ...seen, ...(isLost && { 'Probe.tls.daysLeft': days }) };
      expect(recordedFacts(JSON.parse(JSON.stringify(membersOf({ seen: of('seen'), unseen }))))).toEqual({
        seen: written,
        unseen,
      });
    }),
  );
});
