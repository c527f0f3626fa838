/** An error code that the API's page or the gateway's common error codes name, in this program's words. */
export interface KnownApiError {
  readonly pattern: RegExp;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** Set where the same call may well succeed later. */
  readonly transient?: true;
}

/** A policy that allows what this program does, and nothing else. */
const ramPolicy = `{
  "Version": "1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "yundun-sas:ListPrivateRegistryList",
      "Resource": "*"
    }
  ]
}`;

/** The first that matches counts. */
export const apiErrors: readonly KnownApiError[] = [
  {
    pattern: /^(?:NoPermission|NotAuthorized|Forbidden)\b/i,
    code: 'no-permission',
    message: 'this access key may not list the registries connected to Security Center',
    hint: `Its RAM user or role needs the action yundun-sas:ListPrivateRegistryList. Create a custom policy with this text and attach it:\n${ramPolicy}`,
  },
  {
    pattern: /^InvalidAccessKeyId\.Inactive$/i,
    code: 'inactive-access-key',
    message: 'the access key is disabled',
    hint: 'Enable it in the RAM console, or use another one.',
  },
  {
    pattern: /^InvalidAccessKeyId\b/i,
    code: 'unknown-access-key',
    message: 'the access key ID is not known to Alibaba Cloud',
    hint: 'Copy the ID again, and check that the key was not deleted. A temporary key (STS.…) also needs its security token.',
  },
  {
    pattern: /^SignatureDoesNotMatch$/i,
    code: 'wrong-signature',
    message: 'the access key secret does not belong to the access key ID',
    hint: 'Copy ID and secret again, both of one key. If they are right, a proxy on the way may change requests.',
  },
  {
    pattern: /^IncompleteSignature$/i,
    code: 'incomplete-signature',
    message: 'the signature did not arrive whole',
    hint: 'Copy the access key secret again. If it is right, a proxy on the way may change requests.',
  },
  {
    pattern: /^(?:InvalidTimeStamp|IllegalTimestamp)\b/i,
    code: 'wrong-clock',
    message: 'the time in the request is not the time of the server',
    hint: 'Set the clock of this machine, best by NTP: a request is good for 15 minutes. Check the time zone as well.',
  },
  {
    pattern: /^SignatureNonceUsed$/i,
    code: 'nonce-used',
    message: 'the server saw this request before',
    hint: 'Try again. If it stays so, a proxy on the way sends requests twice.',
    transient: true,
  },
  {
    pattern: /^InvalidSecurityToken\.Expired$/i,
    code: 'expired-security-token',
    message: 'the security token has expired',
    hint: 'Ask for a new temporary key (STS), and set its ID, its secret and ALIBABA_CLOUD_SECURITY_TOKEN together.',
  },
  {
    pattern: /^(?:InvalidSecurityToken|MissingSecurityToken)\b/i,
    code: 'bad-security-token',
    message: 'the security token is missing, damaged or of another access key',
    hint: 'Set ID, secret and ALIBABA_CLOUD_SECURITY_TOKEN of one and the same temporary key. A permanent key (LTAI…) has no token: unset it.',
  },
  {
    pattern: /^Throttling\b/i,
    code: 'throttled',
    message: 'Security Center is asked too often with this account',
    hint: 'Try again later, or less often.',
    transient: true,
  },
  {
    pattern: /^ServiceUnavailable\b/i,
    code: 'service-unavailable',
    message: 'Security Center is not available just now',
    hint: 'Try again later. If it stays so, look at https://status.alibabacloud.com.',
    transient: true,
  },
  {
    pattern: /^(?:InternalError|ServerError)\b/i,
    code: 'server-error',
    message: 'Security Center failed',
    hint: 'Try again later. If it stays so, give the RequestId to the support of Security Center.',
    transient: true,
  },
  {
    pattern: /^(?:UnsupportedOperation|InvalidAction|InvalidVersion)\b/i,
    code: 'unsupported',
    message: 'what answers does not know ListPrivateRegistryList',
    hint: 'Check the endpoint: Security Center has tds.cn-shanghai.aliyuncs.com and tds.ap-southeast-1.aliyuncs.com.',
  },
];
