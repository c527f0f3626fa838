import { tool } from '../../../model/tool.js';

/** A tag of the Action is one of its major version. */
const major = (version: string): string => `v${version.split('.')[0]}`;

/** The owner and name of the repository, by which workflows call an Action. */
const action = (url: string): string => new URL(url).pathname.slice(1);

/** A workflow that checks the registries on every pull request and every night. */
export function workflowText(): string {
  return `# Checks the container registries on every pull request and every night. Findings are annotations, a summary, and
# alerts of code scanning.
#
# It needs a RAM role that GitHub may assume and that has the permission yundun-sas:ListPrivateRegistryList. Put its
# ARN and that of the OIDC provider into the variables of the repository (Settings, Secrets and variables, Actions).
name: Registries

on:
  pull_request:
  push:
    branches: [main]
  schedule:
    - cron: '17 19 * * *'
  workflow_dispatch:

permissions:
  contents: read
  id-token: write # to assume the RAM role without a key
  security-events: write # to upload SARIF

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5

      - name: Check the registries
        id: registries
        uses: ${action(tool.url)}@${major(tool.version)}
        with:
          policy: registry-lint.yaml
          role-to-assume: \${{ vars.ALIBABA_CLOUD_ROLE_ARN }}
          oidc-provider: \${{ vars.ALIBABA_CLOUD_OIDC_PROVIDER_ARN }}
          sarif-file: registry-lint.sarif

      - name: Show the findings in code scanning
        if: always() && steps.registries.outputs.sarif-file != ''
        uses: github/codeql-action/upload-sarif@v4
        with:
          sarif_file: \${{ steps.registries.outputs.sarif-file }}
`;
}
