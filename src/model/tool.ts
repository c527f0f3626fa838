import type { RunInfo } from './result.js';

/** Put in by scripts/build.mjs, from package.json. */
declare const REGISTRY_LINT_VERSION: string | undefined;

/** This program, as reports and requests name it. The version is known only once it is built. */
export const tool: RunInfo['tool'] = {
  name: 'registry-lint',
  version: typeof REGISTRY_LINT_VERSION === 'string' ? REGISTRY_LINT_VERSION : '0.0.0-development',
  url: 'https://github.com/registry-lint/registry-lint',
};
