/** A place in a text file. Lines and columns count from 1, columns in UTF-16 code units. */
export interface Location {
  /** The path as the user wrote it, or relative to the working directory. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column`, as editors and terminals understand it. */
export function formatLocation(at: Location): string {
  return `${at.file}:${at.line}:${at.column}`;
}
