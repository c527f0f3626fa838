import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { commitAll, OutputFile, OWNER_ONLY } from '../cli/terminal/output-file.js';
import { type Reads, refuseOverwriting, refuseSameFile } from '../cli/terminal/same-file.js';
import { StandardOutput } from '../cli/terminal/standard-output.js';
import { makeFolder } from '../documents/make-folder.js';
import type { CreateReport, Report, ReportOptions } from '../report/format.js';
import { githubReport, MOST_ANNOTATIONS } from '../report/formats/github/annotations.js';
import { jsonReport } from '../report/formats/json/check.js';
import { sarifReport } from '../report/formats/sarif/check.js';
import { textReport } from '../report/formats/text/check.js';
import { jobSummaryReport, SUMMARY_BYTES } from '../report/job-summary.js';
import type { FileFormat, Inputs } from './inputs.js';
import { writeSummary } from './summary.js';

/** Columns of the text in the log: what is easily read there. */
const WIDTH = 120;

/** What writes each format that can be asked for as a file. */
const fileReports: Readonly<Record<FileFormat, CreateReport>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
};

/** Everything that a run writes: opened before anything is fetched, put in place when the run is whole. */
export class Reports {
  readonly all: readonly Report[];
  readonly files: ReadonlyMap<FileFormat, string>;
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
    const { lang, category, annotations } = inputs;
    const root = env['GITHUB_WORKSPACE'] || process.cwd();
    const common = { lang, root, withoutAbsent: true, ...(category !== undefined && { category }) };
    try {
      this.all = [
        textReport({ ...common, write: this.#standard.write, width: WIDTH, colour: !env['NO_COLOR'] }),
        // Annotations go past `write`: the text has to be out before they come.
        { begin() {}, registry() {}, end: () => this.#standard.release() },
        ...(annotations === undefined ? [] : [githubReport(annotating(annotations, common))]),
        ...(inputs.summary ? [this.#jobSummary(common)] : []),
        ...[...inputs.files].map(([format, file]) => {
          // The report of a shard holds the inventory.
          const isOwn = format === 'json' && inputs.source.shard !== undefined;
          return fileReports[format]({ ...common, write: this.#open(file, isOwn ? OWNER_ONLY : undefined) });
        }),
      ];
    } catch (error) {
      this.discard();
      throw error;
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

  #jobSummary(common: Omit<ReportOptions, 'write'>): Report {
    const write = (text: string): void => {
      this.#summary += text;
    };
    return jobSummaryReport({
      ...common,
      write,
      room: SUMMARY_BYTES - sizeOf(this.#env['GITHUB_STEP_SUMMARY']),
    });
  }

  #open(file: string, mode: number | undefined): (text: string) => void {
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
