import { loadMessages } from '../../messages/messages.js';
import type { Format, Report } from '../format.js';

/** Annotations on the run of a GitHub workflow. */
export const github = {
  name: 'github',
  description: 'Annotations on a workflow run',
  endings: [],
  isAnnotations: true,
  async check(options): Promise<Report> {
    const { Annotations } = await import('./github/annotations.js');
    return new Annotations(options, await loadMessages(options.lang));
  },
} satisfies Format;
