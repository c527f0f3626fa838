/**
 * Builds the GitHub Action. GitHub runs what is committed, so its bundle is:
 *
 *   main.cjs                   the action
 *   rest.cjs, seldom.cjs       what not every run needs of it, see split.mjs
 *   vendor/                    what still fewer need, each part a file that is loaded when it is needed
 *   THIRD-PARTY-LICENSES.txt   the licences of everything that was built in
 *
 * The same sources give the same bytes, wherever they are built.
 *
 *   node scripts/build-action.mjs [FOLDER]
 */

import { writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  buildVendor,
  fewActions,
  inputsOf,
  leaveOut,
  leaveOutOwn,
  littleOfNode,
  outputsOf,
  removeStale,
  root,
} from './bundling.mjs';
import { compileAtOnce } from './compile-at-once.mjs';
import { licencesOf } from './licences.mjs';
import { buildSplit } from './split.mjs';

/** Builds the action into a folder; into the one that is committed unless said. */
export async function buildAction(folder = join(root, 'dist', 'action')) {
  const vendored = new Map();
  const plugins = [leaveOutOwn(vendored), leaveOut(vendored), fewActions, littleOfNode];
  const split = await buildSplit({
    entry: 'src/action/main.ts',
    folder,
    main: 'main.cjs',
    rest: 'rest.cjs',
    seldom: 'seldom.cjs',
    plugins,
    alsoSeldom: ['src/engine/fingerprint.ts', 'src/report/json.ts', 'src/report/sarif.ts'],
  });
  const vendors = await Promise.all([...vendored].map((one) => buildVendor(one, folder)));
  const bundles = [...split, ...vendors];
  compileAtOnce(join(folder, 'main.cjs'));
  removeStale(join(folder, 'vendor'), /./, new Set(outputsOf(bundles).map((file) => basename(file))));
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), licencesOf(root, inputsOf(bundles)));
}

if (process.argv[1] === import.meta.filename) {
  const [folder] = process.argv.slice(2);
  await buildAction(folder === undefined ? undefined : resolve(folder));
}
