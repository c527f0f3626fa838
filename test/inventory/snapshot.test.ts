import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { fileSource } from '../../src/inventory/file/read.js';
import { recordsSource } from '../../src/inventory/memory.js';
import { writeSnapshot } from '../../src/inventory/snapshot.js';
import type { RecordSource } from '../../src/inventory/source.js';
import { arbitraryRecord, toJson } from './decode/arbitrary-record.js';
import { failureIn, fileWith, harbor, pieces, placeless, registriesOf, SECRET } from './file/reading.js';

const schema = JSON.parse(readFileSync('schema/snapshot.schema.json', 'utf8'));
const isSnapshot = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

const TIME = '2026-11-24T08:00:00Z';

async function snapshotOf(source: RecordSource): Promise<string> {
  let text = '';
  await writeSnapshot(source, TIME, (part) => {
    text += part;
  });
  return text;
}

const jsonSource = (text: string) => pieces(Buffer.from(text), [64 * 1024]);

/** The registries of a snapshot, without their places. */
const linted = async (text: string) => placeless(await registriesOf(jsonSource(text)));

describe('a snapshot', () => {
  it('of any inventory decodes to the same registries, and so does a snapshot of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryRecord, { maxLength: 6 }), async (records) => {
        const source = jsonSource(toJson({ ImageRegistryInfos: records }));
        const snapshot = await snapshotOf(source);
        expect(await linted(snapshot)).toEqual(placeless(await registriesOf(source)));
        const again = await snapshotOf(jsonSource(snapshot));
        expect(JSON.parse(again).registries).toEqual(JSON.parse(snapshot).registries);
        expect(await linted(again)).toEqual(await linted(snapshot));
        expect(isSnapshot(JSON.parse(snapshot)), JSON.stringify(isSnapshot.errors)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('of records in memory decodes to the same registries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryRecord, { maxLength: 6 }), async (records) => {
        const source = recordsSource(records);
        expect(await linted(await snapshotOf(source))).toEqual(placeless(await registriesOf(source)));
      }),
      { numRuns: 500 },
    );
  });

  it('of YAML decodes to the same registries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryRecord, { minLength: 1, maxLength: 3 }), async (records) => {
        const source = fileSource(fileWith(stringify({ ImageRegistryInfos: records }), 'inventory.yaml'));
        expect(await linted(await snapshotOf(source))).toEqual(placeless(await registriesOf(source)));
      }),
    );
  });

  it('holds no secret, whatever the record is', async () => {
    const secret = fc.constantFrom(
      ...[
        SECRET,
        [SECRET],
        { password: SECRET },
        `PASSWORD=${SECRET}`,
        `https://a:${SECRET}@b/`,
        { [SECRET]: 1 },
      ],
    );
    await fc.assert(
      fc.asyncProperty(
        arbitraryRecord,
        fc.array(secret, { minLength: 7, maxLength: 7 }),
        async (record, secrets) => {
          const hidden = {
            ...record,
            Password: secrets[0],
            Token: secrets[1],
            JenkinsEnv: secrets[2],
            DomainName: `https://me:${SECRET}@h.example.com`,
            RegistryHostIp: `${SECRET}@10.0.0.1`,
            RegistryName: `see https://me:${SECRET}@h.example.com`,
            RegistryType: `me:${SECRET}@h.example.com`,
            RegistryVersion: `h.example.com/v2?password=${SECRET}`,
            VpcId: `https://${SECRET}@h.example.com/`,
            RegionId: `me%3A${SECRET}%40h.example.com`,
            WhiteList: `10.0.0.0/8,https://me:${SECRET}@h.example.com`,
            UserName: `a?token=${SECRET}`,
            AliUid: `me:${SECRET}@h.example.com`,
            Comment: secrets[3],
            NetType: [secrets[4]],
            PersistenceDay: { x: secrets[5] },
            [`password: ${SECRET}`]: 1,
          };
          const source = jsonSource(toJson([{ Id: 1, ...hidden }]));
          expect(await snapshotOf(source)).not.toContain(SECRET);
          expect(JSON.stringify(await registriesOf(source))).not.toContain(SECRET);
        },
      ),
    );
  });

  it('reads as people would write it, one registry a line', async () => {
    const file = fileWith(
      JSON.stringify([harbor, { Id: 9223372036854775807n.toString(), Port: 1 }]),
      'a.json',
    );
    const text = (await snapshotOf(fileSource(file))).replace(file, 'a.json');
    expect(text).toBe(`{
  "$schema": "https://unpkg.com/registry-lint/schema/snapshot.schema.json",
  "snapshot": 1,
  "takenAt": "2026-11-24T08:00:00Z",
  "origin": {
    "kind": "file",
    "file": "a.json"
  },
  "registries": [
    { "Id": 66485, "RegistryName": "test1", "RegistryType": "harbor", "RegistryVersion": "V2", "ProtocolType": 2, "NetType": 1, "VpcId": "vpc-bp1", "RegionId": "cn-hangzhou", "DomainName": "harbor.example.com", "RegistryHostIp": "10.0.0.1", "WhiteList": "10.0.0.0/8", "UserName": "robot", "PersistenceDay": 90, "TransPerHour": 30, "AliUid": 1766185894123456, "Password.set": true, "Password.wellKnown": false, "Password.short": false, "Token.set": true, "JenkinsEnv.set": true, "JenkinsEnv.hasCredential": true, "JenkinsEnv.credentialKinds": "password or other secret" },
    { "Id": "9223372036854775807", "unknownFields": ["Port"] }
  ]
}
`);
  });

  it('of nothing is a snapshot', async () => {
    const text = await snapshotOf(jsonSource('[]'));
    expect(isSnapshot(JSON.parse(text))).toBe(true);
    expect(await linted(text)).toEqual([]);
  });

  it('counts the registries, and waits for a slow writer', async () => {
    const written: string[] = [];
    const slowly = async (part: string) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      written.push(part);
    };
    const records = Array.from({ length: 2500 }, (_, Id) => ({ ...harbor, Id }));
    expect(await writeSnapshot(recordsSource(records), TIME, slowly)).toBe(2500);
    expect(JSON.parse(written.join('')).registries).toHaveLength(2500);
  });

  it('is not ended when the inventory cannot be read whole', async () => {
    const parts: string[] = [];
    const writing = writeSnapshot(jsonSource('[{"Id":1},{"Id":2}'), TIME, (part) => {
      parts.push(part);
    });
    expect((await failureIn(writing)).code).toBe('cut-off');
    expect(() => JSON.parse(parts.join(''))).toThrow();
  });
});

