import type { View } from './views.js';

/** The secrets of the registry whose texts are searched, made once for all of them. */
export class OwnSecrets {
  readonly secrets: readonly string[];
  readonly #user: string | undefined;
  #encoded: readonly string[] | undefined;

  constructor(secrets: readonly string[], user?: string) {
    this.secrets = secrets.filter((secret) => secret !== '');
    this.#user = user;
  }

  /** What base64 has for them, alone and behind the user. Few texts could hold it, so that it is seldom needed. */
  get inBase64(): readonly string[] {
    this.#encoded ??= this.secrets
      .flatMap((secret) => (this.#user ? [secret, `${this.#user}:${secret}`] : [secret]))
      .flatMap(encodings);
    return this.#encoded;
  }
}

/** A secret of this many characters is found in the middle of a word; a shorter one occurs in many a name by chance. */
const LONG = 8;

/** A secret of this many characters is found where it is a word. One that is shorter has to be the complete text. */
const SHORT = 4;

/** Fewer characters of base64 or hexadecimal than these occur by chance. */
const LONG_ENCODING = 6;

/** A place in a view: `[start, end)`. */
export type Place = readonly [start: number, end: number];

/**
 * Where a view has one of the registry's own secrets: as it is, whatever the case of its letters, in hexadecimal, or
 * in base64, alone or behind the user and a colon, wherever in a longer text it was when that was encoded.
 */
export function findOwnSecrets(view: View, own: OwnSecrets): readonly Place[] {
  return [...own.secrets.flatMap((secret) => placesOf(view, secret)), ...encodedPlaces(view, own)];
}

function placesOf(view: View, secret: string): Place[] {
  const text = view.lower;
  const wanted = secret.toLowerCase();
  if (wanted.length > text.length) return [];
  if (text.trim() === wanted.trim()) return [[0, text.length]];
  if (wanted.length < SHORT) return [];
  const places = placesIn(text, wanted);
  return wanted.length >= LONG ? places : places.filter((place) => isWord(text, place));
}

function isWord(text: string, [start, end]: Place): boolean {
  return !/[a-z0-9]/.test(text[start - 1] ?? '') && !/[a-z0-9]/.test(text[end] ?? '');
}

function encodedPlaces(view: View, own: OwnSecrets): Place[] {
  const places: Place[] = [];
  if (/[0-9a-f]{12}/.test(view.lower)) {
    const inHex = own.secrets.map((secret) => Buffer.from(secret).toString('hex'));
    const long = inHex.filter(({ length }) => length >= 2 * LONG_ENCODING);
    places.push(...long.flatMap((hex) => placesIn(view.lower, hex)));
  }
  if (/[A-Z]/.test(view.text) && /[A-Za-z0-9+/_-]{6}/.test(view.text)) {
    const text = view.text.replace(/[-_]/g, (sign) => (sign === '-' ? '+' : '/'));
    places.push(...own.inBase64.flatMap((part) => placesIn(text, part)));
  }
  return places;
}

/** What base64 has for a text at each of the three alignments, without the characters that its neighbours share. */
function encodings(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2]
    .map((shift) => {
      const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
      const bits = (shift + bytes.length) * 8;
      return encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(bits / 6));
    })
    .filter((part) => part.length >= LONG_ENCODING);
}

function placesIn(text: string, wanted: string): Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    places.push([at, at + wanted.length]);
  }
  return places;
}
