import type { Language } from '../../model/language.js';
import type { Report } from '../../report/format.js';
import { formats } from '../../report/formats.js';
import type { OutputTarget } from '../options/targets.js';
import { commitAll, OutputFile, OWNER_ONLY } from './output-file.js';
import { type Reads, refuseOverwriting } from './same-file.js';
import { expectErrors, StandardOutput } from './standard-output.js';
import { colourOn, note, widthOf } from './terminal.js';

/** What outputs are opened for. */
interface OutputsOptions {
  /** What the run reads. */
  readonly reads: Reads;
  readonly lang: Language;
  /** Whether the run is a part of one: its report in JSON holds the inventory, and is for its owner alone. */
  readonly isShard: boolean;
  /** Called before text goes to standard output, where a progress line may stand. */
  readonly beforeText: () => void;
}

/**
 * Opens everything that a run writes.
 *
 * @throws UsageError where a file cannot be written, or is one that is read
 */
export async function openOutputs(
  targets: readonly OutputTarget<'check'>[],
  options: OutputsOptions,
): Promise<Outputs> {
  const outputs = new Outputs(targets, options);
  try {
    for (const target of targets) await outputs.open(target);
    return outputs;
  } catch (error) {
    outputs.discard();
    throw error;
  }
}

/** Everything that a run writes: opened before anything is fetched, put in place when the run is whole. */
class Outputs {
  readonly reports: Report[] = [];
  readonly #options: OutputsOptions;
  readonly #standard: StandardOutput;
  readonly #files: OutputFile[] = [];
  readonly #silent: boolean;

  constructor(targets: readonly OutputTarget<'check'>[], options: OutputsOptions) {
    const { reads, beforeText } = options;
    this.#options = options;
    refuseOverwriting(
      targets.flatMap(({ file }) => file ?? []),
      reads,
    );
    this.#standard = new StandardOutput(beforeText);
    this.#silent = targets.every(({ file }) => file !== undefined);
  }

  /** Lets out what was held back, and puts files in their places. */
  commit(): void {
    commitAll(this.#files);
    this.#standard.release();
    if (this.#silent) note(`written to ${this.#files.map(({ path }) => path).join(', ')}`);
  }

  /** Leaves everything as it was before the run. Does nothing after `commit`. */
  discard(): void {
    this.#standard.discard();
    for (const file of this.#files) file.discard();
  }

  /** Opens one report. */
  async open({ format, file }: OutputTarget<'check'>): Promise<void> {
    const { lang, isShard } = this.#options;
    if (file !== undefined) {
      const output = new OutputFile(file, isShard && format === formats.json ? OWNER_ONLY : undefined);
      this.#files.push(output);
      this.reports.push(await format.check({ write: output.write, lang }));
      return;
    }
    if (format.isAnnotations) expectErrors();
    const colour = colourOn('stdout', process.argv, process.env);
    const report = await format.check({
      write: this.#standard.write,
      lang,
      colour,
      width: widthOf('stdout'),
    });
    this.reports.push(...(format.isAnnotations ? [this.#releaseAtEnd(), report] : [report]));
  }

  /** Annotations go past `write`: what was held back has to be out before they come. */
  #releaseAtEnd(): Report {
    return { begin() {}, registry() {}, end: () => this.#standard.release() };
  }
}
