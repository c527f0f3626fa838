import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import RPCClient from '@alicloud/pop-core/lib/rpc.js';
import { defaultKey, type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/server.js';
import { sign, stringToSign } from '../../src/emulator/signature.js';

/** Records in the API's shape, with one of each of two types. */
export const sample = [
  { Id: 1, RegistryName: 'one', RegistryType: 'harbor', AliUid: 1000200030004000, Password: 'FAKE-secret-1' },
  { Id: 2, RegistryName: 'two', RegistryType: 'CI/CD', AliUid: 1000200030004000, JenkinsEnv: 'FAKE' },
  { Id: 3, RegistryName: 'drei \u{1f433} "x"', RegistryType: 'harbor', AliUid: 1000200030004000 },
];

const open: Emulator[] = [];

/** An emulator that `closeAll` ends. */
export async function start(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await startEmulator({ records: sample, ...options });
  open.push(emulator);
  return emulator;
}

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
}

/** What the vendor's client is told for a call. */
export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly action?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly key?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly timeout?: number;
}

/** What the tests look at in an answer of the list. */
export interface ListAnswer {
  readonly RequestId: string;
  readonly ImageRegistryInfos: readonly { readonly Id: number; readonly RegistryName: string }[];
}

/** One call by the vendor's own client. */
export function call(emulator: Emulator, options: Call = {}): Promise<ListAnswer> {
  const { method = 'POST', action = 'ListPrivateRegistryList', params = {}, timeout = 5_000 } = options;
  const client = new RPCClient({
    endpoint: emulator.url,
    apiVersion: options.version ?? '2018-12-03',
    accessKeyId: defaultKey.id,
    accessKeySecret: defaultKey.secret,
    ...options.key,
    opts: { method, timeout },
  });
  return client.request<ListAnswer>(action, params);
}

/** The parameters of a request that is right, without its signature. */
export function rightParameters(): Map<string, string> {
  return new Map([
    ['Action', 'ListPrivateRegistryList'],
    ['Version', '2018-12-03'],
    ['Format', 'JSON'],
    ['AccessKeyId', defaultKey.id],
    ['SignatureMethod', 'HMAC-SHA1'],
    ['SignatureVersion', '1.0'],
    ['SignatureNonce', randomUUID()],
    ['Timestamp', new Date().toISOString().replace(/\.\d+Z$/, 'Z')],
  ]);
}

/** The same as a query or a form, signed for this method. */
export function signed(parameters: ReadonlyMap<string, string>, method = 'GET'): string {
  const signature = sign(stringToSign(method, parameters), defaultKey.secret);
  return new URLSearchParams([...parameters, ['Signature', signature]]).toString();
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request by nothing but node:http. */
export function send(emulator: Emulator, target: string, method = 'GET', form = ''): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${emulator.url}${target}`, { method, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(form);
  });
}

/** A signed GET with some parameters changed, or taken out where they are undefined. */
export function get(
  emulator: Emulator,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<RawAnswer> {
  const parameters = rightParameters();
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  return send(emulator, `/?${signed(parameters)}`);
}
