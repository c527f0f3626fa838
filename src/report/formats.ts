import type { CreateReport } from './format.js';
import { githubReport } from './formats/github/annotations.js';
import { gitlabReport } from './formats/gitlab.js';
import { jsonReport } from './formats/json/check.js';
import { junitReport } from './formats/junit/check.js';
import { sarifReport } from './formats/sarif/check.js';
import { textReport } from './formats/text/check.js';

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
