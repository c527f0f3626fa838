/**
 * A part of a whole in tenths of a percent, cut and not rounded, so that 100 % is said of a whole only; undefined
 * where there is no whole.
 */
export function tenthsOfPercent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.floor((part * 1000) / whole);
}
