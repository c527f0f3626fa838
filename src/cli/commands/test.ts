import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { exitCodes, UsageError } from '../../model/error.js';
import { testSummary } from '../../model/policy-tests.js';
import { type FormatFor, formats, formatsFor } from '../../report/formats.js';
import type { RanFile, TestRun } from '../../run/policy-tests/run.js';
import { offering } from '../options/choices.js';
import { allowPathOption, policyOption } from '../options/policy.js';
import { formatNamed, formatOfFile } from '../options/targets.js';
import { englishOnly, examples } from '../terminal/help.js';
import { OutputFile } from '../terminal/output-file.js';
import { refuseOverwriting } from '../terminal/same-file.js';
import { print } from '../terminal/standard-output.js';
import { colourOn, note, widthOf } from '../terminal/terminal.js';

const names = formatsFor('test').map(({ name }) => name);

interface TestOptions {
  readonly policy: readonly string[];
  readonly allowPath: readonly string[];
  readonly update?: true;
  readonly requireCoverage?: true;
  readonly format?: FormatFor<'test'>;
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
    .addOption(allowPathOption())
    .option('--update', 'write what was found into the expectations of failed cases')
    .option('--require-coverage', 'fail when a rule has no case that makes it fail')
    .addOption(
      offering(
        new Option('--format <format>', names.join(', ')).argParser((value) => formatNamed(value, 'test')),
        names,
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
  const { findTests } = await import('../../run/policy-tests/find.js');
  const { runTests } = await import('../../run/policy-tests/run.js');
  const { Documents } = await import('../../documents/documents.js');
  const documents = new Documents(process.cwd(), options.allowPath);
  const files = findTests(paths.length === 0 ? ['.'] : paths, documents);
  refuseOverwriting(options.output === undefined ? [] : [options.output], {
    'a test': files.map(({ path }) => path),
    'the policy': options.policy,
  });
  const output = options.output === undefined ? undefined : new OutputFile(options.output);
  try {
    let run = await runTests(files, options.policy, documents);
    const updated = options.update ? await update(run) : [];
    // What was written is run again: only then is it known to come true.
    if (updated.length > 0) run = await runTests(files, options.policy, documents);
    await write(run, updated, options, output);
    return testSummary(run, options.requireCoverage === true).isFailure
      ? exitCodes.findings
      : exitCodes.clean;
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
  const format = options.format ?? formatOfFile(options.output ?? '', 'test') ?? formats.text;
  let text = '';
  await format.test(run, {
    write: (part) => {
      text += part;
    },
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

/** Writes what was found into the tests with failed cases, and tells their names. */
async function update({ files }: TestRun): Promise<readonly string[]> {
  const { updatedText } = await import('../../run/policy-tests/update.js');
  const failed = files.filter(({ cases }) => cases.some(({ mismatches }) => mismatches.length > 0));
  // All texts are made before one is written: a test that cannot be updated leaves the others as they are.
  const texts = failed.map((file) => [file, updatedText(file)] as const);
  for (const [file, text] of texts) replace(file, text);
  return failed.map(({ test: { source } }) => source.file);
}

function replace({ test: { path, source, text: before } }: RanFile, text: string): void {
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
