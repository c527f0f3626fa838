import type { Baseline } from '../model/baseline.js';

/** The baseline of a file, if one is named. */
export async function baselineOf(file: string | undefined): Promise<Baseline | undefined> {
  if (file === undefined) return undefined;
  const { readBaseline } = await import('../engine/baseline/read.js');
  return readBaseline(file);
}
