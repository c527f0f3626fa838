import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { root, temporaryFolder } from '../cli/run.js';
import { node24 } from '../nodes/install.js';
import { type WorkflowCommand, workflowCommand } from '../support/workflow-command.js';

/** What action.yml says, as far as tests look at it. */
export interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
  readonly branding: { readonly icon: string; readonly color: string };
}

/** The action as GitHub reads it. */
export const action: ActionFile = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

/** Every Node that the bundle has to run on, by name. */
export const nodes: readonly (readonly [string, string])[] = [
  [`Node ${process.versions.node}`, process.execPath],
  ...(node24 === undefined ? [] : ([['the Node of the runner', node24]] as const)),
];

/** A run of the action, as the runner starts it. */
export interface Step {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly workspace?: string;
  readonly node?: string;
  /** What the step has written to its summary before. */
  readonly summary?: string;
  /** Nobody reads what is printed. */
  readonly unread?: boolean;
  /** Is given what cancels the run, as the runner does it. */
  readonly started?: (cancel: () => void) => void;
}

/** What the runner makes of a run. */
export interface Ended {
  readonly exitCode: number | null;
  /** All that was printed. */
  readonly log: string;
  readonly commands: readonly WorkflowCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** RUNNER_TEMP. */
  readonly temp: string;
}

/** Runs the committed bundle in a process of its own. */
export async function runStep(step: Step = {}): Promise<Ended> {
  const temp = temporaryFolder();
  const files = { GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STEP_SUMMARY: join(temp, 'summary') };
  writeFileSync(files.GITHUB_OUTPUT, '');
  writeFileSync(files.GITHUB_STEP_SUMMARY, step.summary ?? '');
  const workspace = step.workspace ?? root;
  const { exitCode, log } = await start(step, workspace, {
    PATH: process.env['PATH'],
    HOME: join(temp, 'no-such-home'),
    CI: 'true',
    NO_COLOR: '1',
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    ...files,
    ...inputVariables(step.inputs ?? {}),
    ...step.env,
  });
  const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
  const outputs = readOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8'));
  for (const file of Object.values(files)) rmSync(file);
  const commands = log.split(/\r?\n/).flatMap((line) => workflowCommand(line) ?? []);
  return { exitCode, log, commands, outputs, summary, temp };
}

/** The runner hands on every input, with what action.yml says where the workflow says nothing. */
function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default] as const);
  const all = new Map([...defaults, ...Object.entries(inputs)]);
  return Object.fromEntries([...all].map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
}

function start(
  { node = process.execPath, started, unread }: Step,
  cwd: string,
  env: Record<string, string | undefined>,
): Promise<{ exitCode: number | null; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [join(root, action.runs.main)], {
      cwd,
      env,
      timeout: unread ? 10_000 : 60_000,
    });
    if (unread) for (const stream of [child.stdout, child.stderr]) stream.destroy();
    started?.(() => child.kill('SIGINT'));
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, log }));
    child.stdin.end();
  });
}

/** A file of `name<<delimiter` blocks and `name=value` lines. The runner fails a step that writes anything else. */
export function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length - 1; at++) {
    const line = lines[at] ?? '';
    const [, name, delimiter] = /^([^=<]+)<<(.+)$/.exec(line) ?? [];
    if (name === undefined || delimiter === undefined) throw new Error(`not an output: ${line}`);
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new Error(`no end of ${name}`);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  expect(lines.at(-1)).toBe('');
  return outputs;
}

/** The commands of a name. */
export const named = (ended: Ended, name: string): readonly WorkflowCommand[] =>
  ended.commands.filter((command) => command.name === name);

/** A run that could not see must end in a failure that says why, and must not look like one that found nothing. */
export function expectUndecided(ended: Ended, result: 'unread' | 'invalid', message: RegExp): void {
  expect(ended.exitCode).toBe(1);
  expect(ended.outputs).toEqual({ result });
  expect(named(ended, 'error').at(-1)?.message).toMatch(message);
  expect(ended.summary).toContain('## registry-lint: nothing was checked');
  expect(ended.log + ended.summary).not.toMatch(/PASSED|\b0 (?:findings|errors)|^ {4}at /m);
}
