import { ASSIGNMENT, MASKED, NAME, QUOTED_OR_BARE, REFERENCE, SPACE } from './credential-patterns.js';

/** The pattern of a secret that begins with `first`, or of what stands in its place. */
type Secret = (first: string) => string;

const plain: Secret = (first) => `${REFERENCE}${first}`;
const masked: Secret = (first) => `(?=${first})${MASKED}`;

/** A form that credentials have. Both texts are made of the parts in credential-patterns.ts, and used like them. */
export interface Form {
  readonly pattern: string;
  /** A small part of the pattern: a text without it cannot have the form. V8 compiles it a hundred times as fast. */
  readonly hint: string;
}

/** A name of a secret, by that part of it which no name lacks, and what may follow in the same word. */
const NAMED = '(?:pass|pwd|psw|secret|token|credential|key|密码|口令|密钥|令牌)[\\w.:-]{0,60}';

/** URLs with a password in them. */
function urls(secret: Secret): Form[] {
  return [
    {
      hint: '://[^\\s@]{1,700}@',
      pattern: `://[^\\s/:@"']{0,200}:${secret(`[^\\s/@"']{1,400}@`)}`,
    },
    {
      hint: 'thin:',
      pattern: `\\bthin:[^\\s/@"']{1,100}/${secret(`[^\\s/@"']{1,100}@`)}`,
    },
  ];
}

/** Secrets behind their names. */
function named(secret: Secret): Form[] {
  const value = secret(QUOTED_OR_BARE);
  return [
    {
      // NAME=x, name: x, "name": "x", -Dname=x, {"name": …} inside a text, name="x" in XML
      hint: `${NAMED}(?:\\\\{0,8}["'’])?\\s{0,10}[:=：]`,
      pattern: `${NAME}[\\w-]{0,40}${ASSIGNMENT}${value}`,
    },
    {
      // --name x, ENV NAME x, set NAME x
      hint: `${NAMED}[ \\t]`,
      pattern: `(?:--?|\\b(?:env|setx?)[ \\t]{1,10})[\\w-]{0,40}?${NAME}[\\w-]{0,40}[ \\t]{1,10}(?![-=:])${value}`,
    },
    {
      // docker login -p x, sshpass -p x
      hint: 'login|sshpass',
      pattern: `\\b(?:login|sshpass)\\b[^\\n]{0,200}?[ \\t]-p[ \\t=]{0,10}(?![ \\t=-])${value}`,
    },
    {
      // curl -u name:x
      hint: '(?:\\s|^)(?:-u|--user|--proxy-user)',
      pattern: `(?<=\\s|^)(?:-u|--user|--proxy-user)[ \\t=]{0,10}["']?(?!\\d{1,10}:\\d{1,10}(?!\\S))[^\\s:"'$]{1,100}:${secret(`[^\\s"']`)}`,
    },
    {
      // <name>x</name>
      hint: `${NAMED}>`,
      pattern: `<[\\w.:-]{0,40}?${NAME}[\\w.:-]{0,40}>${SPACE}${secret('[^\\s<]')}`,
    },
    {
      // <property name="password" value="x"/>
      hint: `${NAMED}["']\\s{1,10}value`,
      pattern: `\\bname\\s{0,10}=\\s{0,10}["'][\\w.-]{0,60}?${NAME}[\\w.-]{0,40}["']\\s{1,10}value\\s{0,10}=\\s{0,10}${value}`,
    },
  ];
}

/** URLs with a password. */
export const urlForms: readonly Form[] = urls(plain);

/** Secrets behind their names. */
export const namedForms: readonly Form[] = named(plain);

/** Secrets of either form that have been masked with stars. */
export const maskedForms = (): readonly Form[] => [...urls(masked), ...named(masked)];
