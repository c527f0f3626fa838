import { ASSIGNMENT, MASKED, NAME, QUOTED_OR_BARE, REFERENCE, SPACE } from './credential-patterns.js';

/** The pattern of a secret that begins with `first`, or of what stands in its place. */
type Secret = (first: string) => string;

const plain: Secret = (first) => `${REFERENCE}${first}`;
const masked: Secret = (first) => `(?=${first})${MASKED}`;

/** URLs with a password in them. */
function urls(secret: Secret): string[] {
  return [
    `://[^\\s/:@"']{0,200}:${secret(`[^\\s/@"']{1,400}@`)}`,
    `\\bthin:[^\\s/@"']{1,100}/${secret(`[^\\s/@"']{1,100}@`)}`,
  ];
}

/** Secrets behind their names. */
function named(secret: Secret): string[] {
  const value = secret(QUOTED_OR_BARE);
  return [
    // NAME=x, name: x, "name": "x", -Dname=x, {"name": …} inside a text, name="x" in XML
    `${NAME}[\\w-]{0,40}${ASSIGNMENT}${value}`,
    // --name x, ENV NAME x, set NAME x
    `(?:--?|\\b(?:env|setx?)[ \\t]{1,10})[\\w-]{0,40}?${NAME}[\\w-]{0,40}[ \\t]{1,10}(?![-=:])${value}`,
    // docker login -p x, sshpass -p x
    `\\b(?:login|sshpass)\\b[^\\n]{0,200}?[ \\t]-p[ \\t=]{0,10}(?![ \\t=-])${value}`,
    // curl -u name:x
    `(?<=\\s|^)(?:-u|--user|--proxy-user)[ \\t=]{0,10}["']?(?!\\d{1,10}:\\d{1,10}(?!\\S))[^\\s:"'$]{1,100}:${secret(`[^\\s"']`)}`,
    // <name>x</name>
    `<[\\w.:-]{0,40}?${NAME}[\\w.:-]{0,40}>${SPACE}${secret('[^\\s<]')}`,
    // <property name="password" value="x"/>
    `\\bname\\s{0,10}=\\s{0,10}["'][\\w.-]{0,60}?${NAME}[\\w.-]{0,40}["']\\s{1,10}value\\s{0,10}=\\s{0,10}${value}`,
  ];
}

/** Patterns of URLs with a password, for regular expressions with the flags `i` and `u`. */
export const urlForms: readonly string[] = urls(plain);

/** Patterns of secrets behind their names. */
export const namedForms: readonly string[] = named(plain);

/** Patterns of secrets of either form that have been masked with stars. */
export const maskedForms: readonly string[] = [...urls(masked), ...named(masked)];
