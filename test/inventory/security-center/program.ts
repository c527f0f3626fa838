import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, onTestFinished } from 'vitest';
import type { LiveOptions } from '../../../src/inventory/security-center/source.js';
import { key, quick } from './support.js';

/** Lists registries and prints them, or all that an error has; and in the end, when it was done. */
const program = `
  import { inspect } from 'node:util';
  import { inventoryOf } from './source.ts';
  import { liveSource } from './security-center/source.ts';
  async function main() {
    try {
      const options = JSON.parse(process.argv[2]);
      for await (const batch of inventoryOf(liveSource(options)).batches()) console.log(JSON.stringify(batch));
    } catch (error) {
      console.log(error.code + '\\n' + error.message + '\\n' + error.hint);
      console.log(inspect(error, { showHidden: true, depth: 20 }), JSON.stringify(error));
      process.exitCode = error.exitCode ?? 70;
    }
    console.log('done ' + Date.now());
  }
  main();
`;

/** What a run of the program did. */
export interface Run {
  readonly exitCode: number | null;
  /** Standard output and standard error. */
  readonly output: string;
  /** How long the process lived on after its work was done, in milliseconds. */
  readonly lingered: number;
}

/** Bundles the program, as the package is bundled. The file goes with the tests. */
export async function buildProgram(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-lint-program-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const outfile = join(folder, 'program.cjs');
  await build({
    stdin: {
      contents: program,
      resolveDir: join(import.meta.dirname, '../../../src/inventory'),
      loader: 'ts',
    },
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', outfile, logLevel: 'error' },
  });
  return outfile;
}

/** Runs the program in an environment with the key of the tests and what is given. */
export async function run(
  file: string,
  options: LiveOptions,
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const env = {
    PATH: process.env['PATH'],
    ALIBABA_CLOUD_ACCESS_KEY_ID: key.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: key.securityToken,
    ...environment,
  };
  const full = { ...options, limits: { ...quick, ...options.limits } };
  const child = spawn(process.execPath, [file, JSON.stringify(full)], { env });
  onTestFinished(() => void child.kill());
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const done = /^done (\d+)$/m.exec(output)?.[1];
  return { exitCode, output, lingered: done === undefined ? Number.NaN : Date.now() - Number(done) };
}
