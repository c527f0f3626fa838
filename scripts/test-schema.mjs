/**
 * Makes schema/test.schema.json, which checks tests of policies and helps editors to write them. Rules and fields
 * come from where the schema of policies has them from.
 */

const text = (description, rest) => ({ type: 'string', minLength: 1, description, ...rest });
const ref = (name) => ({ $ref: `#/definitions/${name}` });

/** Only names: what a record holds is the API's affair, and tests may want it to be wrong. */
function record(fields, secretFields) {
  const api = Object.entries(fields).filter(([, spec]) => !spec.fact || spec.probe);
  const properties = Object.fromEntries(api.map(([name, { about }]) => [name, { description: about }]));
  for (const name of Object.keys(secretFields)) {
    properties[name] = {
      description: `${name}, which rules see only as facts. Write no real one into a test`,
    };
  }
  return {
    type: 'object',
    description: "A registry, in the shape of the API's record",
    minProperties: 1,
    properties,
  };
}

const expectation = {
  type: ['string', 'object'],
  if: { type: 'string' },
  then: ref('outcome'),
  else: {
    type: 'object',
    description:
      'Either how many registries have each outcome, under the id of a rule; or the outcome of each rule, under the name of a registry',
    minProperties: 1,
    additionalProperties: {
      type: ['string', 'integer'],
      if: { type: 'string' },
      then: ref('outcome'),
      else: { minimum: 0 },
    },
  },
};

/** A case: what is given, and what is expected of it. */
const testCase = {
  type: 'object',
  description: 'A case: one of registry, registries and inventory, and what is expected',
  additionalProperties: false,
  required: ['name', 'expect'],
  properties: {
    name: text('What the case shows, as a sentence', { maxLength: 200 }),
    registry: ref('record'),
    registries: { type: 'array', minItems: 1, items: ref('record'), description: 'Several registries' },
    inventory: text('The path of an inventory, relative to this file'),
    expect: ref('expect'),
  },
};

/**
 * @param fields the table of src/model/field.ts
 * @param secretFields the table of that name there
 * @param rules the rule files
 */
export function testSchema(fields, secretFields, rules) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/registry-lint/schema/test.schema.json',
    title: 'Tests of a policy of registry-lint',
    description: 'Registries, and what the rules of a policy should say of them',
    type: 'object',
    additionalProperties: false,
    required: ['cases'],
    properties: {
      $schema: text('The address of this schema, for editors'),
      policy: {
        description:
          'What is tested: the path of a policy relative to this file, a built-in pack or an installed package, or several, the later ones over the earlier ones',
        type: ['string', 'array'],
        if: { type: 'array' },
        then: { minItems: 1, items: { type: 'string', minLength: 1 } },
        else: { minLength: 1 },
      },
      cases: { type: 'array', minItems: 1, items: ref('case'), description: 'The cases' },
    },
    definitions: {
      outcome: {
        enum: ['pass', 'fail', 'open', 'notApplicable'],
        description: 'pass; fail; open: cannot be decided; notApplicable: the rule does not speak of it',
      },
      record: record(fields, secretFields),
      case: testCase,
      expect: {
        type: 'object',
        description:
          'By rule: an outcome, which every registry of the case must have, or counts. By registry: the outcome of each rule',
        minProperties: 1,
        properties: Object.fromEntries(
          rules.map(({ id, title }) => [id, { description: title, allOf: [ref('expectation')] }]),
        ),
        additionalProperties: ref('expectation'),
      },
      expectation,
    },
  };
}
