/** The languages in which people read results. */
export type Language = 'en' | 'zh';
