import type { FormatName } from './formats.js';
import type { CreateReport } from './report.js';

/** What writes one format, without loading what writes the others. */
export async function loadFormat(format: FormatName): Promise<CreateReport> {
  switch (format) {
    case 'text':
      return (await import('./text.js')).textReport;
    case 'json':
      return (await import('./json.js')).jsonReport;
    case 'sarif':
      return (await import('./sarif.js')).sarifReport;
    case 'github':
      return (await import('./github.js')).githubReport;
    case 'gitlab':
      return (await import('./gitlab.js')).gitlabReport;
    case 'junit':
      return (await import('./junit.js')).junitReport;
  }
}
