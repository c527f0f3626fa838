/** GitHub takes no larger upload, in bytes of gzip. What stands behind the results has to fit in, too. */
const MOST_BYTES = 10_000_000 - 200_000;

/** Text that is compressed at a time. */
const PIECE = 1_000_000;

/**
 * How much of an upload is filled. Text that would fit as it is is only measured; beyond that it is compressed in
 * pieces, quickly, which makes it larger than the upload will be: the estimate errs on the safe side.
 */
export class Upload {
  #bytes = 0;
  #pending: string[] = [];
  #pendingBytes = 0;
  #compressed = 0;

  /** Counts a text that has been written. */
  add(text: string): void {
    const bytes = Buffer.byteLength(text);
    this.#bytes += bytes;
    this.#pending.push(text);
    this.#pendingBytes += bytes;
  }

  /** Whether this text could still be written. */
  async hasRoomFor(text: string): Promise<boolean> {
    const more = Buffer.byteLength(text);
    if (this.#bytes + more <= MOST_BYTES) return true;
    if (this.#pendingBytes >= PIECE) await this.#compress();
    // The last piece counts as it is: what it will come to is not known yet.
    return this.#compressed + this.#pendingBytes + more <= MOST_BYTES;
  }

  async #compress(): Promise<void> {
    // Hardly any upload is that large.
    const { gzipSync } = await import('node:zlib');
    for (const piece of pieces(this.#pending.join(''))) {
      this.#compressed += gzipSync(piece, { level: 1 }).length;
    }
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}

function* pieces(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}
