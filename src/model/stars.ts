/** What stands in the place of a secret that was taken out, here or by whoever exported it. */
export const STARS = '***';
