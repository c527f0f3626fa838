/** What a stretch of text is, for the eye. */
export type Paint = (text: string) => string;

/** The few styles that reports use. */
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly magenta: Paint;
  readonly green: Paint;
  /** For what nobody may overlook. */
  readonly loud: Paint;
}

const style =
  (on: string, off: string): Paint =>
  (text) =>
    `\u001b[${on}m${text}\u001b[${off}m`;

const colours: Palette = {
  bold: style('1', '22'),
  dim: style('2', '22'),
  red: style('31', '39'),
  yellow: style('33', '39'),
  blue: style('34', '39'),
  magenta: style('35', '39'),
  green: style('32', '39'),
  loud: style('1;30;43', '0'),
};

const same: Paint = (text) => text;

const plain: Palette = {
  bold: same,
  dim: same,
  red: same,
  yellow: same,
  blue: same,
  magenta: same,
  green: same,
  loud: same,
};

/** Styles that do something only where colour is wanted. */
export function palette(colour: boolean): Palette {
  return colour ? colours : plain;
}
