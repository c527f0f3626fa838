import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../cli/run.js';

/** One step of a workflow. */
export interface WorkflowStep {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A workflow, as far as tests look at it. */
export interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly steps: readonly WorkflowStep[];
        readonly strategy?: {
          readonly matrix: { readonly include: readonly Readonly<Record<string, string>>[] };
        };
      }
    >
  >;
}

/** The examples, by name. */
export const workflowNames = ['pull-request', 'nightly', 'accounts'] as const;

export const workflowFile = (name: string): string => join(root, 'docs', 'workflows', `${name}.yml`);

export function readWorkflow(name: string): Workflow {
  return parse(readFileSync(workflowFile(name), 'utf8'));
}

/** The steps of the one job of a workflow. */
export function stepsOf({ jobs }: Workflow): readonly WorkflowStep[] {
  const [job, ...more] = Object.values(jobs);
  if (!job || more.length > 0) throw new Error('not one job');
  return job.steps;
}

/** Values of expressions, by their paths: `vars.NAME`, `steps.ID.outputs.NAME`. What is not there is empty. */
export type Context = Readonly<Record<string, string>>;

/** A text with its `${{ … }}` filled in. */
export function filled(text: string, context: Context): string {
  return String(text).replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) =>
    value(expression, context),
  );
}

/** Whether a step runs after the steps before it have failed or not, for the conditions that the examples have. */
export function runs({ if: condition }: WorkflowStep, context: Context, failed: boolean): boolean {
  const parts = condition?.split(/\s*&&\s*/) ?? [];
  if (failed && !parts.includes('always()')) return false;
  return parts.every((part) => {
    if (part === 'always()') return true;
    const [, path = '', text = ''] = /^([\w.-]+) != '([^']*)'$/.exec(part) ?? [];
    if (path === '') throw new Error(`a condition that this runner does not know: ${part}`);
    return value(path, context) !== text;
  });
}

function value(path: string, context: Context): string {
  if (!/^(?:vars|matrix|github|steps\.[\w-]+\.outputs)\.[\w-]+$/.test(path)) {
    throw new Error(`an expression that this runner does not know: ${path}`);
  }
  return context[path] ?? '';
}
