/** Ajv as a program of one's own would use it: one schema with the three rules, over the lines of a file. */

import { createReadStream } from 'node:fs';
import { Ajv } from 'ajv';

const validate = new Ajv({ allErrors: true }).compile({
  type: 'object',
  properties: {
    ProtocolType: { enum: [2] },
    NetType: { enum: [2] },
    PersistenceDay: { type: 'integer', minimum: 30 },
  },
});
const rules = { ProtocolType: 'require-https', NetType: 'require-vpc', PersistenceDay: 'persistence-days' };

const findings = [];
function check(line) {
  const registry = JSON.parse(line);
  if (validate(registry)) return;
  for (const { instancePath } of validate.errors)
    findings.push(`${rules[instancePath.slice(1)]} ${registry.Id}`);
}

let rest = '';
for await (const chunk of createReadStream(process.argv[2], {
  encoding: 'utf8',
  highWaterMark: 256 * 1024,
})) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const line of lines) if (line !== '') check(line);
}
if (rest !== '') check(rest);
console.log(JSON.stringify(findings));
