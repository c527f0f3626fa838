/** Passwords that registries ship with, and those that head every list of leaked ones. Lower case. */
const wellKnown: ReadonlySet<string> = new Set([
  // Shipped: Harbor, Quay, Nexus, Artifactory, GitLab, Jenkins, MinIO, Portainer, Rancher, Gitea.
  ...['harbor12345', 'harbor123456', 'harbor123', 'harbor', 'quay', 'quayadmin', 'password', 'admin123'],
  ...['5iveL!fe', 'jenkins', 'minioadmin', 'portainer', 'rancher', 'gitea', 'registry', 'docker'].map((p) =>
    p.toLowerCase(),
  ),
  // Names of accounts used as their own passwords.
  ...['admin', 'administrator', 'root', 'user', 'guest', 'test', 'demo', 'default', 'changeme', 'changeit'],
  // The heads of public lists of leaked passwords.
  ...[
    '123456',
    '1234567',
    '12345678',
    '123456789',
    '1234567890',
    '12345',
    '1234',
    '123123',
    '111111',
    '000000',
  ],
  ...['666666', '888888', 'a123456', 'a12345678', 'abc123', 'abc12345', 'abcd1234', 'aa123456', 'admin@123'],
  ...[
    'admin1234',
    'admin12345',
    'admin123456',
    'admin888',
    'administrator1',
    'root123',
    'root1234',
    'root123456',
  ],
  ...[
    'p@ssw0rd',
    'p@ssword',
    'p@ssw0rd1',
    'passw0rd',
    'password1',
    'password12',
    'password123',
    'password@123',
    'pass1234',
  ],
  ...[
    'qwerty',
    'qwerty123',
    'qwertyuiop',
    '1q2w3e4r',
    '1q2w3e4r5t',
    '1qaz2wsx',
    'qazwsx',
    'zaq12wsx',
    'iloveyou',
  ],
  ...[
    'letmein',
    'welcome',
    'welcome1',
    'welcome123',
    'secret',
    'secret123',
    'test123',
    'test1234',
    'test123456',
  ],
  ...[
    'docker123',
    'registry123',
    'jenkins123',
    'quay123',
    'aliyun',
    'aliyun123',
    'alibaba',
    'cloud123',
    '!qaz2wsx',
  ],
  ...[
    '5201314',
    '1314520',
    'woaini',
    'woaini1314',
    'qq123456',
    'asd123',
    'asdf1234',
    'zxcvbnm',
    'dragon',
    'monkey',
  ],
]);

/** Whether a password is a vendor's default, one that everybody knows, or the name of its own account. */
export function isWellKnownPassword(password: string, userName: unknown): boolean {
  const folded = password.toLowerCase();
  return wellKnown.has(folded) || (typeof userName === 'string' && userName.toLowerCase() === folded);
}
