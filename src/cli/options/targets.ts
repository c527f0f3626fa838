import { extname } from 'node:path';
import { type Command, Option } from 'commander';
import { UsageError } from '../../model/error.js';
import type { Format } from '../../report/format.js';
import { type FormatFor, type FormatUse, formats, formatsFor } from '../../report/formats.js';
import { refuseSameFile } from '../terminal/same-file.js';
import { choose, listOf } from './choice.js';
import { offering } from './choices.js';
import { severalTimes } from './once.js';

/** One report of a run, and the file it goes to; standard output where there is none. */
export interface OutputTarget<Use extends FormatUse = FormatUse> {
  readonly format: FormatFor<Use>;
  readonly file: string | undefined;
}

/** What a command writes where no format is named. */
const defaults = { check: formats.text, report: formats.markdown, test: formats.text } as const;

/** The format of a command that is called so. Throws a `UsageError` with a suggestion where there is none. */
export function formatNamed<Use extends FormatUse>(name: string, use: Use): FormatFor<Use> {
  const all = formatsFor(use);
  const chosen = choose(
    'format',
    name,
    all.map((format) => format.name),
  );
  const found = all.find((format) => format.name === chosen);
  if (!found) throw new TypeError(`no format ${chosen}`);
  return found;
}

/** The format that a file's ending means to a command; undefined where it means none. */
export function formatOfFile<Use extends FormatUse>(file: string, use: Use): FormatFor<Use> | undefined {
  const ending = extname(file).toLowerCase();
  return formatsFor(use).find(({ endings }) => endings.includes(ending));
}

/**
 * Which report goes where. An `--output` belongs to the `--format` right before it; without one, the file's
 * ending says the format. Formats without an `--output` go to standard output.
 */
export class TargetList<Use extends FormatUse> {
  readonly use: Use;
  readonly #targets: OutputTarget<Use>[] = [];
  #unpaired: FormatFor<Use> | undefined;

  constructor(use: Use) {
    this.use = use;
  }

  /** Notes a `--format`. */
  format(value: string): void {
    this.#endFormat();
    this.#unpaired = formatNamed(value, this.use);
  }

  /** Notes an `--output`; `-` is standard output. */
  output(file: string): void {
    if (this.#unpaired) refuseMisfit(file, this.#unpaired, this.use);
    const format = this.#unpaired ?? formatOfFile(file, this.use);
    if (!format) throw formatNeeded(file, this.use);
    this.#unpaired = undefined;
    this.#targets.push({ format, file: file === '-' ? undefined : file });
  }

  /** All reports of the run. Throws a `UsageError` where two would get in each other's way. */
  end(): readonly OutputTarget<Use>[] {
    this.#endFormat();
    if (this.#targets.length === 0) {
      return [{ format: formatNamed(defaults[this.use].name, this.use), file: undefined }];
    }
    checkTargets(this.#targets, this.use);
    const files = this.#targets.flatMap(({ file }) => file ?? []);
    refuseSameFile(files, files.length < this.#targets.length);
    return this.#targets;
  }

  #endFormat(): void {
    if (this.#unpaired) this.#targets.push({ format: this.#unpaired, file: undefined });
    this.#unpaired = undefined;
  }
}

/** Gives a command the options that say what it writes. */
export function addTargetOptions<Use extends FormatUse>(command: Command, targets: TargetList<Use>): Command {
  const names = formatsFor(targets.use).map(({ name }) => name);
  const format = new Option(
    '--format <format>',
    `${names.join(', ')}; may be given several times; default: ${defaults[targets.use].name}`,
  );
  const output = new Option(
    '--output <file>',
    'where the format right before it goes; without one the extension says the format',
  );
  return command
    .addOption(
      offering(
        severalTimes(format).argParser((value) => targets.format(value)),
        names,
      ),
    )
    .addOption(severalTimes(output).argParser((value) => targets.output(value)));
}

function formatNeeded(file: string, use: FormatUse): UsageError {
  const all = formatsFor(use);
  const endings = new Set(all.flatMap((format) => format.endings));
  const example = all.find(({ name }) => name !== defaults[use].name) ?? defaults[use];
  return new UsageError({
    code: 'format-needed',
    message: `cannot determine the format of ${file}`,
    hint: `Put --format before it, as in \`--format ${example.name} --output ${file}\`, or let it end in ${listOf([...endings], 'or')}.`,
  });
}

/**
 * Refuses text in `junit.xml`: `--format text --output junit.xml` looks as if text went to standard output, and
 * whoever reads the file would find no finding in it. A file of plain text may hold any format.
 */
function refuseMisfit(file: string, format: Format, use: FormatUse): void {
  const ending = extname(file).toLowerCase();
  const expected = formatOfFile(file, use)?.name;
  if (expected === undefined || ending === '.txt' || format.endings.includes(ending)) return;
  throw new UsageError({
    code: 'format-mismatch',
    message: `${file} would be written as ${format.name}, since \`--format ${format.name}\` stands right before it, and its name says ${expected}`,
    hint: `Write \`--format ${expected} --output ${file}\`. What is to go to standard output stands behind all files: \`--output ${file} --format ${format.name}\`.`,
  });
}

function checkTargets(
  targets: readonly { readonly format: Format; readonly file: string | undefined }[],
  use: FormatUse,
): void {
  for (const { format, file } of targets) {
    if (file !== undefined && format.isAnnotations) throw annotationsInFile(format.name, file);
  }
  const printed = targets.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (printed.length < 2) return;
  const isText = ({ name }: Format): boolean => name === defaults.check.name;
  // Only annotations may be among other text: the runner picks them out line by line.
  if (printed.length === 2 && printed.some(isText) && printed.some((one) => one.isAnnotations)) return;
  throw severalOnStandardOutput(
    printed.map(({ name }) => name),
    use,
  );
}

function annotationsInFile(format: string, file: string): UsageError {
  return new UsageError({
    code: 'annotations-in-file',
    message: `the format ${format} cannot go to ${file}`,
    hint: `GitHub's runner reads annotations from standard output only: give --format ${format} without --output.`,
  });
}

/** That several formats would be mixed into one text. */
function severalOnStandardOutput(names: readonly string[], use: FormatUse): UsageError {
  const annotations = formatsFor(use).flatMap((format) => (format.isAnnotations ? [format.name] : []));
  const exception =
    annotations.length === 0 ? '' : ` Only text and ${listOf(annotations)} can stand together.`;
  return new UsageError({
    code: 'two-on-stdout',
    message: `the formats ${listOf(names)} would all go to standard output`,
    hint: `Put --output FILE after all but one of them.${exception}`,
  });
}
