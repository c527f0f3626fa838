import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { commitAll, OutputFile, OWNER_ONLY } from '../cli/terminal/output-file.js';
import { type Reads, refuseOverwriting, refuseSameFile } from '../cli/terminal/same-file.js';
import { StandardOutput } from '../cli/terminal/standard-output.js';
import { makeFolder } from '../documents/make-folder.js';
import { findRoot } from '../documents/root.js';
import { loadMessages } from '../messages/messages.js';
import type { Report, ReportOptions } from '../report/format.js';
import { MOST_ANNOTATIONS } from '../report/formats/github/limits.js';
import { type FormatFor, formats } from '../report/formats.js';
import { JobSummary, SUMMARY_BYTES } from '../report/job-summary.js';
import type { Inputs } from './inputs.js';
import { writeSummary } from './summary.js';

/** Columns of the text in the log: what is easily read there. */
const WIDTH = 120;

/** Everything that a run writes: opened before anything is fetched, put in place when the run is whole. */
export class Reports {
  readonly all: Report[] = [];
  readonly files: ReadonlyMap<FormatFor<'check'>, string>;
  readonly #env: NodeJS.ProcessEnv;
  readonly #standard = new StandardOutput();
  readonly #outputs: OutputFile[] = [];
  #summary = '';

  /**
   * @param reads what the run reads
   * @throws UsageError where a file cannot be written, or is one that is read
   */
  constructor(inputs: Inputs, reads: Reads, env: NodeJS.ProcessEnv) {
    const files = [...inputs.files.values()];
    refuseSameFile(files, false);
    refuseOverwriting(files, reads);
    this.#env = env;
    this.files = inputs.files;
  }

  /**
   * Opens every report that the inputs ask for.
   *
   * @throws UsageError where a file cannot be written
   */
  async open({ lang, category, annotations, summary, files, source }: Inputs): Promise<void> {
    const root = findRoot(process.cwd(), this.#env);
    const common = { lang, root, withoutAbsent: true, ...(category !== undefined && { category }) };
    const toLog = { write: this.#standard.write, width: WIDTH, colour: !this.#env['NO_COLOR'] };
    this.all.push(await formats.text.check({ ...common, ...toLog }));
    // Annotations go past `write`: the text has to be out before they come.
    this.all.push({ begin() {}, registry() {}, end: () => this.#standard.release() });
    if (annotations !== undefined) this.all.push(await formats.github.check(annotating(annotations, common)));
    if (summary) this.all.push(await this.#jobSummary(common));
    for (const [format, file] of files) {
      // The report of a shard holds the inventory.
      const isOwn = format === formats.json && source.shard !== undefined;
      const write = this.#openFile(file, isOwn ? OWNER_ONLY : undefined);
      this.all.push(await format.check({ ...common, write }));
    }
  }

  /** Puts files in their places and appends the summary. */
  commit(): void {
    commitAll(this.#outputs);
    this.#standard.release();
    if (this.#summary !== '') writeSummary(this.#summary, this.#env);
  }

  /** Leaves everything as it was before the run. Does nothing after `commit`. */
  discard(): void {
    this.#standard.discard();
    for (const output of this.#outputs) output.discard();
  }

  async #jobSummary(common: Omit<ReportOptions, 'write'>): Promise<Report> {
    const write = (text: string): void => {
      this.#summary += text;
    };
    const room = SUMMARY_BYTES - sizeOf(this.#env['GITHUB_STEP_SUMMARY']);
    return new JobSummary({ ...common, write, room }, await loadMessages(common.lang));
  }

  #openFile(file: string, mode: number | undefined): (text: string) => void {
    makeFolderFor(file);
    const output = new OutputFile(file, mode);
    this.#outputs.push(output);
    return output.write;
  }
}

/** The step's own failure is an annotation, too, and takes the place of the last of the errors. */
function annotating(most: number, common: Omit<ReportOptions, 'write'>): ReportOptions {
  const annotations = { error: Math.min(most, MOST_ANNOTATIONS - 1), warning: most, note: most };
  return { ...common, annotations, write: () => {} };
}

function makeFolderFor(file: string): void {
  try {
    makeFolder(dirname(file));
  } catch {
    // That the file cannot be written is told when it is opened.
  }
}

/** What the step has written into its summary already. */
function sizeOf(file: string | undefined): number {
  try {
    return (file && statSync(file, { throwIfNoEntry: false })?.size) || 0;
  } catch {
    // That it cannot be written is told when it is.
    return 0;
  }
}
