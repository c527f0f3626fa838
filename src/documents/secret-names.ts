import { isFieldName } from '../model/field.js';
import { suggest } from '../model/suggest.js';

/** Names under which people keep secrets, without case and separators. A misspelt one is near to one of them. */
const NAMES = ['password', 'passwd', 'token', 'jenkinsenv', 'secret', 'passphrase', 'credential', 'apikey'];

/** Too short for a misspelling to be told from another word. */
const SHORT = new Set(['pwd', 'pswd', 'psw', 'pw', 'auth', 'authorization', 'ak', 'sk']);

const PART =
  /password|passwd|passphrase|passcode|pwd|secret|token|credential|apikey|accesskey|privatekey|authkey|jenkinsenv/;

const CHINESE = /密[码碼钥鑰]|口令|令牌|[凭憑][证證据據]|[秘祕][钥鑰]/;

/**
 * How sure it is that the value of a key is a secret, by the key's name. `certain`: the name is, or is nearly, that of
 * a secret. `likely`: the name contains one, as `dbPassword` does, but so do ids of rules.
 */
export function secretName(name: string): 'certain' | 'likely' | undefined {
  if (isFieldName(name)) return undefined;
  const words = name.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const compact = words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (CHINESE.test(compact) || SHORT.has(compact)) return 'certain';
  if (compact.length > 3 && suggest(compact, NAMES) !== undefined) return 'certain';
  if (PART.test(compact) || compact === 'pass') return 'likely';
  const parts = words.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u);
  return parts.some((part) => part.length > 4 && suggest(part, NAMES) !== undefined) ? 'likely' : undefined;
}
