import type { Messages } from '../../../messages/messages.js';
import { cell } from '../../markdown.js';

/** GitHub takes 65,536 characters of a comment. */
const ROOM = 60_000;

/** Kept for what comes after a table that is cut. */
const REMARK = 2_000;

/** A page of Markdown that stays short enough for a comment. All texts are shown as they are, and are no markup. */
export class Page {
  readonly #write: (text: string) => void;
  readonly #words: Messages['compliance'];
  #room = ROOM;

  constructor(write: (text: string) => void, words: Messages['compliance']) {
    this.#write = write;
    this.#words = words;
  }

  /** Markdown as it is. */
  text(markdown: string): void {
    this.#room -= markdown.length;
    this.#write(markdown);
  }

  title(text: string): void {
    this.text(`\n### ${shown(text)}\n`);
  }

  paragraph(text: string): void {
    this.text(`\n${shown(text)}\n`);
  }

  /**
   * A table of at most so many rows, and as many as there is room for. What is left out is counted below it.
   *
   * @param all how many rows there are, where not all are given
   */
  table(
    heads: readonly string[],
    rows: readonly (readonly string[])[],
    most: number,
    all: number = rows.length,
  ): void {
    if (rows.length === 0) return;
    this.text(`\n${row(heads)}|${heads.map(() => ' --- |').join('')}\n`);
    let shown = 0;
    for (const texts of rows.slice(0, most)) {
      const line = row(texts);
      if (line.length > this.#room - REMARK) break;
      this.text(line);
      shown++;
    }
    if (shown < all) this.paragraph(this.#words.leftOut(shown, all));
  }
}

const row = (texts: readonly string[]): string => `| ${texts.map(shown).join(' | ')} |\n`;

/**
 * A text that is shown as it is. A colon before a space, and those of a time, make no link and no emoji, and are left
 * for those who read the source.
 */
export const shown = (text: string): string =>
  NUMBER.test(text)
    ? text
    : cell(text)
        .replace(/&#58;(?= )/g, ':')
        .replace(/(?<=T\d\d)&#58;(\d\d)&#58;(?=\d\d)/g, ':$1:');

/** It would begin a list only at the beginning of a line, and no line begins with one. */
const NUMBER = /^\d+(?:\.\d+)?%?$/;
