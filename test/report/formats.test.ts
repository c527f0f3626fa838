import { expect, it } from 'vitest';
import { formatNames, formats } from '../../src/report/formats.js';
import { githubReport } from '../../src/report/github.js';
import { gitlabReport } from '../../src/report/gitlab.js';
import { jsonReport } from '../../src/report/json.js';
import { junitReport } from '../../src/report/junit.js';
import { sarifReport } from '../../src/report/sarif.js';
import { textReport } from '../../src/report/text.js';

it('knows every format by its name', () => {
  expect(formats).toEqual({
    text: textReport,
    json: jsonReport,
    sarif: sarifReport,
    github: githubReport,
    gitlab: gitlabReport,
    junit: junitReport,
  });
  expect(formatNames).toEqual(Object.keys(formats));
});
