import { tenthsOfPercent } from '../model/rate.js';

/** How many of the registries that were judged are compliant, in tenths of a percent. */
export function tenthsOf({ compliant, judged }: Counted): number | undefined {
  return tenthsOfPercent(compliant, judged);
}

interface Counted {
  readonly compliant: number;
  readonly judged: number;
}

/** `94.9 %` */
export function showRate(tenths: number): string {
  return `${(tenths / 10).toFixed(1)} %`;
}

/** `+0.4`, `-1.2`, `±0.0` */
export function showDifference(tenths: number): string {
  const sign = tenths > 0 ? '+' : tenths < 0 ? '-' : '±';
  return `${sign}${(Math.abs(tenths) / 10).toFixed(1)}`;
}
