/** What probes may do, and for how long. Times are milliseconds. */
export interface ProbeOptions {
  /** The day from which `Probe.tls.daysLeft` is counted; now unless said. */
  readonly now?: Date | undefined;
  /** Registries that are probed at the same time; 16 unless said. */
  readonly concurrency?: number | undefined;
  /** For one registry in all; 10 s unless said. */
  readonly timeoutMs?: number | undefined;
  /** For all registries together; 10 minutes unless said. What is not done by then is open. */
  readonly deadlineMs?: number | undefined;
  /** Ranges in CIDR notation that may be contacted though their kind is not, such as `127.0.0.0/8`. */
  readonly allow?: readonly string[] | undefined;
  /** Authorities, PEM, that are trusted beside those that Node trusts by itself. */
  readonly ca?: readonly string[] | undefined;
  /** Resolves a name to addresses; as the system does it unless said. What comes of it is checked all the same. */
  readonly lookup?: ((name: string) => Promise<readonly string[]>) | undefined;
  /** Is told after each registry how many have been probed. */
  readonly onProgress?: ((probed: number) => void) | undefined;
}

/** What holds unless said. */
export const probeDefaults = { concurrency: 16, timeoutMs: 10_000, deadlineMs: 600_000 } as const;
