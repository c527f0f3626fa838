import { relative } from 'node:path';
import type { Command } from 'commander';
import { type ErrorDetails, exitCodes, PolicyError, UsageError } from '../../model/error.js';
import { isRequired } from '../../model/rule.js';
import { findPolicy } from '../../policy/find.js';
import { palette } from '../../report/paint.js';
import { prettyJson, sanitise } from '../../report/sanitise.js';
import { allowPathOption, floorOption } from '../options/policy.js';
import { describe } from '../terminal/fail.js';
import { englishOnly, examples } from '../terminal/help.js';
import { print } from '../terminal/standard-output.js';
import { colourOn } from '../terminal/terminal.js';
import { formatOption } from './rules.js';

interface ValidateOptions {
  readonly allowPath: readonly string[];
  readonly format: 'text' | 'json';
  readonly floor?: string;
}

/** What is wrong with one policy; with a sound one, nothing. */
interface Verdict {
  readonly file: string;
  /** How many rules it turns on. */
  readonly rules: number;
  readonly problems: readonly ErrorDetails[];
  /** Whether there may be more once these are mended. */
  readonly mayBeMore: boolean;
}

/** Defines `validate`: the mistakes of policies. */
export function defineValidate(program: Command, end: (exitCode: number) => void): void {
  program
    .command('validate')
    .summary('look for mistakes in policies')
    .description(
      'Reads policies, and all that they extend, as a check would, and tells every mistake with its place. ' +
        'No registry is needed.',
    )
    .argument('[file...]', 'policy files; registry-lint.yaml here or above unless said')
    .addOption(floorOption('policy that the check is held to as well; looked at like the others'))
    .addOption(allowPathOption())
    .addOption(formatOption())
    .option('--color', 'write colour even where no terminal shows it')
    .option('--no-color', 'write no colour')
    .addHelpText('after', examples(helpExamples) + exitCodeHelp + englishOnly)
    .action(async (files: readonly string[], options: ValidateOptions) =>
      end(await validate(files, options)),
    );
}

const helpExamples = [
  ['registry-lint validate', 'your policy'],
  ['registry-lint validate policies/*.yaml --format json', 'several, for a program'],
] as const;

const exitCodeHelp = `
Exit codes:
  0  no mistake
  2  a policy has mistakes, or cannot be read
`;

async function validate(
  files: readonly string[],
  { format, floor, allowPath }: ValidateOptions,
): Promise<number> {
  const verdicts: Verdict[] = [];
  for (const file of files.length > 0 ? files : [await ownPolicy()]) {
    verdicts.push(await verdictOn(file, allowPath));
  }
  if (floor !== undefined) verdicts.push(await verdictOn(floor, allowPath, floor));
  print(format === 'json' ? json(verdicts) : verdicts.map(text).join('\n'));
  return verdicts.every(({ problems }) => problems.length === 0) ? exitCodes.clean : exitCodes.usage;
}

async function ownPolicy(): Promise<string> {
  const found = findPolicy(process.cwd());
  if (found !== undefined) return relative(process.cwd(), found);
  throw new UsageError({
    code: 'no-policy',
    message: 'there is no registry-lint.yaml here or above',
    hint: 'Name the file, or write one with `registry-lint init`.',
  });
}

async function verdictOn(file: string, allowPaths: readonly string[], floor?: string): Promise<Verdict> {
  const { loadPolicy } = await import('../../policy/load.js');
  try {
    // A floor is held to more than a policy is, whichever policy it is the floor of.
    const { rules } = await loadPolicy([floor === undefined ? file : 'recommended'], process.cwd(), {
      floor,
      allowPaths,
    });
    const count = floor === undefined ? rules.length : rules.filter(isRequired).length;
    return { file, rules: count, problems: [], mayBeMore: false };
  } catch (error) {
    if (error instanceof PolicyError) {
      return { file, rules: 0, problems: error.problems, mayBeMore: error.mayBeMore };
    }
    if (!(error instanceof UsageError)) throw error;
    const { code, message, hint } = error;
    const problems = [{ code, message, ...(hint !== undefined && { hint }) }];
    return { file, rules: 0, problems, mayBeMore: false };
  }
}

function text({ file, rules, problems, mayBeMore }: Verdict): string {
  const [first, ...rest] = problems;
  const name = sanitise(file);
  if (!first) return `${name}: ${rules} ${rules === 1 ? 'rule' : 'rules'}, no mistake\n`;
  const paint = palette(colourOn('stdout', process.argv, process.env));
  const mistakes = describe(new PolicyError([first, ...rest], mayBeMore), paint, Number.POSITIVE_INFINITY);
  return `${mistakes}\n\n${name}: ${problems.length} ${problems.length === 1 ? 'mistake' : 'mistakes'}\n`;
}

function json(verdicts: readonly Verdict[]): string {
  const report = {
    version: 1,
    valid: verdicts.every(({ problems }) => problems.length === 0),
    files: verdicts.map(({ file, rules, problems, mayBeMore }) => ({
      file,
      valid: problems.length === 0,
      rules,
      problems,
      ...(mayBeMore && { mayBeMore }),
    })),
  };
  return prettyJson(report);
}
