/** The numbers that shells add to 128 for a program ended by a signal. */
const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** Lets a signal end the program in good order: what `clean` does, and what listens for the exit. */
export function endOnSignals(clean: () => void): void {
  for (const [signal, number] of Object.entries(numbers)) {
    process.once(signal, () => {
      clean();
      process.exit(128 + number);
    });
  }
}
