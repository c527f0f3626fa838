import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileSource } from '../../../src/inventory/file/read.js';
import { inventoryOf } from '../../../src/inventory/source.js';
import { failureIn, failureOf, fileWith, harbor, readText, registriesOf, SECRET } from './reading.js';

const text = JSON.stringify([harbor]);

describe('files', () => {
  it('say where their records stand, as the user wrote the path', async () => {
    const file = fileWith(`[\n ${JSON.stringify(harbor)}]`);
    expect(fileSource(file).origin).toEqual({ kind: 'file', file });
    expect(await registriesOf(fileSource(file))).toMatchObject([{ location: { file, line: 2, column: 2 } }]);
  });

  it('can be read twice', async () => {
    const source = fileSource(fileWith(text));
    expect(await registriesOf(source)).toEqual(await registriesOf(source));
  });

  it('can be left off in the middle', async () => {
    const lines = `${JSON.stringify(harbor)}\n`.repeat(5000);
    for await (const batch of inventoryOf(fileSource(fileWith(lines))).batches()) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
  });

  it.each([
    ['a file that is not there', join(tmpdir(), 'no-such-file.json'), 'there is no such file'],
    ['a folder', tmpdir(), 'it is a folder'],
    ['a path through a file', join(fileWith('x'), 'y.json'), 'a part of its path is a file, not a folder'],
    ['a name that no file can have', 'a\u0000b', 'its name is not one that a file can have'],
    ['no name', '', 'there is no such file'],
    ['a name that is too long', 'x'.repeat(5000), 'its name is too long'],
  ])('%s', async (_name, file, reason) => {
    const error = await failureIn(registriesOf(fileSource(file)));
    expect(error).toMatchObject({ code: 'unreadable', exitCode: 3 });
    expect(error.message).toContain(reason);
    expect(error.hint).toContain('--inventory');
  });
});

describe('bytes that are no UTF-8', () => {
  it.each([
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(text, 'utf16le')],
    ['UTF-16, the other end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['a compressed file', gzipSync(text)],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['zeroes', Buffer.alloc(100)],
    ['Latin-1', Buffer.from('[{"Id":1,"RegistryName":"caf\u00e9"}]', 'latin1')],
    ['Latin-1 beside the list', Buffer.from('{"x":"\u00e9","ImageRegistryInfos":[]}', 'latin1')],
    ['a character cut in two', Buffer.from('[{"Id":1,"RegistryName":"\u5236"}]').fill(0x20, 27, 28)],
  ])('%s', async (_name, bytes) => {
    const error = await failureOf(bytes);
    expect(error).toMatchObject({ code: 'not-utf8', exitCode: 3, location: { line: 1 } });
    expect(error.describe()).not.toContain(SECRET);
  });

  it('are not confused with the character that stands for them', async () => {
    expect(await readText('[{"Id":1,"RegistryName":"\ufffd"}]')).toMatchObject([{ RegistryName: '\ufffd' }]);
  });
});

describe('standard input', () => {
  const program = join(mkdtempSync(join(tmpdir(), 'registry-lint-')), 'read.cjs');

  beforeAll(() => {
    buildSync({
      stdin: {
        contents: `
          import { fileSource } from './src/inventory/file/read.js';
          import { inventoryOf } from './src/inventory/source.js';
          const run = async () => {
            const source = fileSource('-');
            let count = 0;
            let last;
            for await (const batch of inventoryOf(source).batches()) { count += batch.length; last = batch.at(-1) ?? last; }
            console.log(JSON.stringify({ count, origin: source.origin, last }));
          };
          run().catch((error) => { console.log(error.describe()); process.exitCode = error.exitCode; });
        `,
        resolveDir: '.',
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: program,
      logLevel: 'error',
    });
  });

  const run = (input: string | Buffer) => spawnSync(process.execPath, [program], { input, encoding: 'utf8' });

  it('gives registries, which stand in no file', () => {
    const { stdout, status } = run(text);
    expect(status).toBe(0);
    const { count, origin, last } = JSON.parse(stdout);
    expect({ count, origin }).toEqual({ count: 1, origin: { kind: 'stdin' } });
    expect(last.Id).toBe('66485');
    expect(last).not.toHaveProperty('location');
  });

  it('may be YAML', () => {
    expect(JSON.parse(run('- Id: 9223372036854775807\n').stdout).last.Id).toBe('9223372036854775807');
  });

  it('is told apart whatever the first chunk is', () => {
    const script = `(printf '\\357'; sleep 0.1; printf '\\273\\277 '; sleep 0.1; printf '\\n'; sleep 0.1; printf '[{"Id":1}]') | "${process.execPath}" "${program}"`;
    expect(JSON.parse(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).count).toBe(1);
  });

  it.each([
    ['nothing', '', '(standard input):1:1: this is not an inventory: it is empty'],
    [
      'a cut-off list',
      '[{"Id":1},\n',
      '(standard input):2:1: the file ends in the middle of a record or list',
    ],
    ['UTF-16', Buffer.from(text, 'utf16le'), '(standard input):1:1: this is not UTF-8 text'],
  ])('ends in exit code 3 on %s', (_name, input, said) => {
    const { stdout, status } = run(input);
    expect(status).toBe(3);
    expect(stdout).toContain(said);
  });

  it('ends in exit code 3 on a folder', () => {
    // Node reads a folder as if it were empty.
    const { status } = spawnSync(process.execPath, [program], {
      stdio: [openSync(tmpdir(), 'r'), 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    expect(status).toBe(3);
  });

  it('takes an inventory far larger than the memory it has', () => {
    // 200 MB of records with one identity, in a heap of 40 MB.
    const record = JSON.stringify({ ...harbor, WhiteList: '10.0.0.0/8,'.repeat(400) });
    const script = `yes '${record.replaceAll("'", '')}' | head -c 200000000 | sed '$d' | "${process.execPath}" --max-old-space-size=40 "${program}"`;
    const { count } = JSON.parse(execFileSync('sh', ['-c', script], { encoding: 'utf8' }));
    expect(count).toBe(Math.floor(200_000_000 / (record.length + 1)));
  });

  it('is made without the YAML parser unless it is YAML', () => {
    expect(readFileSync('src/inventory/file/read.ts', 'utf8')).not.toMatch(/^import .*yaml/m);
  });
});
