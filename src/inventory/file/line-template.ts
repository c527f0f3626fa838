/**
 * Reads records that are written like one before them: the same fields in the same order, with the same space between
 * them. `JSON.parse` has to be ready for anything; of such a line all but the values is known, so that each byte is
 * looked at once, in a quarter of the time (bench/README.md). Whatever is not written so is left to `JSON.parse`.
 */

import { type RawRecord, recordFieldNames } from '../decode/record-fields.js';

/** Lines that are being read. They must be UTF-8. */
export class Lines {
  readonly bytes: Buffer;
  readonly view: DataView;
  /** The bytes as Latin-1, so that offsets are the same in both. */
  readonly text: string;
  /** The offset behind the record that was read last. */
  end = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.text = bytes.toString('latin1');
  }
}

/** Reads the record that begins at an offset; undefined when it is not written as it would have to be. */
type Read = (lines: Lines, from: number) => RawRecord | undefined;

/** What programs put between a key and its value, and between members. */
const styles = [
  { colon: ':', comma: ',' },
  { colon: ': ', comma: ', ' },
] as const;

/** An inventory has a handful of ways to write its records. In a hostile one, each line may be another. */
const MOST_TEMPLATES = 8;

/** The ways in which records were written so far. */
export class LineTemplates {
  readonly #templates: Read[] = [];

  /** The record that begins at an offset; undefined when it has to be parsed. */
  read(lines: Lines, from: number): RawRecord | undefined {
    for (const read of this.#templates) {
      const record = read(lines, from);
      if (record) return record;
    }
    return undefined;
  }

  /**
   * Remembers how a record is written, where others can be read by it.
   *
   * @param record what `JSON.parse` makes of the line
   */
  learn(line: string, record: RawRecord): void {
    if (this.#templates.length === MOST_TEMPLATES) return;
    const names = Object.keys(record);
    if (!names.every((name) => recordFieldNames.has(name) && typeof record[name] !== 'bigint')) return;
    const members = names.map((name) => [JSON.stringify(name), JSON.stringify(record[name])]);
    const style = styles.find(
      ({ colon, comma }) => line === `{${members.map((member) => member.join(colon)).join(comma)}}`,
    );
    if (style) this.#templates.push(compile(names, style));
  }
}

/**
 * One function for one order of fields. Nothing of a file gets into the code but which of the known names it has, and
 * in which order.
 */
function compile(names: readonly string[], { colon, comma }: (typeof styles)[number]): Read {
  const members = names.map((name, index) => {
    const before = `${index === 0 ? '{' : comma}"${name}"${colon}`;
    return expect(Buffer.from(before)) + readValue(`value${index}`);
  });
  const values = names.map((name, index) => `${JSON.stringify(name)}: value${index}`);
  const source = `return (lines, from) => {
const { bytes, view, text } = lines;
let at = from, last = bytes.length - 1, start = 0, byte = 0, kind = 0, found = 0;
${members.join('')}${expect(Buffer.from('}'))}lines.end = at;
return { ${values.join(', ')} };
};`;
  tables ??= makeTables();
  return new Function(...Object.keys(tables), source)(...Object.values(tables));
}

/** Code that passes over these bytes, eight at a time: as numbers they compare as well as one by one. */
function expect(bytes: Buffer): string {
  const { length } = bytes;
  const differs: string[] = [`at + ${length} > bytes.length`];
  if (length < 8) for (const [at, byte] of bytes.entries()) differs.push(`bytes[at + ${at}] !== ${byte}`);
  else {
    for (let at = 0; at < length - 8; at += 8) differs.push(differsAt(bytes, at));
    differs.push(differsAt(bytes, length - 8));
  }
  return `if (${differs.join(' || ')}) return undefined;\nat += ${length};\n`;
}

function differsAt(bytes: Buffer, at: number): string {
  return `view.getFloat64(at + ${at}, true) !== ${bytes.readDoubleLE(at)}`;
}

/** What a byte is: not ASCII, or one that a text of JSON ends with or may not have as it is. */
const kinds = { wide: 1, end: 2 } as const;

const kindOfByte = (byte: number): number =>
  byte >= 0x80 ? kinds.wide : byte < 0x20 || byte === 0x22 || byte === 0x5c ? kinds.end : 0;

const [quote, zero, one, nine] = [...Buffer.from('"019')];

/** What is known of bytes. Made when it is first needed: a small file is read without. */
let tables: ReturnType<typeof makeTables> | undefined;

function makeTables() {
  const kindsOfByte = Uint8Array.from({ length: 256 }, (_, byte) => kindOfByte(byte));
  // Two bytes that follow each other, so that a text is read in half as many steps. The first is the lower byte.
  const kindsOfTwo = new Uint8Array(256 * 256);
  for (const [second, kind] of kindsOfByte.entries()) {
    kindsOfTwo.set(
      kindsOfByte.map((first) => first | kind),
      second * 256,
    );
  }
  return { kindsOfByte, kindsOfTwo };
}

/**
 * Code that reads a text without escapes, a whole number without a sign that a double holds exactly, or `null`.
 * Beyond the end a byte and its kind are undefined, which is neither a digit nor less than anything.
 */
function readValue(name: string): string {
  return `let ${name} = null;
byte = bytes[at];
if (byte === ${quote}) {
  start = ++at;
  found = 0;
  while (at < last && (kind = kindsOfTwo[view.getUint16(at, true)]) < ${kinds.end}) {
    found |= kind;
    at += 2;
  }
  if ((kind = kindsOfByte[bytes[at]]) < ${kinds.end}) {
    found |= kind;
    at++;
  }
  if (bytes[at] !== ${quote}) return undefined;
  ${name} = (found & ${kinds.wide}) === 0 ? text.slice(start, at) : bytes.toString('utf8', start, at);
  at++;
} else if (byte >= ${one} && byte <= ${nine}) {
  ${name} = byte - ${zero};
  while ((byte = bytes[++at]) >= ${zero} && byte <= ${nine}) ${name} = ${name} * 10 + (byte - ${zero});
  if (${name} > Number.MAX_SAFE_INTEGER) return undefined;
} else if (byte === ${zero}) {
  ${name} = 0;
  at++;
} else {
  ${expect(Buffer.from('null'))}}
`;
}
