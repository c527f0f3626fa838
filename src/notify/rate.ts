/** How many of a set of registries are compliant, in tenths of a percent, rounded down: only all of them are 100 %. */
export function tenthsOf({ compliant, registries }: Counted): number | undefined {
  return registries === 0 ? undefined : Math.floor((compliant * 1000) / registries);
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
