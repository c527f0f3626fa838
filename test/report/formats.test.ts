import { expect, it } from 'vitest';
import { formatNames, formats } from '../../src/report/formats.js';
import { githubReport } from '../../src/report/github.js';
import { jsonReport } from '../../src/report/json.js';
import { sarifReport } from '../../src/report/sarif.js';
import { textReport } from '../../src/report/text.js';

it('knows every format by its name', () => {
  expect(formats).toEqual({ text: textReport, json: jsonReport, sarif: sarifReport, github: githubReport });
  expect(formatNames).toEqual(Object.keys(formats));
});
