import { redactLine } from '../secret-scan/redact.js';

/** Lines shown before and after the one that is meant. */
const AROUND = 2;

/** Columns of a line that are shown, so that a long line does not fill the screen. */
const WIDTH = 90;

/** What must not reach a terminal: controls, and characters that reorder or hide text. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** The lines around a place, with line numbers and a caret under the place. Line and column count from 1. */
export function codeFrame(text: string, line: number, column: number, length = 1): string {
  const lines = text.split(/\r\n|\n|\r/);
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const gutter = String(last).length;
  const from = Math.max(0, column - WIDTH + 20);
  const framed: string[] = [];
  for (let at = first; at <= last; at++) {
    // Whole: a part of a credential would not be known for one.
    const shown = redactLine(lines[at - 1] ?? '')
      .slice(from, from + WIDTH)
      .replaceAll('\t', ' ')
      .replace(HARMFUL, '\ufffd');
    framed.push(`${at === line ? '>' : ' '} ${String(at).padStart(gutter)} | ${shown}`.trimEnd());
    if (at === line) {
      const marks = '^'.repeat(Math.max(1, Math.min(length, WIDTH - (column - 1 - from))));
      framed.push(`  ${' '.repeat(gutter)} | ${' '.repeat(column - 1 - from)}${marks}`);
    }
  }
  return framed.join('\n');
}
