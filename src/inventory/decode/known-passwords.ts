/** Passwords have no spaces here, so a list of them can be written as it is read. */
function words(list: string): string[] {
  return list.trim().toLowerCase().split(/\s+/);
}

/** Harbor, Quay, Nexus, Artifactory, GitLab, MinIO, Portainer, Rancher, Gitea, SonarQube and their like. */
const shipped = words(`
  harbor12345 harbor123456 harbor1234 harbor123 harbor quay quayadmin password admin123 5iveL!fe jenkins
  minioadmin minio123 portainer rancher gitea registry docker nexus nexus123 artifactory gitlab sonar
  docker123 registry123 jenkins123 quay123
`);

/** Names of accounts, used as their own passwords. */
const accounts = words(`
  admin administrator root user guest test demo default changeme changeit robot deploy operator anonymous
`);

/** The heads of public lists of leaked passwords, in the world and in China. */
const leaked = words(`
  1 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 123123 123321 654321 987654321
  111111 000000 00000000 11111111 112233 121212 147258369 159357 666666 888888 88888888 5201314 1314520
  a123456 a12345678 a123456789 aa123456 aa12345678 abc123 abc12345 abc123456 abcd1234 abcd123456 abc@123
  admin@123 admin1234 admin12345 admin123456 admin888 admin@1234 admin@12345 admin!@# admin123! administrator1
  root123 root1234 root123456 root@123 toor p@ssw0rd p@ssword p@ssw0rd1 p@ssw0rd123 p@$$w0rd passw0rd pass
  password! password1 password12 password123 password1234 password@123 pass123 pass1234 pass@123
  qwerty qwerty123 qwerty12345 qwertyuiop 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz@wsx 1qaz!qaz qazwsx
  !qaz2wsx zaq12wsx zaq1@wsx qwe123 qweasd qweasdzxc asdfgh asdfghjkl asd123 asdf1234 zxcvbn zxcvbnm
  iloveyou letmein welcome welcome1 welcome123 welcome@123 secret secret123 test123 test1234 test123456 test@123
  sunshine princess football baseball superman batman dragon monkey shadow master michael
  aliyun aliyun123 alibaba cloud123 woaini woaini1314 qq123456 wang123 huawei huawei@123
`);

const wellKnown: ReadonlySet<string> = new Set([...shipped, ...accounts, ...leaked]);

/** Nearly all passwords are longer, and so need no looking up. */
const LONGEST = Math.max(...[...wellKnown].map((password) => password.length));

/** What is put behind an account's name to make a password that a rule on digits or signs lets through. */
const tails: ReadonlySet<string> = new Set(
  words(
    '1 12 123 1234 12345 123456 1234567 12345678 ! !@# @1 @12 @123 @1234 @12345 @123456 #123 _123 888 666',
  ),
);

/** Whether a password is a vendor's default, one that everybody knows, or made of the name of its own account. */
export function isWellKnownPassword(password: string, userName: unknown): boolean {
  if (password.length <= LONGEST && wellKnown.has(password.toLowerCase())) return true;
  // Case can change the length of a text, so it is the folded ones that are compared.
  return typeof userName === 'string' && isMadeOf(userName.toLowerCase(), password.toLowerCase());
}

function isMadeOf(userName: string, password: string): boolean {
  if (userName === '' || !password.startsWith(userName)) return false;
  return password === userName || tails.has(password.slice(userName.length));
}
