import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Emulator, startEmulator } from '../../src/emulator/server.js';
import { root } from './markdown.js';

/** The ports that pages use in their examples. Tests take free ones in their place. */
const pagePorts = ['4010', '4011'] as const;

/** Parts the outputs of a block's commands; no program writes it. */
const MARK = '\u0001end';

/** What one command of a block did. */
export interface Outcome {
  readonly exitCode: number;
  /** Standard output and standard error, as a terminal shows them. */
  readonly output: readonly string[];
}

const scripts: Readonly<Record<string, string>> = {
  // A live call goes to the emulator, where the block is run with one.
  'registry-lint': `#!/bin/bash
args=("$@")
if [[ -n $DOCS_ENDPOINT && $1 =~ ^(check|snapshot)$ && " $* " != *" --inventory "* && " $* " != *" --endpoint "* ]]; then
  args+=(--endpoint "$DOCS_ENDPOINT")
fi
exec "$DOCS_NODE" "$DOCS_ROOT/dist/registry-lint.cjs" "\${args[@]}"
`,
  npx: `#!/bin/bash
[[ $1 == --yes ]] && shift
program=$1; shift
case $program in
  registry-lint) exec registry-lint "$@" ;;
  tsx) "$DOCS_ROOT/node_modules/.bin/esbuild" "$1" --log-level=error --outfile="\${1%.ts}.mjs" && exec "$DOCS_NODE" "\${1%.ts}.mjs" ;;
  *) echo "npx $program is not something that a page may run"; exit 127 ;;
esac
`,
  // The vendor's command line, with an account that has the registries of the example.
  aliyun: `#!/bin/bash
[[ "$1 $2" == "sas ListPrivateRegistryList" ]] || { echo "aliyun $* is not known here"; exit 127; }
cat "$DOCS_ROOT/examples/registries.json"
`,
};

/** A folder and a shell in which a page's examples are run, as its reader would. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), 'registry-lint-docs-'));
  readonly #bin = mkdtempSync(join(tmpdir(), 'registry-lint-docs-bin-'));
  readonly #background: ChildProcess[] = [];
  /** The ports of the page, and those that stand in for them. */
  #ports: readonly (readonly [string, string])[] = [];

  /** With the example inventory of the pages, the other examples below `examples/`, and the package. */
  async open(): Promise<void> {
    this.#ports = await Promise.all(pagePorts.map(async (port) => [port, await freePort()] as const));
    cpSync(join(root, 'examples'), join(this.folder, 'examples'), { recursive: true });
    cpSync(join(root, 'examples', 'registries.json'), join(this.folder, 'registries.json'));
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(root, join(this.folder, 'node_modules', 'registry-lint'));
    for (const [name, text] of Object.entries(scripts)) {
      writeFileSync(join(this.#bin, name), text);
      chmodSync(join(this.#bin, name), 0o755);
    }
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), this.#withFreePorts(text));
  }

  /** Runs the commands of one block in one shell. */
  async run(commands: readonly string[], emulator?: Emulator): Promise<readonly Outcome[]> {
    const lines = commands.flatMap((command) => [
      this.#withFreePorts(command),
      `docs_status=$?; printf '\\n${MARK} %s\\n' "$docs_status"; (exit "$docs_status")`,
    ]);
    const text = await this.#shell(`exec 2>&1\n${lines.join('\n')}\n`, emulator);
    const parts = text.split(new RegExp(`\\n${MARK} (\\d+)\\n`));
    return commands.map((_, index) => ({
      exitCode: Number(parts[index * 2 + 1] ?? Number.NaN),
      output: linesOf(parts[index * 2] ?? ''),
    }));
  }

  /** Starts a command that does not end by itself, and waits until it has said `last`. */
  start(command: string, last: string): Promise<readonly string[]> {
    const child = spawn('bash', ['-c', `exec ${this.#withFreePorts(command)}`], this.#options());
    this.#background.push(child);
    return new Promise((resolve, reject) => {
      let text = '';
      const timer = setTimeout(() => reject(new Error(`${command} has only said: ${text}`)), 600_000);
      child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        text += this.#withPagePorts(chunk);
        if (!text.trimEnd().endsWith(last)) return;
        clearTimeout(timer);
        resolve(linesOf(text));
      });
    });
  }

  close(): void {
    for (const child of this.#background) child.kill();
    for (const folder of [this.folder, this.#bin]) rmSync(folder, { recursive: true, force: true });
  }

  #withFreePorts(command: string): string {
    return this.#ports.reduce((text, [page, free]) => text.replaceAll(page, free), command);
  }

  #withPagePorts(output: string, emulator?: Emulator): string {
    const ports = emulator ? [...this.#ports, [pagePorts[0], emulator.port] as const] : this.#ports;
    return ports.reduce(
      (text, [page, free]) => text.replaceAll(`127.0.0.1:${free}`, `127.0.0.1:${page}`),
      output,
    );
  }

  #options(emulator?: Emulator) {
    const env: NodeJS.ProcessEnv = {
      PATH: `${this.#bin}:${process.env['PATH']}`,
      HOME: this.folder,
      LANG: 'C',
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
      DOCS_NODE: process.execPath,
      DOCS_ROOT: root,
      ...(emulator && {
        DOCS_ENDPOINT: emulator.url,
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'not-a-secret-emulator',
      }),
    };
    return { cwd: this.folder, env, timeout: 60_000 };
  }

  #shell(script: string, emulator: Emulator | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn('bash', ['-c', script], this.#options(emulator));
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      child.on('error', reject);
      child.on('close', () => resolve(this.#withPagePorts(text, emulator)));
      child.stdin.end();
    });
  }
}

/** An emulator that serves the registries of the pages. */
export const emulatorFor = (records: string, fault: string | undefined): Promise<Emulator> =>
  startEmulator({ records, fault });

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const end = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, end + 1);
}

function freePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === 'object' && address !== null ? address.port : 0)));
    });
  });
}
