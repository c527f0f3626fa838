import { relative, resolve } from 'node:path';
import { error as annotate, setFailed } from '@actions/core';
import { describe } from '../cli/terminal/fail.js';
import { tell } from '../cli/terminal/terminal.js';
import { findRoot } from '../documents/root.js';
import { type ErrorDetails, exitCodes, PolicyError, RegistryLintError } from '../model/error.js';
import { tool } from '../model/tool.js';
import { MOST_ANNOTATIONS } from '../report/formats/github/limits.js';
import { cell } from '../report/markdown.js';
import { palette } from '../report/paint.js';
import { sanitiseLines } from '../report/sanitise.js';
import { strangerOf } from './fork.js';
import { inputDefaults } from './inputs.js';
import { type Outcome, output, UNWRITABLE_OUTPUTS } from './outcome.js';
import { writeSummary } from './summary.js';

/** What there is to say of a run that has decided nothing. */
interface Said {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Fails the step because nothing could be decided, and says why. */
export function failUndecided(error: unknown, env: NodeJS.ProcessEnv): void {
  const said = whatToSay(error, env);
  const text = sanitiseLines(inActionTerms([said.message, said.hint].filter(Boolean).join('\n')));
  if (error instanceof PolicyError) annotateProblems(error, env);
  setFailed(text);
  const outcome: Outcome =
    error instanceof RegistryLintError && error.exitCode === exitCodes.usage ? 'invalid' : 'unread';
  tellResult(outcome);
  const lines = text.split('\n').map(cell).join('<br>\n');
  const isChecked = error instanceof RegistryLintError && error.code === UNWRITABLE_OUTPUTS;
  const title = isChecked ? 'the outputs could not be written' : 'nothing was checked';
  writeSummary(`## ${tool.name}: ${title}\n\n${lines}\n`, env);
}

/** Where it cannot be told, the step has failed all the same, and has said why. */
function tellResult(outcome: Outcome): void {
  try {
    output('result', outcome);
  } catch {
    tell('note: this runner takes no outputs: GITHUB_OUTPUT is not a file that can be written');
  }
}

function whatToSay(error: unknown, env: NodeJS.ProcessEnv): Said {
  // The message is not shown: it may quote what was being read, and that may have been a password.
  if (!(error instanceof RegistryLintError)) {
    const name = error instanceof Error ? error.constructor.name : typeof error;
    return {
      message: `a mistake in ${tool.name} itself (${name}), nothing was checked`,
      hint: `Please report it: ${tool.url}/issues.`,
    };
  }
  const stranger = withoutCredentials.has(error.code) ? strangerOf(env) : undefined;
  if (stranger !== undefined) return noSecrets(stranger);
  return error instanceof PolicyError ? { message: mistakes(error.problems.length) } : error;
}

const withoutCredentials = new Set(['no-credentials', 'incomplete-credentials', 'no-id-token']);

/** One line, since nothing is wrong with the workflow. */
const noSecrets = (stranger: string): Said => ({
  message: `GitHub gives runs for pull requests of ${stranger} no secrets and no ID token, so Security Center was not asked and nothing was checked`,
});

const mistakes = (count: number): string =>
  `${count === 1 ? 'a mistake' : `${count} mistakes`} in the policy, so nothing was checked`;

/** Each mistake at its place, and all of them with the lines around them in the log. */
function annotateProblems(error: PolicyError, env: NodeJS.ProcessEnv): void {
  tell(describe(error, palette(!env['NO_COLOR'])));
  const root = findRoot(process.cwd(), env);
  for (const problem of error.problems.slice(0, MOST_ANNOTATIONS - 1)) annotateProblem(problem, root);
}

function annotateProblem({ message, hint, location }: ErrorDetails, root: string): void {
  const place = location && {
    file: relative(root, resolve(location.file)),
    startLine: location.line,
    startColumn: location.column,
  };
  annotate(sanitiseLines(inActionTerms([message, hint].filter(Boolean).join('\n'))), {
    title: tool.name,
    ...place,
  });
}

const OPTION = new RegExp(`--(${Object.keys(inputDefaults).join('|')})\\b(?: [A-Z]+\\b)?`, 'g');

/** The texts speak of options of the command line; here they are inputs. */
const inActionTerms = (text: string): string => text.replace(OPTION, 'the input $1');
