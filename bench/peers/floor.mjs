/** The floor: reading the lines of a file and `JSON.parse`, and nothing else. */

import { createReadStream } from 'node:fs';

let rest = '';
let count = 0;
for await (const chunk of createReadStream(process.argv[2], {
  encoding: 'utf8',
  highWaterMark: 256 * 1024,
})) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const line of lines) {
    if (line === '') continue;
    JSON.parse(line);
    count++;
  }
}
if (rest !== '') {
  JSON.parse(rest);
  count++;
}
console.log(count);
