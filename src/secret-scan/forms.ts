import type { CredentialKind } from './issuers.js';
import {
  CHINESE_NAMES,
  NAME,
  NAME_HINT,
  PASSWORD_NAMES,
  PORT_OR_TAG,
  QUOTE,
  RANDOM,
  REFERENCE,
  SPACE,
  VALUE,
} from './patterns.js';

/** One way to write a credential that what stands around it gives away. Adding one means adding an entry to `forms`. */
export interface Form {
  readonly name: string;
  readonly kind: CredentialKind;
  /** Made-up credentials in this form, for the docs and the tests. The secret is `Hx9kLq22`, or contains it. */
  readonly examples: readonly [string, ...string[]];
  /** Where the form is described; absent for what people write by hand. */
  readonly source?: string;
  /** A small part of the pattern: a text without it cannot have the form. V8 compiles it a hundred times as fast. */
  readonly hint: string;
  /** For texts in lower case. The group `secret` is what is redacted; without it, everything is. */
  readonly pattern: string;
  /** Set for a form that occurs in no text by chance, so that policies with it are refused. */
  readonly unmistakable?: true;
  /** Looks at the secret in its own case, where a pattern cannot decide. */
  readonly accepts?: (secret: string) => boolean;
}

const NAMED = 'password or other secret';
const URL = 'URL with a password';
const HEADER = 'authorization header';
const WEBHOOK = 'webhook address';

/** What may stand in front of an option, so that `harbor-secret store` has none. */
const OPTION = String.raw`(?<![^\s"'(\[,=|])--?`;

/** A name that goes on: `token_prod`, `tokens`, `password2`, `passwordValue`. A hyphen would make another word of it. */
const NAME_GOES_ON = '(?:_\\w{1,40}|s?\\d{0,4}|[._-]?(?:value|text|string|data|old|new)|\\]|s?\\(s\\))';

/** Names of users in `name:x@host` that are no users. */
const NO_USER = String.raw`(?:mailto|npm|sip|xmpp|\d{1,2}|(?:e?-?mail|contact|owner|maintainer|cc|to|from|邮箱|联系人):[a-z.+_-]{1,100}@)`;

/** The digest of an image, which an `@` stands before as well. */
const DIGEST = 'sha(?:256|512):[0-9a-f]{32}';

const webhook = (name: string, example: string, source: string, address: string): Form => ({
  name,
  kind: WEBHOOK,
  examples: [example],
  source,
  hint: 'hook|robot/send|logic\\.azure|powerplatform',
  pattern: address,
  unmistakable: true,
});

