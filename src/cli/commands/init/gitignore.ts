/** What should not get into a repository: answers hold secrets, and reports are made anew by every run. */
const entries = ['/registries.json', '/registry-lint.sarif', '/registry-lint-reports/'] as const;

const HEADING = '# registry-lint: registries as Security Center lists them, and reports';

/** The text of a .gitignore with the entries that it lacks at its end; the same text when it has them all. */
export function gitignoreText(before: string): string {
  const lines = before.split(/\r?\n/).map((line) => line.trim());
  const missing = entries.filter((entry) => !lines.includes(entry) && !lines.includes(entry.slice(1)));
  if (missing.length === 0) return before;
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const start = before === '' || before.endsWith('\n') ? before : before + eol;
  const gap = start === '' ? '' : eol;
  return `${start}${gap}${[HEADING, ...missing].join(eol)}${eol}`;
}
