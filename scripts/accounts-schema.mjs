/** Makes schema/accounts.schema.json, which checks accounts files and helps editors to write them. */

const text = (description, rest) => ({ type: 'string', minLength: 1, description, ...rest });

/** Variables of the environment; what is an access key itself must not pass for one. */
const variable = (description) => text(description, { pattern: '^[A-Z_][A-Z0-9_]{0,99}$' });

/** What `defaults` can say as well. */
const common = (registryTypes) => ({
  region: text('The region whose Security Center is asked, such as cn-hangzhou or eu-central-1'),
  regions: {
    type: 'array',
    description:
      'Several of them, at most one of each centre: mainland China and the rest of the world are separate. Each is an account of its own in reports, NAME@REGION',
    minItems: 1,
    maxItems: 10,
    uniqueItems: true,
    items: text('A region'),
  },
  endpoint: text('The endpoint to ask instead of the one of the region, as https://HOST'),
  registryType: {
    type: 'string',
    enum: registryTypes,
    description: 'List registries of this type alone',
  },
  externalId: text("The external ID that the role's trust policy asks for", { maxLength: 1224 }),
  sessionName: text('The name of the session, by which ActionTrail tells who has called', {
    pattern: '^[\\w.@-]{2,64}$',
  }),
  durationSeconds: {
    type: 'integer',
    minimum: 900,
    maximum: 43_200,
    description: 'How long the credentials of the role are good for',
  },
  stsEndpoint: text(
    'The security token service that is asked for the role, as HOST, HOST:PORT or https://HOST',
    { maxLength: 300 },
  ),
  allowEmpty: { type: 'boolean', description: 'Whether it is right that there are no registries' },
});

const env = {
  type: 'object',
  description: 'The names of the variables of the environment that hold its access key',
  additionalProperties: false,
  required: ['accessKeyId', 'accessKeySecret'],
  properties: {
    accessKeyId: variable('The variable with the ID of the access key'),
    accessKeySecret: variable('The variable with its secret'),
    securityToken: variable('The variable with the security token of a temporary key'),
  },
};

/** @param registryTypes the values of RegistryType */
export function accountsSchema(registryTypes) {
  const shared = common(registryTypes);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/registry-lint/schema/accounts.schema.json',
    title: 'Accounts for registry-lint',
    description:
      'The accounts that `registry-lint check --accounts` reads in one run. No secret stands in it',
    type: 'object',
    additionalProperties: false,
    required: ['version', 'accounts'],
    properties: {
      $schema: text('The address of this schema, for editors'),
      version: { const: 1, description: 'The version of this format' },
      defaults: {
        type: 'object',
        description: 'What holds for every account that does not say otherwise, and is not read from a file',
        additionalProperties: false,
        properties: shared,
      },
      accounts: {
        type: 'array',
        description: 'The accounts, in the order in which they are told',
        minItems: 1,
        maxItems: 100_000,
        items: { $ref: '#/definitions/account' },
      },
    },
    definitions: {
      account: {
        type: 'object',
        description:
          'An account: with a profile, a role, variables, a file, or by default the credentials of this machine',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: text('What it is called, in this file and in reports', { maxLength: 100 }),
          profile: text(
            'The profile of the aliyun command line, or of ~/.alibabacloud/credentials, that has its access key',
            { maxLength: 100 },
          ),
          role: text('The ARN of the RAM role to assume, with the credentials of this machine', {
            maxLength: 300,
            pattern: '^acs:ram::[0-9]+:role/[\\w.@-]+$',
          }),
          env,
          inventory: text('A file with its registries in place of the account, relative to this file'),
          ...shared,
        },
      },
    },
  };
}
