import type { Registry } from '../model/registry.js';
import type { Result, RunInfo, Summary } from '../model/result.js';

/**
 * One output format. Results arrive registry by registry in the order of the inventory, so a format can
 * write as it goes; none may keep what grows with the inventory.
 */
export interface Report {
  begin(run: RunInfo): void;
  /** `results` holds findings and open results, and passes only when they were asked for. Never empty. */
  registry(registry: Registry, results: readonly Result[]): void;
  end(summary: Summary): void;
}

/** How a format is asked to write. */
export interface ReportOptions {
  /** Where the text goes; the caller sees to buffering and to writing whole files. */
  readonly write: (text: string) => void;
  /** Whether the reader is a terminal that shows colour. */
  readonly colour?: boolean;
  /** Columns of the reader's terminal; 80 unless said. */
  readonly width?: number;
}

/** What each file in this folder exports. */
export type CreateReport = (options: ReportOptions) => Report;
