import type { ComplianceReport } from '../../../model/compliance.js';
import type { OutputTarget } from '../../options/targets.js';
import { commitAll, OutputFile } from '../../terminal/output-file.js';
import { type Reads, refuseOverwriting } from '../../terminal/same-file.js';
import { StandardOutput } from '../../terminal/standard-output.js';
import { note } from '../../terminal/terminal.js';

/** Where a report goes: opened before anything is fetched, put in place when all of it is written. */
export class ReportOutputs {
  readonly #targets: readonly OutputTarget<'report'>[];
  readonly #standard: StandardOutput;
  readonly #files = new Map<string, OutputFile>();

  /**
   * @param reads what the run reads
   * @param beforeText called before text goes to standard output, where a progress line may stand
   * @throws UsageError where a file cannot be written, or is one that is read
   */
  constructor(targets: readonly OutputTarget<'report'>[], reads: Reads, beforeText: () => void) {
    this.#targets = targets;
    this.#standard = new StandardOutput(beforeText);
    const paths = targets.flatMap(({ file }) => file ?? []);
    refuseOverwriting(paths, reads);
    try {
      for (const path of paths) this.#files.set(path, new OutputFile(path));
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  /** Writes the report in every format, and puts the files in their places. */
  async write(report: ComplianceReport): Promise<void> {
    for (const { format, file } of this.#targets) {
      await format.report(
        report,
        (file !== undefined && this.#files.get(file)?.write) || this.#standard.write,
      );
    }
    commitAll(this.#files.values());
    this.#standard.release();
    if (this.#files.size > 0) note(`written to ${[...this.#files.keys()].join(', ')}`);
  }

  /** Leaves everything as it was before the run. Does nothing once the files are in place. */
  discard(): void {
    this.#standard.discard();
    for (const file of this.#files.values()) file.discard();
  }
}
