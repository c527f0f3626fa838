import type { ComplianceReport } from '../model/compliance.js';
import type { Language } from '../model/language.js';
import type { TestResults } from '../model/policy-tests.js';
import type { Registry } from '../model/registry.js';
import type { Result, RunInfo, Summary } from '../model/result.js';
import type { Severity } from '../model/severity.js';

/** Takes the next piece of a text. The caller takes care of buffering and of writing complete files. */
export type Write = (text: string) => void;

/**
 * Receives the results of a check, registry by registry in the order of the inventory, so that a format can write as
 * it goes. None may keep what grows with the inventory.
 */
export interface Report {
  begin(run: RunInfo): void;
  /** `results` holds findings and open results, and passes only when they were asked for. Never empty. */
  registry(registry: Registry, results: readonly Result[]): void;
  /** To be awaited: a format may load what it writes with only when it has something to write. */
  end(summary: Summary): void | Promise<void>;
}

/** How a check is written. */
export interface ReportOptions {
  readonly write: Write;
  /** Whether the reader is a terminal that shows colour. */
  readonly colour?: boolean;
  /** Columns of the reader's terminal; default: 80. */
  readonly width?: number;
  /** The language of what people read; default: English. */
  readonly lang?: Language;
  /** The folder that paths in SARIF and in annotations are relative to; default: the working directory. */
  readonly root?: string;
  /** What distinguishes this run from others of the same repository, for SARIF: the account of a matrix, say. */
  readonly category?: string;
  /**
   * Whether SARIF leaves out findings of the baseline that are no longer there. GitHub does not know of them, and
   * would show each as an alert.
   */
  readonly withoutAbsent?: boolean;
  /** How many annotations of each severity to make; default: as many as GitHub shows. */
  readonly annotations?: Readonly<Record<Severity, number>>;
  /** How many bytes of UTF-8 the reader of a job summary takes; default: what GitHub takes. */
  readonly room?: number;
}

/** How the results of policy tests are written. They are in English. */
export interface TestReportOptions {
  readonly write: Write;
  readonly requireCoverage: boolean;
  /** The files in which `--update` has written what was found. */
  readonly updated: readonly string[];
  readonly colour: boolean;
  readonly width: number;
}

/**
 * One output format: a file in formats/ that exports one of these, and its line in formats.ts. Which of the three
 * functions it has says which commands can write it. Everything that it is given may be hostile text: it escapes
 * that in its own way.
 *
 * Every start of the program loads the list, so what is large or slow to load is imported inside these functions.
 */
export interface Format {
  /** As `--format` takes it. */
  readonly name: string;
  /** Who or what reads it, in a few words. */
  readonly description: string;
  /**
   * The endings of its files, with the dot, the usual one first. Without `--format`, an ending means the first
   * format in the list that has it.
   */
  readonly endings: readonly string[];
  /** Whether it writes workflow commands, which a runner picks out of standard output, among other text. */
  readonly isAnnotations?: true;
  /** Begins the report of a check. */
  readonly check?: (options: ReportOptions) => Promise<Report>;
  /** Writes a compliance report. */
  readonly report?: (report: ComplianceReport, write: Write) => Promise<void>;
  /** Writes the results of policy tests. */
  readonly test?: (results: TestResults, options: TestReportOptions) => Promise<void>;
}
