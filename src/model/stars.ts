/** What stands in the place of a secret that was taken out, here or by whoever exported it. */
export const STARS = '***';

/** Shown in the place of what stars keep from being told. */
export const MASKED = 'masked';
