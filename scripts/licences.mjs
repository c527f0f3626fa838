import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of all packages that the files come from, as one text. Throws for a package without one. */
export function licencesOf(root, files) {
  const folders = new Set(files.flatMap((file) => packageFolder(file) ?? []));
  const texts = [...folders].map((folder) => licence(join(root, folder)));
  const heading = 'registry-lint is built with the packages below. Each keeps its own licence.\n';
  return `${[heading, ...texts.sort()].join(`\n${'-'.repeat(78)}\n\n`)}`;
}

/** The folder of the innermost package that a file is in: `node_modules/a/node_modules/@b/c`. */
function packageFolder(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file && !license) throw new Error(`${name} has no licence`);
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
}
