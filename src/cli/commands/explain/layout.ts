import type { SeveritySetting } from '../../../model/severity.js';
import { type Palette, palette } from '../../../report/paint.js';
import type { Language } from '../../../report/words/words.js';

/** How a page is to be shown. */
export interface Layout {
  readonly colour: boolean;
  readonly width: number;
  readonly lang: Language;
}

/** The word of a severity in its colour. */
export function paintSeverity(severity: SeveritySetting, word: string, { colour }: Layout): string {
  const paint: Palette = palette(colour);
  const paints = { error: paint.red, warning: paint.yellow, note: paint.blue, off: paint.dim };
  return paints[severity](word);
}
