/** How long a line may wait for others: shorter than anybody sees. */
const WAIT_MS = 20;

/**
 * Lines that are written a few at a time. A thousand accounts make hundreds of them a second, and every write wakes
 * whoever reads them.
 */
export class GatheredLines {
  #text = '';
  #timer: NodeJS.Timeout | undefined;
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  say(line: string): void {
    this.#text += `${line}\n`;
    this.#timer ??= setTimeout(() => this.flush(), WAIT_MS);
  }

  /** Writes what waits, now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    this.#text = '';
    if (text !== '') this.#write(text);
  }
}
