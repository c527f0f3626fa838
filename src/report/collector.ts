import type { InventoryFinding } from '../model/across.js';
import type { Registry } from '../model/registry.js';
import type { Result, Summary } from '../model/result.js';
import type { Report } from './format.js';

/** Keeps every result it is told of, for programs that want them as objects. */
export class Collector implements Report {
  readonly results: Result[] = [];
  /** What is known of the inventory only once it has been read whole. */
  readonly inventoryFindings: InventoryFinding[] = [];

  begin(): void {
    this.results.length = 0;
    this.inventoryFindings.length = 0;
  }

  registry(_registry: Registry, results: readonly Result[]): void {
    this.results.push(...results);
  }

  end({ inventoryFindings = [] }: Summary): void {
    this.inventoryFindings.push(...inventoryFindings);
  }
}
