import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { type Command, Option } from 'commander';
import { exitCodes, UsageError } from '../../model/error.js';
import type { FileResult, TestRun } from '../../run/policy-tests/run.js';
import { choose } from '../options/choice.js';
import { offering } from '../options/choices.js';
import { policyOption } from '../options/policy.js';
import { englishOnly, examples } from '../terminal/help.js';
import { OutputFile } from '../terminal/output-file.js';
import { refuseOverwriting } from '../terminal/same-file.js';
import { print } from '../terminal/standard-output.js';
import { colourOn, note, widthOf } from '../terminal/terminal.js';

const formats = ['text', 'json', 'junit'] as const;

type Format = (typeof formats)[number];

interface TestOptions {
  readonly policy: readonly string[];
  readonly update?: true;
  readonly requireCoverage?: true;
  readonly format?: Format;
  readonly output?: string;
}

/** Defines `test`: the tests of a policy. */
export function defineTest(program: Command, end: (exitCode: number) => void): void {
  program
    .command('test')
    .summary('run the tests of a policy')
    .description(
      'Runs the tests of policies: files that end in .test.yaml, each with registries and with what the ' +
        'rules should say of them. Rules that no test makes fail are listed.',
    )
    .argument('[path...]', 'files, or folders to look for tests in; the current folder unless said')
    .addOption(policyOption('test this policy and not those that the tests name', 'as the tests say'))
    .option('--update', 'write what was found into the expectations of failed cases')
    .option('--require-coverage', 'fail when a rule has no case that makes it fail')
    .addOption(
      offering(
        new Option('--format <format>', formats.join(', ')).argParser((value) =>
          choose('format', value, formats),
        ),
        formats,
      ),
    )
    .option('--output <file>', 'the file to write; standard output unless said')
    .option('--color', 'write colour even where no terminal shows it')
    .option('--no-color', 'write no colour')
    .addHelpText('after', examples(helpExamples) + exitCodeHelp + englishOnly)
    .action(async (paths: readonly string[], options: TestOptions) => end(await test(paths, options)));
}

const helpExamples = [
  ['registry-lint test', 'all tests below this folder'],
  ['registry-lint test policies --require-coverage', 'and every rule must have been made to fail'],
  ['registry-lint test --format junit --output tests.xml', 'for a CI server'],
] as const;

const exitCodeHelp = `
Exit codes:
  0  all cases passed
  1  a case failed, or coverage was required and is not whole
  2  a test or a policy is wrong, or there is no test
`;

async function test(paths: readonly string[], options: TestOptions): Promise<number> {
  const cwd = process.cwd();
  const { findTests } = await import('../../run/policy-tests/find.js');
  const { runTests } = await import('../../run/policy-tests/run.js');
  const { summaryOf } = await import('../../run/policy-tests/summary.js');
  const files = findTests(paths.length === 0 ? ['.'] : paths, cwd);
  refuseOverwriting(options.output === undefined ? [] : [options.output], {
    'a test': files,
    'the policy': options.policy,
  });
  const output = options.output === undefined ? undefined : new OutputFile(options.output);
  try {
    let run = await runTests(files, options.policy, cwd);
    const updated = options.update ? await update(run) : [];
    // What was written is run again: only then is it known to come true.
    if (updated.length > 0) run = await runTests(files, options.policy, cwd);
    await write(run, updated, options, output);
    return summaryOf(run, options.requireCoverage === true).isFailure ? exitCodes.findings : exitCodes.clean;
  } finally {
    output?.discard();
  }
}

async function write(
  run: TestRun,
  updated: readonly string[],
  options: TestOptions,
  output: OutputFile | undefined,
): Promise<void> {
  const report = await reportFor(options.format ?? formatOf(options.output));
  const text = report(run, {
    requireCoverage: options.requireCoverage === true,
    updated,
    colour: !output && colourOn('stdout', process.argv, process.env),
    width: output ? 80 : widthOf('stdout'),
  });
  if (!output) return print(text);
  output.write(text);
  output.commit();
  note(`written to ${output.path}`);
}

async function reportFor(format: Format) {
  if (format === 'json') return (await import('../../report/formats/json/test.js')).jsonTestReport;
  if (format === 'junit') return (await import('../../report/formats/junit/test.js')).junitTestReport;
  return (await import('../../report/formats/text/test.js')).textTestReport;
}

function formatOf(file = ''): Format {
  const extension = extname(file).toLowerCase();
  return extension === '.xml' ? 'junit' : extension === '.json' ? 'json' : 'text';
}

/** Writes what was found into the tests with failed cases, and tells their names. */
async function update({ files }: TestRun): Promise<readonly string[]> {
  const { updatedText } = await import('../../run/policy-tests/update.js');
  const failed = files.filter(({ cases }) => cases.some(({ mismatches }) => mismatches.length > 0));
  // All texts are made before one is written: a test that cannot be updated leaves the others as they are.
  const texts = failed.map((file) => [file, updatedText(file)] as const);
  for (const [file, text] of texts) replace(file, text);
  return failed.map(({ test: { source } }) => source.file);
}

function replace({ test: { path, source, text: before } }: FileResult, text: string): void {
  const mark = '\ufeff';
  const now = readFileSync(path, 'utf8');
  const plain = now.startsWith(mark) ? now.slice(1) : now;
  if (plain !== before) {
    throw new UsageError({
      code: 'changed-test',
      message: `${source.file} was changed while its cases ran, so it was not updated`,
      hint: 'Run the command again.',
    });
  }
  const file = new OutputFile(path);
  try {
    file.write(now.startsWith(mark) ? mark + text : text);
    file.commit();
  } finally {
    file.discard();
  }
}
