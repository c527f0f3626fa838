import type { View } from './views.js';

/** The secrets of the registry whose texts are searched, and the user that they belong to. */
export interface OwnSecrets {
  readonly secrets: readonly string[];
  readonly user?: string | undefined;
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
export function findOwnSecrets(view: View, { secrets, user }: OwnSecrets): readonly Place[] {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [...placesOf(view, secret), ...encodedPlaces(view, secret, user)]);
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

function encodedPlaces(view: View, secret: string, user: string | undefined): Place[] {
  const hexadecimal = Buffer.from(secret).toString('hex');
  const hex = hexadecimal.length >= 2 * LONG_ENCODING ? placesIn(view.lower, hexadecimal) : [];
  if (!/[A-Za-z0-9+/_-]{6}/.test(view.text)) return hex;
  const text = view.text.replace(/[-_]/g, (sign) => (sign === '-' ? '+' : '/'));
  const parts = [secret, ...(user ? [`${user}:${secret}`] : [])].flatMap(inBase64);
  return [...hex, ...parts.flatMap((part) => placesIn(text, part))];
}

/** What base64 has for a text at each of the three alignments, without the characters that its neighbours share. */
function inBase64(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2]
    .map((shift) => {
      const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .replace(/=+$/, '');
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
