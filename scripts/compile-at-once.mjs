/**
 * Lets V8 compile at once what an ordinary run of the Action calls. When V8 reads a file, it goes through a function
 * only to find its end, and reads it again when it is called. A function in parentheses it takes for one that is
 * called at once, and compiles it when it first comes by.
 *
 * Which functions are called, V8 itself tells of a run on the sample inventory. It depends on nothing but the
 * sources, so that they still give the same bytes everywhere.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './bundling.mjs';

// As esbuild writes them when it leaves out all that can be left out. Methods cannot stand in parentheses.
const DECLARATION = /^((?:async )?function\*?) ?([\w$]+)/;
const EXPRESSION = /^(?:async )?(?:function\b|(?:[\w$]+|\((?:[^()]|\([^()]*\))*\))=>)/;

/** Rewrites the Action's file so, when all that it loads has been built. */
export function compileAtOnce(file) {
  const text = readFileSync(file, 'utf8');
  const signs = [...text];
  const declarations = [];
  /** Behind the last function that is not in another. */
  let end = 0;
  for (const { from, to } of calledIn(file)) {
    const code = text.slice(from, to);
    const isTop = from >= end;
    if (isTop) end = to;
    if (DECLARATION.test(code) && /^[;{}]?$/.test(text.slice(from - 1, from))) {
      if (isTop) declarations.push({ from, to });
    } else if (EXPRESSION.test(code)) {
      signs[from] = `(${signs[from]}`;
      signs[to - 1] += ')';
    }
  }
  // A function can be called before the line on which it is declared, and a variable cannot.
  const first = declarations.map(({ from, to }) => {
    const code = signs.slice(from, to).join('');
    signs.fill('', from, to);
    return `var ${code.replace(DECLARATION, '$2=($1')});`;
  });
  writeFileSync(file, first.join('') + signs.join(''));
}

/** Where the functions begin and end that a run calls. */
function calledIn(file) {
  const folder = mkdtempSync(join(tmpdir(), 'registry-lint-build-'));
  try {
    const env = {
      NODE_V8_COVERAGE: join(folder, 'coverage'),
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: root,
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      INPUT_POLICY: 'strict',
      INPUT_INVENTORY: 'examples/demo-inventory.json',
    };
    for (const name of [env.GITHUB_OUTPUT, env.GITHUB_STEP_SUMMARY]) writeFileSync(name, '');
    const { stdout } = spawnSync(process.execPath, [file], { cwd: root, env, encoding: 'utf8' });
    if (!stdout.includes('::error::FAILED: ')) throw new Error(`the sample was not judged: ${stdout}`);
    const [name] = readdirSync(env.NODE_V8_COVERAGE);
    const { result } = JSON.parse(readFileSync(join(env.NODE_V8_COVERAGE, name), 'utf8'));
    const { functions } = result.find(({ url }) => url === pathToFileURL(realpathSync(file)).href);
    // The first is the file itself.
    return functions
      .slice(1)
      .map(({ ranges: [{ startOffset, endOffset, count }] }) => ({ from: startOffset, to: endOffset, count }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => one.from - other.from);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
