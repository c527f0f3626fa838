/**
 * The errors that the gateway and the service answer with: status and message of each code.
 * `NoPermission` and `ServerError` are on the API page; the others are the gateway's own.
 */
const table = {
  MissingAccessKeyId: [400, 'AccessKeyId is mandatory for this action.'],
  MissingSecurityToken: [400, 'SecurityToken is mandatory for this action.'],
  MissingParameter: [
    400,
    'An input parameter that is mandatory for processing this request is not supplied.',
  ],
  InvalidParameter: [400, 'A specified parameter is not valid.'],
  'InvalidParameter.Format': [400, 'Specified parameter Format is not valid.'],
  InvalidVersion: [400, 'Specified parameter Version is not valid.'],
  'InvalidAction.NotFound': [404, 'Specified api is not found, please check your url and method.'],
  UnsupportedHTTPMethod: [405, 'This http method is not supported.'],
  RequestEntityTooLarge: [413, 'The request body is too large.'],
  InvalidSignatureMethod: [400, 'Specified signature method is not supported.'],
  'InvalidTimeStamp.Format': [400, 'Specified time stamp or date value is not well formatted.'],
  'InvalidTimeStamp.Expired': [400, 'Specified time stamp or date value is expired.'],
  'InvalidAccessKeyId.NotFound': [404, 'Specified access key is not found.'],
  'InvalidSecurityToken.MismatchWithAccessKey': [
    400,
    'Specified SecurityToken mismatches with the AccessKey.',
  ],
  SignatureDoesNotMatch: [400, 'Specified signature is not matched with our calculation.'],
  SignatureNonceUsed: [400, 'Specified signature nonce was used already.'],
  'Throttling.User': [400, 'Request was denied due to user flow control.'],
  'EntityNotExist.Role': [404, 'The role not exists.'],
  NoPermission: [403, 'caller has no permission'],
  ServerError: [500, 'ServerError'],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

/** A code that the emulator can answer with. */
export type ErrorCode = keyof typeof table;

/** A request is refused. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ErrorCode;
  readonly status: number;
  /** For the log: the message to the client can repeat what it has sent. */
  readonly reason: string;

  constructor(code: ErrorCode, message: string = table[code][1], reason = message) {
    super(message);
    this.code = code;
    this.status = table[code][0];
    this.reason = reason;
  }
}

/** A parameter that has to be there is not. */
export function missingParameter(name: string): GatewayError {
  return new GatewayError(
    'MissingParameter',
    `The input parameter "${name}" that is mandatory for processing this request is not supplied.`,
  );
}

/** A parameter has a value that it cannot have. */
export function invalidParameter(name: string): GatewayError {
  return new GatewayError('InvalidParameter', `Specified parameter ${name} is not valid.`);
}
