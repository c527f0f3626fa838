import { Ajv } from 'ajv';
import { addKeywords } from '../keywords/vocabulary.js';

let made: Ajv | undefined;

/** The compiler of conditions: draft-07 with this program's keywords. Only answers are wanted, not messages. */
export function compiler(): Ajv {
  made ??= addKeywords(
    new Ajv({
      messages: false,
      allowUnionTypes: true,
      strictTypes: false,
      code: { source: true, esm: true },
    }),
  );
  return made;
}
