import { githubReport } from './github.js';
import { gitlabReport } from './gitlab.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import type { CreateReport } from './report.js';
import { sarifReport } from './sarif.js';
import { textReport } from './text.js';

/** The names of all formats, in the order in which people are shown them. */
export const formatNames = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'] as const;

/** The name of a format. */
export type FormatName = (typeof formatNames)[number];

/** What writes each format. A format fetches what is costly to load only when it has to write. */
export const formats: Readonly<Record<FormatName, CreateReport>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
  gitlab: gitlabReport,
  junit: junitReport,
};
