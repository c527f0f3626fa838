import type { Format } from './format.js';
import { csv } from './formats/csv.js';
import { github } from './formats/github.js';
import { gitlab } from './formats/gitlab.js';
import { html } from './formats/html.js';
import { json } from './formats/json.js';
import { junit } from './formats/junit.js';
import { markdown } from './formats/markdown.js';
import { ocsf } from './formats/ocsf.js';
import { openmetrics } from './formats/openmetrics.js';
import { sarif } from './formats/sarif.js';
import { text } from './formats/text.js';

/** Every format by its name, in the order in which people are shown them. */
export const formats = {
  text,
  html,
  markdown,
  csv,
  json,
  sarif,
  github,
  gitlab,
  junit,
  openmetrics,
  ocsf,
} satisfies Readonly<Record<string, Format>>;

/** The commands that write formats. */
export type FormatUse = 'check' | 'report' | 'test';

/** A format that a command can write. */
export type FormatFor<Use extends FormatUse> = Format & Required<Pick<Format, Use>>;

/** The names of the formats that a command can write. */
export type FormatName<Use extends FormatUse> = {
  [Name in keyof typeof formats]: (typeof formats)[Name] extends FormatFor<Use> ? Name : never;
}[keyof typeof formats];

/** The formats that a command can write. */
export function formatsFor<Use extends FormatUse>(use: Use): readonly FormatFor<Use>[] {
  const all: readonly Format[] = Object.values(formats);
  return all.filter((format): format is FormatFor<Use> => format[use] !== undefined);
}
