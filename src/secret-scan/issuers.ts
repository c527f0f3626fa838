/** Credentials to which their issuer has given a form, so that they are known without a name before them. */

/** What reports call a kind of credential. None has a comma in its name, since commas separate them. */
export const credentialKinds = [
  'private key',
  'Alibaba Cloud AccessKey',
  'AWS access key',
  'GitHub token',
  'GitLab token',
  'token of another service',
  'JSON Web Token',
  'webhook address',
  'URL with a password',
  'authorization header',
  'password or other secret',
] as const;

export type CredentialKind = (typeof credentialKinds)[number];

/** One issuer's form. */
export interface Issuer {
  readonly name: string;
  readonly kind: CredentialKind;
  /** Case counts. The beginning alone is enough, so that a token that was cut off is found. */
  readonly pattern: string;
  /** Where the form is described. */
  readonly source: string;
  /** Set where it may begin in the middle of a word. */
  readonly anywhere?: true;
}

const OTHER = 'token of another service';

export const issuers: readonly Issuer[] = [
  {
    name: 'private key in PEM, or its base64',
    kind: 'private key',
    pattern:
      '-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[^"]*|LS0tLS1CRUdJTi(?:BSU0Eg|BQUklW|BPUEVO|BFQyBQ|BFTkNS|BEU0Eg)[\\w+/=]*',
    source: 'https://www.rfc-editor.org/rfc/rfc7468',
    anywhere: true,
  },
  {
    name: 'Alibaba Cloud AccessKey ID',
    kind: 'Alibaba Cloud AccessKey',
    pattern: '(?:LTAI[A-Za-z0-9]{12,26}(?![A-Za-z0-9])|STS\\.[A-Za-z0-9]{20})',
    source: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
  },
  {
    name: 'AWS access key ID',
    kind: 'AWS access key',
    pattern: 'A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  },
  {
    name: 'GitHub',
    kind: 'GitHub token',
    pattern: '(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_\\w{30})',
    source:
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  },
  {
    name: 'GitLab',
    kind: 'GitLab token',
    pattern: 'gl(?:pat|rt|dt|cbt|ptt|ft|imt|agent|soat|oas|ffct)-[\\w-]{16}',
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  },
  {
    name: 'Docker Hub',
    kind: OTHER,
    pattern: 'dckr_[po]at_[\\w-]{20}',
    source: 'https://docs.docker.com/security/access-tokens/',
  },
  {
    name: 'Quay robot',
    kind: OTHER,
    pattern: '(?=[A-Z0-9]{0,63}[G-Z])(?=[A-Z0-9]{0,63}[0-9])[A-Z0-9]{64}(?![A-Za-z0-9])',
    source: 'https://docs.quay.io/glossary/robot-accounts.html',
  },
  {
    name: 'Jenkins API token',
    kind: OTHER,
    pattern: '11[0-9a-f]{32}(?![A-Za-z0-9])',
    source: 'https://www.jenkins.io/blog/2018/07/02/new-api-token-system/',
  },
  {
    name: 'npm',
    kind: OTHER,
    pattern: 'npm_[A-Za-z0-9]{30}',
    source: 'https://github.blog/2021-09-23-announcing-npms-new-access-token-format/',
  },
  { name: 'PyPI', kind: OTHER, pattern: 'pypi-AgE[\\w-]{30}', source: 'https://pypi.org/help/#apitoken' },
  {
    name: 'Google Cloud API key, OAuth token or client secret',
    kind: OTHER,
    pattern: '(?:AIza[\\w-]{30}|ya29\\.[\\w-]{20}|GOCSPX-[\\w-]{20})',
    source: 'https://cloud.google.com/docs/authentication/api-keys',
  },
  {
    name: 'Azure client secret or storage key',
    kind: OTHER,
    pattern: '(?:[\\w~.-]{3}[0-9]Q~[\\w~.-]{31}|[A-Za-z0-9+/]{86}==)',
    source: 'https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret',
  },
  {
    name: 'Slack',
    kind: OTHER,
    pattern: '(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{10}',
    source: 'https://docs.slack.dev/authentication/tokens/',
  },
  {
    name: 'DingTalk signing secret',
    kind: OTHER,
    pattern: 'SEC[0-9a-f]{64}',
    source: 'https://open.dingtalk.com/document/robots/customize-robot-security-settings',
  },
  {
    name: 'HashiCorp Vault',
    kind: OTHER,
    pattern: 'hv[sbr]\\.\\w{20}',
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
  },
  {
    name: 'Hugging Face',
    kind: OTHER,
    pattern: 'hf_[A-Za-z0-9]{30}',
    source: 'https://huggingface.co/docs/hub/security-tokens',
  },
  {
    name: 'JFrog Artifactory',
    kind: OTHER,
    pattern: 'AKCp[A-Za-z0-9]{50}',
    source:
      'https://jfrog.com/help/r/jfrog-platform-administration-documentation/introduction-to-access-tokens',
  },
  {
    name: 'SonarQube',
    kind: OTHER,
    pattern: 'sq[apu]_[0-9a-f]{40}',
    source: 'https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/',
  },
  {
    name: 'Stripe',
    kind: OTHER,
    pattern: '[sr]k_(?:live|test)_[A-Za-z0-9]{16}',
    source: 'https://docs.stripe.com/keys',
  },
  {
    name: 'SendGrid',
    kind: OTHER,
    pattern: 'SG\\.[\\w-]{16,32}\\.[\\w-]{16}',
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  },
  {
    name: 'DigitalOcean',
    kind: OTHER,
    pattern: 'do[opr]_v1_[0-9a-f]{64}',
    source: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
  },
  {
    name: 'Atlassian',
    kind: OTHER,
    pattern: 'ATATT3[\\w-]{20}',
    source:
      'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  },
  {
    name: 'age',
    kind: OTHER,
    pattern: 'AGE-SECRET-KEY-1[0-9A-Z]{40}',
    source: 'https://age-encryption.org/v1',
  },
  {
    name: 'Tencent Cloud',
    kind: OTHER,
    pattern: 'AKID[A-Za-z0-9]{32}',
    source: 'https://www.tencentcloud.com/document/product/598/34228',
  },
  {
    name: 'OpenAI or Anthropic',
    kind: OTHER,
    pattern: 'sk-(?:proj-|ant-|svcacct-)[\\w-]{20}',
    source: 'https://platform.openai.com/docs/api-reference/authentication',
  },
  {
    name: 'Telegram bot',
    kind: OTHER,
    pattern: '[0-9]{8,10}:AA[\\w-]{33}',
    source: 'https://core.telegram.org/bots/features#botfather',
  },
  {
    name: 'JSON Web Token',
    kind: 'JSON Web Token',
    pattern: 'eyJ[\\w-]{8,4096}\\.eyJ[\\w-]{8}',
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
  },
];

/**
 * A small part of each of these, of a webhook address, and of a URL with a password: a text without it has none.
 * V8 compiles it a hundred times as fast as the table.
 */
export const ISSUED_HINT =
  /gh[pousr]_|github_pat_|gl[a-z]{2,5}-|xox|xapp-|npm_|dckr_|AIza|ya29|GOCSPX|Q~|==|hv[sbr]\.|pypi-AgE|hf_|AKCp|sq[apu]_|SEC[0-9a-f]|eyJ|LTAI|STS\.|A[KS]IA|AKID|[sr]k_(?:live|test)_|sk-|:AA|SG\.|do[opr]_v1_|ATATT3|AGE-SECRET|LS0tLS1|PRIVATE KEY|[A-Z0-9]{64}|11[0-9a-f]{32}|hook|access_token|logic\.azure|:\/\/[^\s/@]{0,200}:[^\s/@]{0,200}@/i;
