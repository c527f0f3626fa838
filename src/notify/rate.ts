import { tenthsOfPercent } from '../model/rate.js';

/** How many of a set of registries are compliant, in tenths of a percent. */
export function tenthsOf({ compliant, registries }: Counted): number | undefined {
  return tenthsOfPercent(compliant, registries);
}

interface Counted {
  readonly compliant: number;
  readonly registries: number;
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
