import { expect, it } from 'vitest';
import { githubReport } from '../../src/report/formats/github/annotations.js';
import { gitlabReport } from '../../src/report/formats/gitlab.js';
import { jsonReport } from '../../src/report/formats/json/check.js';
import { junitReport } from '../../src/report/formats/junit/check.js';
import { sarifReport } from '../../src/report/formats/sarif/check.js';
import { textReport } from '../../src/report/formats/text/check.js';
import { formatNames, formats } from '../../src/report/formats.js';

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
