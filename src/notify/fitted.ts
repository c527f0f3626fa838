/** How much of a text counts against a limit. */
export type Measure = (text: string) => number;

/** Bytes in UTF-8. */
export const bytes: Measure = (text) => Buffer.byteLength(text);

/** Characters, as services count them. */
export const characters: Measure = (text) => text.length;

/** What a text may take, and what stands between its parts. */
export interface Room {
  readonly limit: number;
  readonly measure: Measure;
  readonly separator: string;
}

/**
 * Parts joined so that they fit: those at the end are left out whole, so that no markup and no character is ever cut
 * in two, and `…` says so.
 *
 * @param last stands behind all parts, whatever is left out. Has to fit by itself
 */
export function fitted(parts: readonly string[], room: Room, last: readonly string[] = []): string {
  const { limit, measure, separator } = room;
  const all = [...parts, ...last].join(separator);
  if (measure(all) <= limit) return all;
  const tail = ['…', ...last];
  const kept: string[] = [];
  for (const part of parts) {
    if (measure([...kept, part, ...tail].join(separator)) > limit) break;
    kept.push(part);
  }
  return [...kept, ...tail].join(separator);
}
