import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { parsedXml } from '../support/xml.js';
import { readPage, root } from './markdown.js';
import { emulatorFor, Sandbox } from './sandbox.js';

const folder = join(root, 'docs', 'ci');
const records = readFileSync(join(root, 'examples', 'registries.json'), 'utf8');
const pipelines = readdirSync(folder);

/** The commands of a pipeline that have to do with this program, without what the pipeline's own language puts around. */
const commandsIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?:mkdir|npx --yes registry-lint) [^'\n]*/g)].map(([command]) => command);

const readers: Readonly<Record<string, (text: string) => void>> = {
  json: (text) => expect(JSON.parse(text)).not.toEqual([]),
  sarif: (text) => expect(JSON.parse(text).runs).toHaveLength(1),
  xml: (text) => expect(parsedXml(text).name).toBe('testsuites'),
};

test('the page of CI names every pipeline', () => {
  for (const name of pipelines) expect(readPage('docs/ci.md').prose).toContain(`](ci/${name})`);
  expect(pipelines.length).toBeGreaterThan(3);
});

describe.each(pipelines)('the pipeline %s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  test('has files of findings to show, though it fails', async () => {
    const sandbox = new Sandbox();
    onTestFinished(() => sandbox.close());
    await sandbox.open();
    const commands = commandsIn(text);
    const emulator = await emulatorFor(records, undefined);
    const ended = await sandbox.run(commands, emulator);
    expect(ended.at(-1)?.exitCode).toBe(1);
    expect(ended.at(-1)?.output.join('\n')).toMatch(/^FAILED /m);
    const files = [...(commands.at(-1) ?? '').matchAll(/--output (\S+)/g)].flatMap(([, file]) => file ?? []);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      readers[file.split('.').at(-1) ?? '']?.(readFileSync(join(sandbox.folder, file), 'utf8'));
      // Somewhere else the pipeline says what becomes of it: by its name, or by its folder.
      const [place = ''] = file.split('/');
      expect(text.replaceAll(commands.at(-1) ?? '', '')).toMatch(new RegExp(`: ?'?${place}\\b`));
    }
  });
});

test.each(pipelines.filter((name) => name.endsWith('.yml')))('%s is YAML, without a key twice', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  expect(parse(text, { strict: true, uniqueKeys: true })).toBeTypeOf('object');
});