export const forms: readonly Form[] = [
  {
    name: 'a secret behind its name and an equals sign',
    kind: NAMED,
    examples: [
      'HARBOR_PW=Hx9kLq22',
      'h?access_token=Hx9kLq22',
      'harbor.password.value=Hx9kLq22',
      "export DB_PASSWORD='Hx9kLq22'",
    ],
    hint: `${NAME_HINT}[^\\n=]{0,60}=`,
    pattern: `${NAME}[\\w.\\]-]{0,40}(?:${QUOTE})?(?:[ \\t]{1,10}=[ \\t]{0,10}|=(?:[ \\t]{1,10}(?=${QUOTE}))?)(?!&[\\w.-]{1,40}=)${VALUE}`,
  },
  {
    name: 'a secret behind its name and a colon or an arrow',
    kind: NAMED,
    examples: [
      'password: Hx9kLq22',
      '密码：Hx9kLq22',
      '{"secret": "Hx9kLq22"}',
      'creds: Hx9kLq22',
      'password => "Hx9kLq22"',
    ],
    hint: `${NAME_HINT}[^\\n:>]{0,60}[:>]`,
    pattern: `${NAME}${NAME_GOES_ON}(?:(?:${QUOTE})${SPACE}(?::=?|=>)${SPACE}|:(?!//)(?!${PORT_OR_TAG})=?[ \\t]{0,10}|[ \\t]{0,10}(?::=?|[=-]>)[ \\t]{1,10}|[ \\t]{1,10}(?::=?|[=-]>))${VALUE}`,
  },
  {
    name: 'a secret in quotes behind a longer name',
    kind: NAMED,
    examples: ['{"token-of-harbor": "Hx9kLq22"}', '["password" => "Hx9kLq22"]'],
    hint: `${NAME_HINT}[^\\n:>]{0,60}["'][\\])\\s]{0,10}[:=]`,
    pattern: `${NAME}[\\w. -]{0,40}${QUOTE}\\]?${SPACE}(?::|=>?)${SPACE}(?=${QUOTE})${VALUE}`,
  },
  {
    name: 'a secret on the line after its name',
    kind: NAMED,
    examples: ['password:\nHx9kLq22', 'password: |\n  Hx9kLq22', '密码\nHx9kLq22'],
    hint: `${NAME_HINT}[^\\n]{0,60}\\n`,
    pattern: `(?:${NAME}${NAME_GOES_ON}[ \\t]{0,10}[:=]|(?:${PASSWORD_NAMES}|${CHINESE_NAMES}))[ \\t]{0,10}(?:[|>][-+]?)?[ \\t\\r]{0,10}\\n\\s{0,20}(?!-|[^\\s:=]{1,100}\\s{0,10}[:=])${VALUE}(?=\\s|$|["',;])`,
  },
  {
    name: 'a secret that a sentence states',
    kind: NAMED,
    examples: ['the password is Hx9kLq22', 'pw is "Hx9kLq22"', 'password changed to Hx9kLq22'],
    hint: `${NAME_HINT}[^\\n]{0,40}\\s(?:is|was|to|are|=)\\s`,
    pattern: `${NAME}s?(?:[ \\t]{1,10}(?:for|of)[ \\t]{1,10}[\\w.$@-]{1,60})?[ \\t]{1,10}(?:is|was|are|(?:has[ \\t]been[ \\t])?(?:set|changed|reset|rotated)[ \\t]to)(?:[ \\t]now)?[ \\t]{0,10}[:=]?\\s{1,10}${REFERENCE}(?<secret>${QUOTE}[^\\n"']{1,200}${QUOTE}|(?=[^\\s"']{0,60}[0-9!@#$%^&*+=~])(?!\\w{1,20}/\\w)[^\\s"',;]{3,}|(?!(?:required|needed|mandatory|optional|secure|secret|stored|here|there|kept|elsewhere|missing|weak|strong|short|long|old|new|unknown|invalid|valid|empty|on|off|not|by|in|at|with|default|policy|too|rotated|known|lost|ours|yours|monthly|weekly|daily|yearly)\\b)[a-z]{4,40}(?<!ed|ing|able|ible|ly)[.!]?\\s{0,10}$)`,
  },
  {
    name: 'a secret that a Chinese sentence states',
    kind: NAMED,
    examples: ['密码是Hx9kLq22', '口令为 Hx9kLq22', '管理员密钥改成Hx9kLq22', '密码Hx9kLq22'],
    hint: CHINESE_NAMES,
    pattern: `(?:${CHINESE_NAMES})(?:\\([^)\\n]{0,20}\\))?(?:\\s{0,10}(?:也?是|[设改重]?[置为成]+|等于|就是|叫|は|->?)\\s{0,10}:?\\s{0,10}${REFERENCE}(?<secret>[^\\s\\u0080-\\u{10ffff},;.][^\\s,;\\u0080-\\u{10ffff}]{2,}|["'][^\\n"']{1,200})|\\s{0,10}[(\\["'/|]?${RANDOM})`,
  },
  {
    name: 'a random word behind the word password',
    kind: NAMED,
    examples: ['admin password Hx9kLq22', 'user admin / pw Hx9kLq22', 'pwd(Hx9kLq22)'],
    hint: '(?:pass|pw|psw)[^\\n]{0,12}[\\s(/|]',
    pattern: `(?<![a-z0-9-])${PASSWORD_NAMES}[ \\t]{0,5}[ \\t(/|,]["']?(?<secret>${RANDOM})`,
  },
  {
    name: 'an option or a command that takes a secret',
    kind: NAMED,
    examples: [
      'helm registry login --password Hx9kLq22',
      'skopeo copy --dest-creds admin:Hx9kLq22 docker://x',
      'ENV DB_PASSWORD Hx9kLq22',
      'setx TOKEN Hx9kLq22',
    ],
    source: 'https://github.com/containers/skopeo/blob/main/docs/skopeo-copy.1.md',
    hint: `${NAME_HINT}[\\w-]{0,60}[ \\t]`,
    pattern: `(?:${OPTION}|\\b(?:env|setx?|export)[ \\t]{1,10})[\\w-]{0,40}?${NAME}[\\w-]{0,40}[ \\t]{1,10}(?![-=:])${VALUE}`,
  },
  {
    name: 'a command to sign in with a password',
    kind: NAMED,
    examples: [
      'docker login -u a -p Hx9kLq22',
      'crane auth login h -u a -p Hx9kLq22',
      'sshpass -pHx9kLq22',
      'mysql -uroot -pHx9kLq22',
    ],
    source: 'https://docs.docker.com/reference/cli/docker/login/',
    hint: 'login|sshpass|mysql',
    pattern: `\\b(?:login|sshpass|mysql(?:dump|admin)?)\\b[^\\n]{0,200}?[ \\t]-p[ \\t=]{0,10}(?![ \\t=-]|\\d{1,5}:\\d|ort\\b)${VALUE}`,
  },
  {
    name: 'a password passed to standard input',
    kind: NAMED,
    examples: [
      'docker login -u a --password-stdin <<< Hx9kLq22',
      'echo Hx9kLq22 | docker login -u a --password-stdin',
    ],
    source: 'https://docs.docker.com/reference/cli/docker/login/#password-stdin',
    hint: '-stdin',
    pattern: `(?:-stdin[^\\n<|]{0,100}<<<?[ \\t]{0,10}|\\b(?:echo|printf|printf '%s')[ \\t]{1,10}(?:-n[ \\t]{1,10})?(?=[^\\n|]{1,200}\\|[^\\n|]{1,200}-stdin))${VALUE}`,
  },
  {
    name: 'an option with a user and a password',
    kind: NAMED,
    examples: ['curl -u admin:Hx9kLq22', 'nerdctl --creds=admin:Hx9kLq22', 'curl --proxy-user a:Hx9kLq22'],
    source: 'https://curl.se/docs/manpage.html#-u',
    hint: '(?:-u|--user|--proxy-user|creds)',
    pattern: `(?<=\\s|^|["'(])(?:-u|--user|--proxy-user|--[a-z-]{0,20}creds)[ \\t=]{0,10}["']?(?!\\d{1,10}:\\d{1,10}(?!\\S))[^\\s:"'$]{1,100}:${VALUE}`,
  },
  {
    name: 'netrc',
    kind: NAMED,
    examples: [
      'machine h login a password Hx9kLq22',
      'machine h\n  login a\n  password Hx9kLq22',
      'default login a password Hx9kLq22',
    ],
    source: 'https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html',
    hint: 'machine|default',
    pattern: `\\b(?:machine\\s{1,10}\\S{1,200}|default)(?:\\s{1,10}(?:login|account|user)\\s{1,10}\\S{1,100}){0,3}\\s{1,10}passw(?:or)?d\\s{1,10}${VALUE}`,
  },
  {
    name: 'a secret in XML',
    kind: NAMED,
    examples: [
      '<password>Hx9kLq22</password>',
      '<property name="db.password" value="Hx9kLq22"/>',
      '<name>TOKEN</name><value>Hx9kLq22</value>',
    ],
    hint: `${NAME_HINT}[^\\n>"']{0,60}[>"']`,
    pattern: `(?:<[\\w.:-]{0,40}?${NAME}[\\w.:-]{0,40}>|<(?:name|key)>[^<>]{0,60}?${NAME}[^<>]{0,40}</(?:name|key)>${SPACE}<[a-z]{1,20}>)(?:<!\\[cdata\\[)?${SPACE}${REFERENCE}(?<secret>[^\\s<][^<]*)`,
  },
  {
    name: 'a name and a value, side by side',
    kind: NAMED,
    examples: ['- name: DB_PASSWORD\n  value: Hx9kLq22', '{"name":"TOKEN","value":"Hx9kLq22"}'],
    source: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
    hint: `${NAME_HINT}[^\\n]{0,60}\\s{0,20}[^\\n]{0,20}value`,
    pattern: `\\b(?:name|key)(?:${QUOTE})?${SPACE}[:=]${SPACE}(?:${QUOTE})?[\\w.-]{0,60}?${NAME}[\\w.-]{0,40}(?:${QUOTE})?[\\s,;]{1,20}(?:${QUOTE})?value(?:${QUOTE})?${SPACE}[:=]${SPACE}${VALUE}`,
  },
  {
    name: 'the name and the secret of a robot of Harbor',
    kind: NAMED,
    examples: ['robot$scan:Hx9kLq22', 'robot$team+scan / Hx9kLq22'],
    source: 'https://goharbor.io/docs/2.11.0/administration/robot-accounts/',
    hint: 'robot\\$',
    pattern: `robot\\$[\\w.+-]{1,100}\\s{0,5}[:/,| ]\\s{0,5}(?<secret>${RANDOM})`,
  },
  {
    name: 'a user and a password before a host',
    kind: URL,
    examples: [
      'https://admin:Hx9kLq22@harbor.example.com',
      '//admin:Hx9kLq22@harbor',
      'admin:Hx9kLq22@harbor.example.com',
      'admin%3AHx9kLq22%40harbor',
    ],
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    hint: ':[^\\n@]{1,500}@',
    pattern: `(?<![\\w.@%+-])(?!${NO_USER}:|${NO_USER})[^\\s:@/"'<>=,;|&?#()[\\]{}]{0,100}:(?!//|\\d{1,5}[\\s/?#]|[\\s/@])${REFERENCE}(?<secret>[^\\s@"'<>][^\\s@"'<>]{0,300}(?: [^\\s@"':/=<>]{1,100}){0,3})@(?!${DIGEST})[^\\s/]`,
  },
  {
    name: 'a URL with a password',
    kind: URL,
    examples: ['https://u:Hx9kLq22@h/', 'redis://:Hx9kLq22@h:6379', 'https://u:p@Hx9kLq22@h'],
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    hint: '://[^\\s@]{1,700}@',
    pattern: `://[^\\s/:@"']{0,200}:(?!\\d{1,5}[/?#])${REFERENCE}(?<secret>[^\\s@"']{1,300}(?:@[^\\s/@"':]{1,100}(?=@))?)@`,
    unmistakable: true,
  },
  {
    name: 'a database address of Oracle',
    kind: URL,
    examples: ['jdbc:oracle:thin:scott/Hx9kLq22@//h'],
    source: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/data-sources-and-URLs.html',
    hint: 'thin:[^\\s@]{1,200}@',
    pattern: `\\bthin:[^\\s/@"']{1,100}/${REFERENCE}(?<secret>[^\\s/@"']{1,100})@`,
    unmistakable: true,
  },
  {
    name: 'a token in the place of the user',
    kind: URL,
    examples: ['https://Hx9kLq22abcdef0123@github.com/x'],
    source: 'https://docs.github.com/en/get-started/git-basics/about-remote-repositories',
    hint: '//[^\\s@]{1,300}@',
    pattern: `//${REFERENCE}(?<secret>[^\\s/?#@:"']{1,300})@`,
    accepts: (user) =>
      /\*{3}/.test(user) ||
      (user.length >= 8 && /\d/.test(user) && /[a-z]/i.test(user) && !/^[a-z]+[._+-]/i.test(user)),
  },
  {
    name: 'a bearer token',
    kind: HEADER,
    examples: ['Bearer Hx9kLq22abc', 'Authorization: Bearer Hx9kLq22abc'],
    source: 'https://www.rfc-editor.org/rfc/rfc6750',
    hint: 'bearer',
    pattern: `\\bbearer["']?[ \\t:=]{1,10}["']?(?<secret>(?=[\\w+/=.~-]{0,100}[0-9])[\\w+/=.~-]{8,})`,
  },
  {
    name: 'a header that authorises',
    kind: HEADER,
    examples: [
      'Authorization: token Hx9kLq22',
      'Proxy-Authorization: Hx9kLq22abc',
      'Authorization: Bearer Hx9k',
    ],
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2',
    hint: 'authorization',
    pattern: `authorization(?:${QUOTE})?${SPACE}[:=]${SPACE}(?:${QUOTE})?${REFERENCE}(?:(?:basic|bearer|token|apikey|digest)[ \\t]{1,10}${REFERENCE}(?<secret>[\\w+/=.~!@#%^*-]{4,})|(?=[^\\s"']{0,100}[0-9])(?!\\d{1,5}\\b)[\\w+/=.~-]{8,})`,
  },
  {
    name: 'a user and a password in base64',
    kind: HEADER,
    examples: [
      'Basic YWRtaW46SHg5a0xxMjI=',
      '{"auths":{"h":{"auth":"YWRtaW46SHg5a0xxMjI="}}}',
      '//npm.example.com/:_auth=YWRtaW46SHg5a0xxMjI=',
    ],
    source:
      'https://www.rfc-editor.org/rfc/rfc7617 and https://docs.docker.com/reference/cli/docker/login/#credential-stores',
    hint: 'basic|auth',
    pattern: `(?:\\bbasic[ \\t:]{1,10}|(?<![a-z])_?auth(?:${QUOTE})?${SPACE}[:=]${SPACE}(?:${QUOTE})?)(?<secret>[a-z0-9+/_-]{6,4096})`,
    accepts: (encoded) => isPair(Buffer.from(encoded, 'base64').toString('utf8')),
  },
  {
    name: 'a credential of a Docker configuration',
    kind: HEADER,
    examples: ['{"auths":{"h":{"auth":"Hx9kLq22"}}}'],
    source: 'https://docs.docker.com/reference/cli/docker/login/#credential-stores',
    hint: 'auths',
    pattern: `\\bauths(?:${QUOTE})?${SPACE}[:=][^]{0,400}?\\bauth(?:${QUOTE})?${SPACE}[:=]${SPACE}${VALUE}`,
  },
  {
    name: 'a signed address',
    kind: NAMED,
    examples: [
      'https://a.blob.core.windows.net/c?sv=2023&sig=Hx9kLq22abcdefghijkl',
      'h?X-Amz-Signature=Hx9kLq22abcdefghijkl',
      'h?OSSAccessKeyId=x&Signature=Hx9kLq22abcdefghijkl',
    ],
    source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview',
    hint: 'sig',
    pattern: `[?&](?:x-(?:amz|oss|goog|cos)-)?(?:sig|signature)=(?<secret>[\\w%+/=-]{16,})`,
  },
  webhook(
    'a webhook of Slack',
    'https://hooks.slack.com/services/T000/B000/Hx9kLq22',
    'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
    'hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/(?<secret>\\w[\\w/-]{7,})',
  ),
  webhook(
    'a robot of DingTalk',
    'https://oapi.dingtalk.com/robot/send?access_token=Hx9kLq22',
    'https://open.dingtalk.com/document/robots/custom-robot-access',
    'dingtalk\\.com/robot/send[^\\s]{0,40}?[?&]access_token=(?<secret>\\w+)',
  ),
  webhook(
    'a robot of Feishu or Lark',
    'https://open.feishu.cn/open-apis/bot/v2/hook/Hx9kLq22',
    'https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot',
    '(?:feishu|larksuite|larkoffice)\\.(?:cn|com)/open-apis/bot/(?:v\\d/)?hook/(?<secret>\\w[\\w-]*)',
  ),
  webhook(
    'a robot of WeCom',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=Hx9kLq22',
    'https://developer.work.weixin.qq.com/document/path/91770',
    'cgi-bin/webhook/[a-z_]{1,30}\\?[^\\s]{0,40}?key=(?<secret>\\w[\\w-]*)',
  ),
  webhook(
    'a webhook of Teams or Power Automate',
    'https://acme.webhook.office.com/webhookb2/Hx9kLq22@b/IncomingWebhook/c/d',
    'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    '(?:office(?:365)?\\.com/webhook(?:b2)?/(?<secret>\\w\\S*)|(?:logic\\.azure|powerplatform)\\.\\w{2,5}[^\\s]{0,300}?sig=\\S+)',
  ),
  webhook(
    'a webhook of Discord',
    'https://discord.com/api/webhooks/123456789/Hx9kLq22',
    'https://docs.discord.com/developers/resources/webhook',
    'discord(?:app)?\\.com/api/webhooks/\\d{1,30}/(?<secret>\\w[\\w-]*)',
  ),
];

/** Whether a text is a user name, a colon and a password, as base64 hides them. */
function isPair(text: string): boolean {
  return /^[^\0-\x1f\x7f-\x9f\ufffd:]+:[^\0-\x1f\x7f-\x9f\ufffd]+$/.test(text);
}
