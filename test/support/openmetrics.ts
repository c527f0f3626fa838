/** A sample of a metric. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A family of metrics, as its three lines of metadata and its samples tell it. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly unit: string | undefined;
  readonly samples: readonly Sample[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`;
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)?\\})? (-?[0-9]+(?:\\.[0-9]+)?)$`);
const METADATA = new RegExp(`^# (HELP|TYPE|UNIT) (${NAME}) (.*)$`);

/**
 * The part of OpenMetrics 1.0 that holds also in the text format of Prometheus, read strictly: gauges alone, metadata
 * before samples, no time stamps, no empty line, no sample twice, no family parted, `# EOF` at the end. In a help
 * text neither a quote nor a backslash may stand, as the two formats differ there.
 *
 * @throws for everything else
 */
export function strictFamilies(text: string): readonly Family[] {
  if (!text.endsWith('\n# EOF\n') || text.indexOf('# EOF') !== text.length - 6) throw new Error('no end');
  const lines = text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1);
  const families: Mutable<Family>[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    const metadata = METADATA.exec(line);
    if (metadata) addMetadata(families, metadata[1] ?? '', metadata[2] ?? '', metadata[3] ?? '');
    else addSample(families.at(-1), line, seen);
  }
  return families.map(whole);
}

type Mutable<T> = { -readonly [Key in keyof T]?: T[Key] | undefined };

function addMetadata(families: Mutable<Family>[], kind: string, name: string, text: string): void {
  const last = families.at(-1);
  if (last?.name !== name) {
    if (families.some((family) => family.name === name)) throw new Error(`${name} is parted`);
    families.push({ name, samples: [] });
  }
  const family = families.at(-1) ?? {};
  if ((family.samples ?? []).length > 0) throw new Error(`metadata of ${name} behind its samples`);
  if (kind === 'HELP') family.help = text;
  else if (kind === 'TYPE') family.type = text;
  else family.unit = text;
}

function addSample(family: Mutable<Family> | undefined, line: string, seen: Set<string>): void {
  const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? [];
  if (value === undefined) throw new Error(`no line of the format: ${JSON.stringify(line)}`);
  if (name !== family?.name) throw new Error(`${name} is a sample of another family`);
  const pairs = [...labels.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/g)];
  const entries = pairs.map(([, label = '', text = '']) => [label, text.replace(/\\(.)/g, '$1')] as const);
  const key = `${name} ${JSON.stringify([...entries].sort())}`;
  if (seen.has(key)) throw new Error(`twice: ${line}`);
  if (new Set(entries.map(([label]) => label)).size < entries.length)
    throw new Error(`a label twice: ${line}`);
  seen.add(key);
  family.samples = [
    ...(family.samples ?? []),
    { name, labels: Object.fromEntries(entries), value: Number(value) },
  ];
}

function whole({ name = '', help, type, unit, samples = [] }: Mutable<Family>): Family {
  if (help === undefined || /["\\]/.test(help)) throw new Error(`${name} has no help that both can read`);
  if (type !== 'gauge') throw new Error(`${name} is no gauge`);
  if (unit !== undefined && !name.endsWith(`_${unit}`)) throw new Error(`${name} does not end in its unit`);
  if (samples.length === 0) throw new Error(`${name} has no sample`);
  return { name, help, type, unit, samples };
}
