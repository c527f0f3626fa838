/**
 * Ends the program with SIGKILL right before the n-th call to the file system, counted from the first one that
 * speaks of a folder. A write is ended when half of it is done.
 *
 *   END_IN=FOLDER END_AT=N NODE_OPTIONS='--require end-at-call.cjs'
 */

const fs = require('node:fs');

const { END_IN: folder, END_AT: at } = process.env;
const { writeSync } = fs;
let calls = 0;

for (const [name, call] of Object.entries(fs)) {
  if (!name.endsWith('Sync') || typeof call !== 'function') continue;
  fs[name] = function (...args) {
    const begins = typeof args[0] === 'string' && args[0].includes(folder);
    if ((calls > 0 || begins) && ++calls === Number(at)) end(name, args);
    return call.apply(this, args);
  };
}

function end(name, [descriptor, text]) {
  if (name === 'writeFileSync') writeSync(descriptor, text.slice(0, text.length / 2));
  process.kill(process.pid, 'SIGKILL');
}
