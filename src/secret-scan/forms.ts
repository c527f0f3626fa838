import {
  ASSIGNMENT,
  CHINESE_NAMES,
  MASKED,
  NAME,
  QUOTE,
  QUOTED_OR_BARE,
  REFERENCE,
  SPACE,
} from './patterns.js';

/** The pattern of a secret that begins with `first`, or of what stands in its place. */
type Secret = (first: string) => string;

const plain: Secret = (first) => `${REFERENCE}${first}`;
const masked: Secret = (first) => `(?=${first})${MASKED}`;

/** A form that credentials have. Both texts are made of the parts in patterns.ts, and used like them. */
export interface Form {
  readonly pattern: string;
  /** A small part of the pattern: a text without it cannot have the form. V8 compiles it a hundred times as fast. */
  readonly hint: string;
}

/** A name of a secret, by that part of it which no name lacks, and what may follow in the same word. */
const NAMED = `(?:pass|pwd|psw|secret|token|credential|key|${CHINESE_NAMES})[\\w.:-]{0,60}`;

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

/** NAME=x, name: x, "name": "x", -Dname=x, {"name": …} inside a text, name="x" in XML. */
const assigned = (secret: Secret): Form => ({
  hint: `${NAMED}(?:\\\\{0,8}["'’])?\\s{0,10}[:=：]`,
  pattern: `${NAME}[\\w-]{0,40}${ASSIGNMENT}${secret(QUOTED_OR_BARE)}`,
});

/** --name x, ENV NAME x, set NAME x, behind whatever may stand before a dash. */
const option = (secret: Secret, before = ''): Form => ({
  hint: `${NAMED}[ \\t]`,
  pattern: `(?:${before}--?|\\b(?:env|setx?)[ \\t]{1,10})[\\w-]{0,40}?${NAME}[\\w-]{0,40}[ \\t]{1,10}(?![-=:])${secret(QUOTED_OR_BARE)}`,
});

/** Secrets that a command is called with, and those in XML. */
function called(secret: Secret): Form[] {
  const value = secret(QUOTED_OR_BARE);
  return [
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

const named = (secret: Secret): Form[] => [assigned(secret), option(secret), ...called(secret)];

/** What a registry or an image has behind its name and a colon: a port, or a tag. No password is called like one. */
const PORT_OR_TAG =
  '(?<!(?:pass(?:word|wd|phrase|code)?|pwd|psw|密[码碼]|口令)[:：])(?:v?\\d{1,5}(?:\\.\\d{1,5}){0,3}|latest|stable|main|master|dev|test|prod)(?![\\w.])';

/** The beginning of whatever is no mere punctuation. */
const ANY_VALUE = `(?:${QUOTE}){0,2}[^\\s"'’,;)\\]}]`;

/**
 * A name of people's own may well be `token-service:8443`, `harbor-secret store` or `password-reset: weekly`, so that
 * less is taken for a secret there than in the environment of a build: what stands behind an `=`, behind a colon after
 * the whole name of a secret, or behind an option.
 */
const equals: Form = {
  hint: `${NAMED}(?:["'’]|[ \\t]|%3d){0,10}[=%]`,
  pattern: `${NAME}[\\w.-]{0,40}["']?(?:[ \\t]{1,10}=[ \\t]{0,10}|=|%3d)(?:[^\\s&]|&(?![\\w.-]{1,40}(?:=|%3d)))`,
};

const colon = (secret: Secret): Form => ({
  hint: `${NAMED}(?:${QUOTE})?[ \\t]{0,10}(?:[:：]|[=-]>)`,
  pattern: `${NAME}(?:_\\w{1,40}|\\d{1,4}|s)?(?:${QUOTE})?(?:[:：](?!//)(?!${PORT_OR_TAG})|[ \\t]{0,10}(?::=?|：|[=-]>)[ \\t]{1,10}|[ \\t]{1,10}(?::=?|：|[=-]>))${secret(ANY_VALUE)}`,
});

const inNames = (secret: Secret): Form[] => [
  colon(secret),
  option(secret, '(?<![^\\s"\'(])'),
  ...called(secret),
];

/** URLs with a password. */
export const urlForms: readonly Form[] = urls(plain);

/** Secrets behind their names. */
export const namedForms: readonly Form[] = named(plain);

/** Secrets behind their names in what people give names to, and those that stars stand for. */
export const formsInNames = (): readonly Form[] => [equals, ...inNames(plain), ...inNames(masked)];

/** Secrets of either form that have been masked with stars. */
export const maskedForms = (): readonly Form[] => [...urls(masked), ...named(masked)];