describe('a snapshot that was tampered with', () => {
  const record = { Id: 1, RegistryName: 'a' };
  const snapshot = (extra: object) => toJson({ snapshot: 1, registries: [{ ...record, ...extra }] });

  it.each([
    ['a password', { Password: SECRET }],
    ['an unknown field', { Note: SECRET }],
    ['text for a fact', { 'Password.wellKnown': SECRET, 'Token.set': [SECRET] }],
    ['other kinds of credential', { 'JenkinsEnv.credentialKinds': SECRET }],
    ['kinds and more', { 'JenkinsEnv.credentialKinds': `private key, ${SECRET}` }],
    ['another shape', { 'Password.shape': SECRET, 'Password.masked': SECRET }],
    ['names that are none', { unknownFields: SECRET }],
    ['names of other types', { unknownFields: [{ SECRET }, SECRET] }],
    ['an odd name', { unknownFields: [`password: ${SECRET}`] }],
  ])('by %s tells nothing of it', async (_name, extra) => {
    const source = jsonSource(snapshot(extra));
    const registries = await registriesOf(source);
    expect(JSON.stringify(registries)).not.toContain(SECRET);
    const again = await snapshotOf(source);
    expect(again).not.toContain(SECRET);
    expect(await linted(again)).toEqual(placeless(registries));
  });

  it('says that a fact is not understood, and keeps it open', async () => {
    const [registry] = await registriesOf(jsonSource(snapshot({ 'Password.set': 'yes' })));
    expect(registry?.['Password.set']).toBeUndefined();
    expect(registry?.unclear).toEqual({ 'Password.set': 'not understood' });
    expect(registry?.notices).toContainEqual(expect.objectContaining({ code: 'not-understood' }));
  });
});

describe('the schema', () => {
  it('is one that editors understand, with a description of every field', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    for (const field of Object.values<object>(schema.definitions.registry.properties)) {
      expect(field).toHaveProperty('description');
    }
  });

  it.each(['Password', 'Token', 'JenkinsEnv', 'Comment'])('refuses a record with %s', async (field) => {
    const snapshot = JSON.parse(await snapshotOf(recordsSource([harbor])));
    expect(isSnapshot(snapshot)).toBe(true);
    snapshot.registries[0][field] = SECRET;
    expect(isSnapshot(snapshot)).toBe(false);
  });

  it('refuses a value that could hold a secret', async () => {
    const snapshot = JSON.parse(await snapshotOf(recordsSource([harbor])));
    snapshot.registries[0].NetType = { password: SECRET };
    expect(isSnapshot(snapshot)).toBe(false);
  });
});
