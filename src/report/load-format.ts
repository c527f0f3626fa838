import type { CreateReport } from './format.js';
import type { FormatName } from './formats.js';

/** What writes one format, without loading what writes the others. */
export async function loadFormat(format: FormatName): Promise<CreateReport> {
  switch (format) {
    case 'text':
      return (await import('./formats/text/check.js')).textReport;
    case 'json':
      return (await import('./formats/json/check.js')).jsonReport;
    case 'sarif':
      return (await import('./formats/sarif/check.js')).sarifReport;
    case 'github':
      return (await import('./formats/github/annotations.js')).githubReport;
    case 'gitlab':
      return (await import('./formats/gitlab.js')).gitlabReport;
    case 'junit':
      return (await import('./formats/junit/check.js')).junitReport;
  }
}
