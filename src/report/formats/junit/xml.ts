import { sanitise, sanitiseLines } from '../../sanitise.js';

/** Why a case did not pass. */
export interface JUnitReason {
  readonly message: string;
  readonly type?: string;
  /** May have several lines. */
  readonly text?: string;
}

/** A case as JUnit has it. Texts may be anything: what cannot stand in XML is made visible. */
export interface JUnitCase {
  readonly name: string;
  readonly className: string;
  readonly place?: { readonly file: string; readonly line: number };
  readonly failure?: JUnitReason;
  /** That nothing could be found out. */
  readonly error?: JUnitReason;
  readonly skipped?: JUnitReason;
  /** What is told of a case that passed. May have several lines. */
  readonly output?: string;
}

/** Cases that belong together. */
export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

/** The XML that CI servers read. Without times, so that the same run gives the same file. */
export function writeJUnitXml(
  name: string,
  suites: readonly JUnitSuite[],
  write: (text: string) => void,
): void {
  write(junitHead(name, suites));
  for (const suite of suites) write(junitSuite(suite));
  write(junitEnd);
}

/** What stands before the suites. Where they are not known yet, their sum is left out: readers add up themselves. */
export function junitHead(name: string, suites?: readonly JUnitSuite[]): string {
  const sum = suites ? ` ${totals(suites.flatMap(({ cases }) => cases))}` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes({ name })}${sum}>\n`;
}

/** One suite with its cases. */
export function junitSuite({ name, cases }: JUnitSuite): string {
  const lines = cases.flatMap(caseLines);
  return [`  <testsuite ${attributes({ name })} ${totals(cases)}>`, ...lines, '  </testsuite>', ''].join(
    '\n',
  );
}

/** What stands behind the suites. */
export const junitEnd = '</testsuites>\n';

const reasons = ['failure', 'error', 'skipped'] as const;

function caseLines(one: JUnitCase): readonly string[] {
  const { name, className, place, output } = one;
  const start = `    <testcase ${attributes({ name, classname: className, file: place?.file, line: place?.line })}`;
  const inner = [
    ...reasons.flatMap((kind) => (one[kind] ? [reasonLine(kind, one[kind])] : [])),
    ...(output === undefined ? [] : [`      <system-out>${content(output)}</system-out>`]),
  ];
  return inner.length === 0 ? [`${start}/>`] : [`${start}>`, ...inner, '    </testcase>'];
}

function reasonLine(kind: string, { message, type, text }: JUnitReason): string {
  const start = `      <${kind} ${attributes({ message, type })}`;
  return text === undefined ? `${start}/>` : `${start}>${content(text)}</${kind}>`;
}

function totals(cases: readonly JUnitCase[]): string {
  const count = (kind: (typeof reasons)[number]): number => cases.filter((one) => one[kind]).length;
  const [failures, errors, skipped] = [count('failure'), count('error'), count('skipped')];
  return attributes({ tests: cases.length, failures, errors, skipped });
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${escaped(sanitise(String(value)))}"`)
    .join(' ');
}

const content = (text: string): string => escaped(sanitiseLines(text));

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** What cannot stand in XML at all has been made visible before. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
