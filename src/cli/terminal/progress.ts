import { isTerminal, widthOf, writeNow } from './terminal.js';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** How often the line is drawn anew. */
const EVERY_MS = 80;

/** Whoever waits no longer than this need not be told. */
const PATIENCE_MS = 150;

const ERASE = '\r\u001b[2K';

/** One line on standard error that says what is being done. Shows nothing unless a person watches. */
export class Progress {
  #text: () => string = () => '';
  #frame = 0;
  #drawn = false;
  #next = Date.now() + PATIENCE_MS;
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    if (!env['CI'] && isTerminal('stderr')) {
      this.#timer = setInterval(() => this.#draw(), EVERY_MS).unref();
    }
  }

  /**
   * Says what is being done now. Also called where timers have no turn, between the batches of a file.
   *
   * @param text made only when it is shown, where making it takes long
   */
  say(text: string | (() => string)): void {
    this.#text = typeof text === 'string' ? () => text : text;
    if (this.#timer) this.#draw();
  }

  /** Erases the line, for something that is to stay. It comes back when there is more to say. */
  clear(): void {
    if (this.#drawn) writeNow('stderr', ERASE);
    this.#drawn = false;
  }

  /** Erases the line for good. */
  stop(): void {
    clearInterval(this.#timer);
    this.#next = Number.POSITIVE_INFINITY;
    this.clear();
  }

  #draw(): void {
    const now = Date.now();
    if (now < this.#next) return;
    const text = this.#text();
    if (text === '') return;
    this.#next = now + EVERY_MS / 2;
    const line = `${frames[this.#frame++ % frames.length]} ${text}`;
    const room = widthOf('stderr') - 1;
    writeNow('stderr', ERASE + (line.length > room ? `${line.slice(0, room - 1)}…` : line));
    this.#drawn = true;
  }
}
