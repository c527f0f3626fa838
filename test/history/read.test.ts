import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { appendRun } from '../../src/history/append.js';
import { readHistory } from '../../src/history/read.js';
import { RegistryLintError } from '../../src/model/error.js';
import { temporaryFolder } from '../cli/run.js';
import { finding, historyRun, noon } from './runs.js';

const ten = Array.from({ length: 10 }, (_, number) => finding(number));

let folder: string;
let paths: string[];

/** Three runs, of which each but the first builds on the one before. */
beforeEach(() => {
  folder = temporaryFolder();
  paths = [1, 2, 3].map((day) => appendRun(folder, historyRun(noon(day), { findings: ten })));
});

/** What people are told who read the history. */
function complaint(): string {
  try {
    readHistory(folder);
    return 'none';
  } catch (error) {
    if (error instanceof RegistryLintError && error.exitCode === 2) return error.describe();
    throw error;
  }
}

const [first, second, third] = [0, 1, 2];
const path = (index: number): string => paths[index] ?? '';
const name = (index: number): string => readdirSync(folder).sort()[index] ?? '';

function change(index: number, how: (text: string) => string): void {
  writeFileSync(path(index), how(readFileSync(path(index), 'utf8')));
}

test('a file that is cut off anywhere is refused', () => {
  const whole = readFileSync(path(second));
  for (let length = 0; length < whole.length; length += 13) {
    writeFileSync(path(second), whole.subarray(0, length));
    expect(complaint()).toContain(`${path(second)} ${length === 0 ? 'is empty' : 'was cut off'}`);
  }
  expect(complaint()).toContain('Bring the file back');
});

test('a file in which any byte is another is refused', () => {
  const whole = readFileSync(path(first));
  for (let at = 0; at < whole.length; at += 7) {
    const changed = Buffer.from(whole);
    changed.writeUInt8((whole[at] ?? 0) ^ 1, at);
    writeFileSync(path(first), changed);
    expect(complaint(), `byte ${at}`).toContain(path(first));
  }
});

test.each<[string, (text: string) => string, string]>([
  ['a line taken out', (text) => text.replace(/^.*registry-3.*\n/m, ''), 'was changed after it was written'],
  ['something at its end', (text) => `${text}{}\n`, 'was cut off, or something was added'],
  ['the marks of a merge', (text) => `<<<<<<< ours\n${text}`, 'was changed after it was written'],
  ['the line ends of Windows', (text) => text.replaceAll('\n', '\r\n'), '*.jsonl -text'],
])('a file with %s is refused', (_, how, reason) => {
  change(first, how);
  expect(complaint()).toContain(reason);
});

test('a file under the name of another is refused', () => {
  writeFileSync(path(third), readFileSync(path(second)));
  expect(complaint()).toContain(`${path(third)} is not under the name that it was written under`);
});

test('a copy with a number in its name is refused', () => {
  writeFileSync(path(first).replace('.jsonl', ' (1).jsonl'), '');
  expect(complaint()).toContain('has not the name of a run');
});

test('a run that others build on must be there, and the error says what to do', () => {
  const gone = name(second);
  rmSync(path(second));
  expect(complaint()).toBe(
    `the history is not whole: ${path(third)} builds on ${gone}, which is not there\n` +
      `Bring ${gone} back from version control or the bucket.\n` +
      'If it is lost, move the runs that build on it out of the folder as well: what they found is lost with it.',
  );
  expect(() => appendRun(folder, historyRun(noon(4), { findings: ten }))).toThrow('is not whole');
});

test('a link, a folder and what may not be read are no runs', () => {
  const elsewhere = join(temporaryFolder(), 'elsewhere');
  renameSync(path(first), elsewhere);
  symlinkSync(elsewhere, path(first));
  expect(complaint()).toContain(`${path(first)} is not a plain file`);
  rmSync(path(first));
  mkdirSync(path(first));
  expect(complaint()).toContain(`${path(first)} is not a plain file`);
});

test('what a file holds is never part of an error: it may be anything', () => {
  change(first, () => 'Password: hunter2\n');
  expect(complaint()).not.toContain('hunter2');
});

test('a later version of the format asks for a newer program', async () => {
  const { createHash } = await import('node:crypto');
  const body = readFileSync(path(first), 'utf8')
    .replace('"version":1', '"version":2')
    .split('\n')
    .slice(0, -2);
  const text = `${body.join('\n')}\n`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  rmSync(path(first));
  const other = path(first).replace(/[0-9a-f]{16}\.jsonl$/, `${sha256.slice(0, 16)}.jsonl`);
  writeFileSync(other, `${text}${JSON.stringify({ lines: body.length - 1, sha256 })}\n`);
  expect(complaint()).toContain('is of version 2 of the format, and this program reads version 1');
});

describe('a folder', () => {
  test('that is not there is no empty history', () => {
    folder = join(folder, 'none');
    expect(complaint()).toContain('there is no such folder');
  });

  test('that is a file is none', () => {
    folder = path(first);
    expect(complaint()).toContain('it is not a folder');
  });

  test('may hold other files, and what is not finished', () => {
    for (const other of ['.gitattributes', 'README.md', `.${name(first)}.1-0.tmp`, 'baseline.jsonl']) {
      writeFileSync(join(folder, other), 'anything');
    }
    expect(readHistory(folder).runs).toHaveLength(3);
  });

  test('may be empty', () => {
    folder = temporaryFolder();
    expect(readHistory(folder).runs).toEqual([]);
  });
});
