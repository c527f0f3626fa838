/**
 * The script and the style of the HTML page of a compliance report, as one module of texts. The page names both by
 * their hashes, so that a browser runs nothing else.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** One file of the page, bundled and minified. Every character is ASCII, whatever the page is stored as. */
async function bundled(entry, root) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  const text = outputFiles[0].text.trim();
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${entry} would end its own element`);
  return text;
}

const hashOf = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Writes src/report/html/generated/assets.ts. */
export async function writePageAssets(root) {
  const folder = join(root, 'src', 'report', 'html');
  const script = await bundled(join(folder, 'client', 'main.ts'), root);
  const style = await bundled(join(folder, 'style.css'), root);
  const texts = { script, scriptHash: hashOf(script), style, styleHash: hashOf(style) };
  const lines = Object.entries(texts).map(
    ([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`,
  );
  mkdirSync(join(folder, 'generated'), { recursive: true });
  writeFileSync(join(folder, 'generated', 'assets.ts'), lines.join(''));
}
