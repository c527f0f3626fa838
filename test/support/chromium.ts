import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const macPrograms = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser on this machine, `CHROMIUM` before all others. */
function findChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  const found = process.env['CHROMIUM'] ?? [...candidates, ...macPrograms].find((file) => existsSync(file));
  if (found !== undefined && existsSync(found)) return found;
  throw new Error(
    [
      found === undefined
        ? 'These tests open pages in Chromium, and there is none on this machine.'
        : `CHROMIUM is ${found}, and there is no such file.`,
      'Debian and Ubuntu:  sudo apt-get install chromium',
      'macOS:              brew install --cask chromium',
      'Elsewhere:          set the environment variable CHROMIUM to the program of Chromium or Chrome',
    ].join('\n'),
  );
}

/**
 * Starts the browser.
 *
 * @throws where there is none, telling how to install it: a test of the page that does not open it shows nothing
 */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() });
}
