import type { Registry } from '../model/registry.js';
import type { Result } from '../model/result.js';
import type { Report } from './report.js';

/** Keeps every result it is told of, for programs that want them as objects. */
export class Collector implements Report {
  readonly results: Result[] = [];

  begin(): void {
    this.results.length = 0;
  }

  registry(_registry: Registry, results: readonly Result[]): void {
    this.results.push(...results);
  }

  end(): void {}
}
