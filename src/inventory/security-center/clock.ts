/** A difference below this is no cause of a refusal: the gateway allows for 15 minutes. */
const NOTABLE_MS = 60_000;

/**
 * How far this machine's clock is from the server's, as a sentence.
 *
 * @param serverDate the answer's `Date` header
 */
export function clockDifference(serverDate: string | undefined): string | undefined {
  const server = Date.parse(serverDate ?? '');
  if (Number.isNaN(server)) return undefined;
  const ahead = Date.now() - server;
  if (Math.abs(ahead) < NOTABLE_MS) return "This machine's clock agrees with the server's.";
  return `This machine's clock is ${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} the server's.`;
}

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  return [days && `${days} d`, hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ');
}
