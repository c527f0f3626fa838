import { extname } from 'node:path';
import { UsageError } from '../../model/error.js';
import type { FormatName } from '../../report/formats.js';
import { refuseSameFile } from '../terminal/same-file.js';
import { choose, listOf } from './choice.js';

/** The formats that can be asked for. Named here too, so that nothing that writes is loaded to parse options. */
export const formatChoices = [
  'text',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
] as const satisfies readonly FormatName[];

/** One report of a run, and the file it goes to; standard output where there is none. */
export interface Target<Format extends string = FormatName> {
  readonly format: Format;
  readonly file: string | undefined;
}

/** What a command says of its formats. */
export interface TargetRules<Format extends string> {
  readonly choices: readonly Format[];
  /** The format that a file's extension says; the first of one format is named in hints. */
  readonly extensions: Readonly<Record<string, Format>>;
  /** Other formats that a file with this extension may well have. */
  readonly also: Readonly<Record<string, readonly Format[]>>;
  /** What goes to standard output when nothing is said. */
  readonly otherwise: Format;
  /** Throws a `UsageError` where targets would get in each other's way. */
  readonly check: (targets: readonly Target<Format>[]) => void;
}

/**
 * Which report goes where. An `--output` belongs to the `--format` right before it; without one, the file's
 * extension says the format. Formats without an `--output` go to standard output.
 */
export class PairedTargets<Format extends string> {
  readonly #rules: TargetRules<Format>;
  readonly #targets: Target<Format>[] = [];
  #unpaired: Format | undefined;

  constructor(rules: TargetRules<Format>) {
    this.#rules = rules;
  }

  /** Notes a `--format`. */
  format(value: string): void {
    this.#endFormat();
    this.#unpaired = choose('format', value, this.#rules.choices);
  }

  /** Notes an `--output`; `-` is standard output. */
  output(file: string): void {
    if (this.#unpaired) refuseMisfit(file, this.#unpaired, this.#rules);
    const format = this.#unpaired ?? formatOf(file, this.#rules);
    this.#unpaired = undefined;
    this.#targets.push({ format, file: file === '-' ? undefined : file });
  }

  /** All reports of the run. Throws a `UsageError` where two would get in each other's way. */
  end(): readonly Target<Format>[] {
    this.#endFormat();
    if (this.#targets.length === 0) return [{ format: this.#rules.otherwise, file: undefined }];
    this.#rules.check(this.#targets);
    const files = this.#targets.flatMap(({ file }) => file ?? []);
    refuseSameFile(files, files.length < this.#targets.length);
    return this.#targets;
  }

  #endFormat(): void {
    if (this.#unpaired) this.#targets.push({ format: this.#unpaired, file: undefined });
    this.#unpaired = undefined;
  }
}

/** The reports of a check. */
export class TargetList extends PairedTargets<FormatName> {
  constructor() {
    super({
      choices: formatChoices,
      extensions: { '.txt': 'text', '.json': 'json', '.sarif': 'sarif', '.xml': 'junit' },
      also: { '.json': ['sarif', 'gitlab'], '.txt': formatChoices },
      otherwise: 'text',
      check: checkTargets,
    });
  }
}

function formatOf<Format extends string>(file: string, { extensions, choices }: TargetRules<Format>): Format {
  const format = extensions[extname(file).toLowerCase()];
  if (format) return format;
  const example = extensions['.sarif'] ?? choices[0];
  throw new UsageError({
    code: 'format-needed',
    message: `which format ${file} is to have is not said, and its name does not tell`,
    hint: `Put --format before it, as in \`--format ${example} --output ${file}\`, or let it end in ${listOf(Object.keys(extensions), 'or')}.`,
  });
}

/**
 * Refuses text in `junit.xml`: `--format text --output junit.xml` looks as if text went to standard output, and
 * whoever reads the file would find no finding in it.
 */
function refuseMisfit<Format extends string>(
  file: string,
  format: Format,
  { extensions, also }: TargetRules<Format>,
): void {
  const extension = extname(file).toLowerCase();
  const told = extensions[extension];
  if (told === undefined || told === format || also[extension]?.includes(format)) return;
  throw new UsageError({
    code: 'format-mismatch',
    message: `${file} would be written as ${format}, since \`--format ${format}\` stands right before it, and its name says ${told}`,
    hint: `Write \`--format ${told} --output ${file}\`. What is to go to standard output stands behind all files: \`--output ${file} --format ${format}\`.`,
  });
}

function checkTargets(targets: readonly Target[]): void {
  checkFormats(targets);
  checkStandardOutput(targets);
}

function checkFormats(targets: readonly Target[]): void {
  for (const { format, file } of targets) {
    if (file !== undefined && format === 'github') throw annotationsInFile(file);
  }
}

function annotationsInFile(file: string): UsageError {
  return new UsageError({
    code: 'annotations-in-file',
    message: `the format github cannot go to ${file}`,
    hint: "GitHub's runner reads annotations from standard output only: give --format github without --output.",
  });
}

/** Only annotations may stand among other text: the runner picks them out line by line. */
function checkStandardOutput(targets: readonly Target[]): void {
  const formats = targets.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (formats.length < 2) return;
  if (formats.length === 2 && formats.includes('text') && formats.includes('github')) return;
  throw severalOnStandardOutput(formats, ' Only text and github can stand together.');
}

/** That several formats would be mixed into one text. */
export function severalOnStandardOutput(formats: readonly string[], exception = ''): UsageError {
  return new UsageError({
    code: 'two-on-stdout',
    message: `the formats ${listOf(formats)} would all go to standard output`,
    hint: `Put --output FILE after all but one of them.${exception}`,
  });
}
