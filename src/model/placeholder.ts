/**
 * What stands for a value in a rule's message: `{Field}`, `{params.name}`, and `{Field day|days}` for the value with
 * the word that fits it.
 */
export const PLACEHOLDER = /\{([A-Za-z][\w.-]*)(?: ([^{}|]+)\|([^{}|]+))?\}/g;

/** Whether a message tells the value of a field. */
export const tells = (message: string, field: string): boolean =>
  message.includes(`{${field}}`) || message.includes(`{${field} `);
