import type { Messages } from '../../../messages/messages.js';
import type { SeveritySetting } from '../../../model/severity.js';
import { type Palette, palette } from '../../../report/paint.js';

/** How a page is to be shown. */
export interface Layout {
  readonly colour: boolean;
  readonly width: number;
  readonly messages: Messages;
}

/** The word of a severity in its colour. */
export function paintSeverity(severity: SeveritySetting, word: string, { colour }: Layout): string {
  const paint: Palette = palette(colour);
  const paints = { error: paint.red, warning: paint.yellow, note: paint.blue, off: paint.dim };
  return paints[severity](word);
}
