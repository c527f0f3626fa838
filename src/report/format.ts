import type { Registry } from '../model/registry.js';
import type { Result, RunInfo, Summary } from '../model/result.js';
import type { Severity } from '../model/severity.js';
import type { Language } from './words/words.js';

/**
 * One output format. Results arrive registry by registry in the order of the inventory, so a format can
 * write as it goes; none may keep what grows with the inventory.
 */
export interface Report {
  begin(run: RunInfo): void;
  /** `results` holds findings and open results, and passes only when they were asked for. Never empty. */
  registry(registry: Registry, results: readonly Result[]): void;
  /** To be awaited: a format may load what it writes with only when it has something to write. */
  end(summary: Summary): void | Promise<void>;
}

/** How a format is asked to write. */
export interface ReportOptions {
  /** Where the text goes; the caller sees to buffering and to writing whole files. */
  readonly write: (text: string) => void;
  /** Whether the reader is a terminal that shows colour. */
  readonly colour?: boolean;
  /** Columns of the reader's terminal; 80 unless said. */
  readonly width?: number;
  /** The language of what people read; English unless said. */
  readonly lang?: Language;
  /** The folder that paths in SARIF and in annotations are relative to; the working directory unless said. */
  readonly root?: string;
  /** What tells this run from others of the same repository, for SARIF: the account of a matrix, say. */
  readonly category?: string;
  /**
   * Whether SARIF leaves out findings of the baseline that are no longer there. GitHub does not know of them, and
   * would show each as an alert.
   */
  readonly withoutAbsent?: boolean;
  /** How many annotations of each severity to make; as many as GitHub shows unless said. */
  readonly annotations?: Readonly<Record<Severity, number>>;
  /** How many bytes of UTF-8 the reader of a job summary takes; what GitHub takes unless said. */
  readonly room?: number;
}

/** What each file in this folder exports. */
export type CreateReport = (options: ReportOptions) => Report;
