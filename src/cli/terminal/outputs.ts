import type { CreateReport, Report } from '../../report/format.js';
import { loadFormat } from '../../report/load-format.js';
import type { Language } from '../../report/words/words.js';
import type { Target } from '../options/targets.js';
import { commitAll, OutputFile, OWNER_ONLY } from './output-file.js';
import { type Reads, refuseOverwriting } from './same-file.js';
import { expectErrors, StandardOutput } from './standard-output.js';
import { colourOn, note, widthOf } from './terminal.js';

/** A report of a run, and what writes it. */
type LoadedTarget = Target & { readonly create: CreateReport };

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
export async function openOutputs(targets: readonly Target[], options: OutputsOptions): Promise<Outputs> {
  const loaded: LoadedTarget[] = [];
  for (const target of targets) loaded.push({ ...target, create: await loadFormat(target.format) });
  return new Outputs(loaded, options);
}

/** Everything that a run writes: opened before anything is fetched, put in place when the run is whole. */
class Outputs {
  readonly reports: readonly Report[];
  readonly #standard: StandardOutput;
  readonly #files: OutputFile[] = [];
  readonly #silent: boolean;

  constructor(targets: readonly LoadedTarget[], options: OutputsOptions) {
    const { reads, beforeText } = options;
    refuseOverwriting(
      targets.flatMap(({ file }) => file ?? []),
      reads,
    );
    this.#standard = new StandardOutput(beforeText);
    this.#silent = targets.every(({ file }) => file !== undefined);
    try {
      this.reports = targets.flatMap((target) => this.#open(target, options));
    } catch (error) {
      this.discard();
      throw error;
    }
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

  #open({ format, file, create }: LoadedTarget, { lang, isShard }: OutputsOptions): readonly Report[] {
    if (file !== undefined) {
      const output = new OutputFile(file, isShard && format === 'json' ? OWNER_ONLY : undefined);
      this.#files.push(output);
      return [create({ write: output.write, lang })];
    }
    if (format === 'github') expectErrors();
    const colour = colourOn('stdout', process.argv, process.env);
    const report = create({ write: this.#standard.write, lang, colour, width: widthOf('stdout') });
    return format === 'github' ? [this.#releaseAtEnd(), report] : [report];
  }

  /** Annotations go past `write`: what was held back has to be out before they come. */
  #releaseAtEnd(): Report {
    return { begin() {}, registry() {}, end: () => this.#standard.release() };
  }
}
