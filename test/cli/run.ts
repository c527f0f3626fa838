import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as it is published. */
export const program = join(root, 'dist', 'registry-lint.cjs');

/** What a run of the program left behind. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Added to an environment that has no credentials, no colour and no CI in it. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** The Node to run it on; this one unless said. */
  readonly node?: string;
  /** The user to run it as; only root can choose. */
  readonly uid?: number;
}

/** An environment in which only the test says what there is. */
export function environment(env: RunOptions['env'] = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: join(root, 'no-such-home'),
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    LANG: 'C',
    ...env,
  };
}

/** Runs the program as users do, in a process of its own. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { cwd = root, env, input = '', node = process.execPath, uid } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(node, [program, ...args], {
      cwd,
      env: environment(env),
      ...(uid !== undefined && { uid, gid: uid }),
      // A program that hangs must not outlive the tests, nor one that is too busy to hear a milder signal.
      timeout: 600_000,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'registry-lint-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** All of a run in one text, without what differs from run to run and from release to release. */
export function transcript(args: readonly string[], { exitCode, stdout, stderr }: Run): string {
  const parts = [
    `$ registry-lint ${args.join(' ')}`,
    stdout,
    stderr && `--- stderr\n${stderr}`,
    `--- exit code ${exitCode}`,
  ];
  return `${parts.filter(Boolean).join('\n')}\n`
    .replaceAll(/registry-lint \d+\.\d+\.\d+\S*/g, 'registry-lint <version>')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
    .replaceAll(/[0-9A-F]{8}-[0-9A-F-]{27}/g, '<request id>')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>');
}

/** A file of the examples. */
export const example = (name: string): string => join('examples', name);

/** Every password and token of an inventory, and what its Jenkins environments hide. */
export function secretsIn(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const fields = [...text.matchAll(/"(?:Password|Token)": "([^"]+)"/g)].map(([, value]) => value ?? '');
  return [...new Set([...fields, ...(text.match(/FAKE-[\w-]+/g) ?? [])])];
}
