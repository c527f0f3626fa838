/**
 * Makes schema/policy.schema.json, which checks policies and helps editors to write them. What it says of fields
 * comes from src/model/field.ts and what it says of rules and their parameters from rules/, so that neither is
 * told twice. `if`/`then` is used where `anyOf` would do: its errors name one mistake and not every alternative.
 */

const ID = '^[a-z][a-z0-9]*([-/][a-z0-9]+)*$';

const text = (description, rest) => ({ type: 'string', minLength: 1, description, ...rest });
const ref = (name) => ({ $ref: `#/definitions/${name}` });
const described = (description, schema) => ({ allOf: [schema], description });
const listOf = (items, description) => ({ type: 'array', minItems: 1, items, description });

/** A keyword's value, or `{ $param: name }` in its place. */
function orParam(schema, description) {
  return {
    if: { type: 'object', required: ['$param'] },
    then: ref('param'),
    else: schema,
    ...(description && { description }),
  };
}

/** `minPrefix` has an object for its value, and a parameter may stand for the object or for each number in it. */
const minPrefix = orParam(
  {
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    properties: {
      ipv4: orParam({ type: 'integer', minimum: 0, maximum: 32 }, 'Prefix length for IPv4'),
      ipv6: orParam({ type: 'integer', minimum: 0, maximum: 128 }, 'Prefix length for IPv6'),
    },
  },
  'The address or range is at least this narrow',
);

const scopes = { enum: ['public', 'private', 'loopback', 'linkLocal', 'reserved'] };
const count = (description) => orParam({ type: 'integer', minimum: 0 }, description);

const textKeywords = {
  pattern: orParam({ type: 'string', format: 'regex' }, 'The text matches this regular expression'),
  minLength: count('The text has at least this many characters'),
  maxLength: count('The text has at most this many characters'),
  addressScope: orParam(
    {
      type: ['string', 'array'],
      if: { type: 'array' },
      then: { minItems: 1, uniqueItems: true, items: scopes },
      else: scopes,
    },
    'The text is an IP address of this kind, or of one of these kinds. private: RFC 1918, unique local and 100.64.0.0/10',
  ),
  cidr: orParam(
    listOf({ type: 'string', minLength: 1 }),
    'The text is an IP address or range inside one of these ranges',
  ),
  addressOrRange: { type: 'boolean', description: 'The text is an IP address or a CIDR range' },
  minPrefix,
  minEntries: count('The list has at least this many entries'),
  maxEntries: count('The list has at most this many entries'),
  eachEntry: described('Every entry of the list satisfies this', ref('textSchema')),
  someEntry: described('At least one entry of the list satisfies this', ref('textSchema')),
  hostName: {
    type: 'boolean',
    description: 'The text is a DNS host name by RFC 1123, with or without a port, and not an address',
  },
  domain: orParam(
    listOf({ type: 'string', minLength: 1 }),
    'The host name is one of these, or stands below one that begins with *. ; upper and lower case are the same',
  ),
};

const number = { type: 'number' };
const numberKeywords = {
  minimum: orParam(number, 'The number is at least this'),
  maximum: orParam(number, 'The number is at most this'),
  exclusiveMinimum: orParam(number, 'The number is greater than this'),
  exclusiveMaximum: orParam(number, 'The number is less than this'),
  multipleOf: orParam({ type: 'number', exclusiveMinimum: 0 }, 'The number is a multiple of this'),
};

/** A JSON Schema for the values of one type of field. */
function schemaOf(self, values, keywords) {
  return {
    type: 'object',
    description: "A JSON Schema (draft-07) for the field's value",
    minProperties: 1,
    additionalProperties: false,
    properties: {
      const: orParam(values, 'The value is this one'),
      enum: orParam(listOf(values), 'The value is one of these'),
      present: {
        type: 'boolean',
        description:
          'The record has the field and it is not empty. The one question that an absent field can answer',
      },
      ...keywords,
      not: described('The value does not satisfy this', ref(self)),
      allOf: listOf(ref(self), 'The value satisfies all of these'),
      anyOf: listOf(ref(self), 'The value satisfies at least one of these'),
    },
  };
}

/** Equality with a value, or a schema for it. */
function valueOr(schema, values, types) {
  return {
    type: [...types, 'object'],
    if: { type: 'object' },
    then: { if: { required: ['$param'] }, then: ref('param'), else: schema },
    else: values,
  };
}

const kinds = {
  string: { self: 'textSchema', values: { type: 'string' }, types: ['string'], keywords: textKeywords },
  integer: {
    self: 'numberSchema',
    values: { type: 'integer' },
    types: ['integer'],
    keywords: numberKeywords,
  },
  boolean: { self: 'booleanSchema', values: { type: 'boolean' }, types: ['boolean'], keywords: {} },
  id: {
    self: 'idSchema',
    values: { type: ['integer', 'string'], if: { type: 'string' }, then: { pattern: '^-?[0-9]{1,20}$' } },
    types: ['integer', 'string'],
    keywords: { pattern: textKeywords.pattern },
  },
};

/** The kind of an enum field: its names, and the API's numbers for them. */
function enumKind(name, { values }) {
  const all = [...new Set([...values.values(), ...values.keys()])];
  const types = [...new Set(all.map((value) => (typeof value === 'number' ? 'integer' : 'string')))];
  return { self: `${name}Schema`, values: { enum: all }, types, keywords: {} };
}

function condition(fields) {
  const definitions = {};
  const properties = {};
  for (const [name, spec] of Object.entries(fields)) {
    const { self, values, types, keywords } = spec.type === 'enum' ? enumKind(name, spec) : kinds[spec.type];
    definitions[self] ??= schemaOf(self, values, keywords);
    properties[name] = { description: spec.about, ...valueOr(ref(self), values, types) };
  }
  return {
    ...definitions,
    condition: {
      type: 'object',
      description:
        "What a registry must satisfy: a mapping from field to value (equality) or to a JSON Schema for the field's value, joined by and. A field that is absent or not understood leaves it open, unless the rest decides it",
      minProperties: 1,
      additionalProperties: false,
      properties: {
        allOf: listOf(ref('condition'), 'All of these conditions hold'),
        anyOf: listOf(ref('condition'), 'At least one of these conditions holds'),
        not: described('This condition does not hold', ref('condition')),
        cel: text(
          "An expression of CEL that is true, for relations between fields: NetType != 'VPC' || has(VpcId). It is open where a field that decides it is absent or not understood",
          { maxLength: 4000 },
        ),
        ...properties,
      },
    },
  };
}

const severity = {
  enum: ['error', 'warning', 'note', 'off'],
  description: 'How much a finding matters; off turns the rule off',
};

const setting = {
  severity: ref('severity'),
  when: described('Narrows the rule to registries for which this holds', ref('condition')),
  message: text(
    'What is wrong, in one line. {Field} and {params.name} stand for values, {Field day|days} for one with its word',
  ),
};

/** A severity alone, or an object. */
function severityOr(description, properties) {
  return {
    description,
    type: ['string', 'object'],
    if: { type: 'string' },
    then: ref('severity'),
    else: { type: 'object', minProperties: 1, additionalProperties: false, properties },
  };
}

/** What can be said of a built-in rule: `keys`, and its parameters where it has any. */
function builtinRule({ title, params }, keys) {
  if (!params) return severityOr(title, keys);
  const properties = Object.fromEntries(
    Object.entries(params).map(([name, { description, schema, default: value }]) => [
      name,
      { description, ...schema, ...(value !== undefined && { default: value }) },
    ]),
  );
  const of = { type: 'object', minProperties: 1, additionalProperties: false, properties };
  return severityOr(title, {
    ...keys,
    params: { description: "The rule's parameters. What is left out keeps its default", ...of },
  });
}

/** The keys of rules across registries. Facts about secrets are no names of registries. */
function acrossKeys(fields) {
  const names = Object.entries(fields).flatMap(([name, { fact }]) => (fact ? [] : [name]));
  const field = { enum: names };
  const oneOrMore = (description) => ({
    description,
    type: ['array', 'string'],
    if: { type: 'array' },
    // Which records may be alike grows with each field that one of them lacks, and so does the work.
    then: { minItems: 1, maxItems: 4, uniqueItems: true, items: field },
    else: field,
  });
  const limit = (description) => ({ type: 'integer', minimum: 0, maximum: 1_000_000_000, description });
  return {
    unique: oneOrMore('No two registries have the same values of these fields. In place of an assert'),
    count: {
      type: 'object',
      description: 'How many registries there are for which `when` holds. In place of an assert',
      minProperties: 1,
      additionalProperties: false,
      properties: {
        min: limit('At least so many'),
        max: limit('At most so many'),
        by: oneOrMore(
          'Asked of each group of registries with the same values of these fields, such as RegionId',
        ),
        for: listOf(
          { type: ['string', 'integer'] },
          'The groups that are asked of, as values of the field under by. Without it, those that the inventory has',
        ),
      },
    },
    expected: listOf(
      ref('entry'),
      'The registries that there are, and no others: each a mapping from field to value or glob. In place of an assert',
    ),
  };
}

const ownRule = (fields) =>
  severityOr('A rule of your own', {
    title: text('The state that is wanted, as a short sentence without a full stop', { maxLength: 200 }),
    ...setting,
    assert: described('What those registries must satisfy', ref('condition')),
    ...acrossKeys(fields),
    params: {
      type: 'object',
      description:
        'Values that conditions can use with { $param: name }, expressions with params.name and messages with {params.name}',
      propertyNames: { pattern: '^[a-z][A-Za-z0-9]*$' },
    },
    why: text('Why it matters, in Markdown'),
    fix: text(
      'How to mend it, in Markdown. The first paragraph stands alone: it is all that a terminal shows',
    ),
    tags: { type: 'array', items: text('A tag'), maxItems: 20, description: 'A few words to group rules by' },
    references: {
      type: 'array',
      items: text('An address', { pattern: '^https?://[^\\s]+$' }),
      description: 'Pages to read further',
    },
    securitySeverity: {
      type: 'number',
      minimum: 0.1,
      maximum: 10,
      description: 'For code scanning, on the scale of CVSS',
    },
  });

/** What may stand in a selector for a field: a value as the API has it, or a glob over the texts of its values. */
const GLOB = 'A glob has * for any text and ? for one character';
const globs = { maxLength: 200 };
const patternsOf = {
  string: { values: globs, types: ['string'] },
  integer: { values: globs, types: ['integer', 'string'] },
  id: { values: globs, types: ['integer', 'string'] },
  enum: { values: globs, types: ['string', 'integer'] },
  boolean: { values: {}, types: ['boolean'] },
};

/** The name of an account, of which nothing is known outside a run with an accounts file. */
const accountName = {
  description: 'The name of the account in the accounts file',
  type: ['string', 'array'],
  if: { type: 'array' },
  then: { minItems: 1, items: { type: 'string', ...globs } },
  else: globs,
};

/** @param named whether registries can be chosen by the name of their account */
function selector(fields, named = false) {
  const properties = named ? { account: accountName } : {};
  for (const [name, { type, about }] of Object.entries(fields)) {
    const { values, types } = patternsOf[type];
    properties[name] = {
      description: about,
      type: [...types, 'array'],
      if: { type: 'array' },
      then: { minItems: 1, items: { type: types, ...values } },
      else: values,
    };
  }
  return {
    type: 'object',
    description: `Chooses registries: a mapping from field to a glob, or to a list of globs of which one must match. All fields must match, and one that is absent matches nothing. ${GLOB}`,
    minProperties: 1,
    additionalProperties: false,
    properties,
  };
}

const waiver = {
  type: 'object',
  description: 'Findings of one rule that somebody accepted',
  required: ['rule', 'registry', 'reason'],
  additionalProperties: false,
  properties: {
    rule: text('The id of the rule'),
    registry: described('The registries it speaks of', ref('selector')),
    reason: text('Why the findings are accepted. Reports show it', { maxLength: 1000 }),
    expires: text(
      'The first day, in UTC, on which the waiver no longer works: YYYY-MM-DD. Required unless the policy has allowPermanent',
      { pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
    ),
    approvedBy: text('Who approved it', { maxLength: 200 }),
    ticket: text('Where it was decided: a ticket, an address', { maxLength: 500 }),
  },
};

function override(rules) {
  const keys = { severity: ref('severity') };
  return {
    type: 'object',
    description:
      'What rules are for some registries. Of all overrides that speak of a rule, the last that matches counts',
    required: ['match', 'rules'],
    additionalProperties: false,
    properties: {
      match: described('The registries it speaks of', ref('selector')),
      rules: {
        type: 'object',
        description: 'Rules by id: a severity, off, or an object',
        minProperties: 1,
        propertyNames: { type: 'string', pattern: ID, maxLength: 80 },
        properties: Object.fromEntries(rules.map((rule) => [rule.id, builtinRule(rule, keys)])),
        additionalProperties: severityOr('What a rule of your own is for these registries', {
          ...keys,
          params: { type: 'object', description: 'Values for its parameters' },
        }),
      },
    },
  };
}

/** What files of waivers hold. */
export function waiversSchema(fields) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/registry-lint/schema/waivers.schema.json',
    title: 'Waivers of registry-lint',
    description: 'Findings that somebody accepted, each with a reason and an end',
    type: 'object',
    additionalProperties: false,
    required: ['version', 'waivers'],
    properties: {
      $schema: text('The address of this schema, for editors'),
      version: { const: 1, description: 'The version of the language' },
      waivers: { type: 'array', description: 'The waivers', items: ref('waiver') },
    },
    definitions: { selector: selector(fields, true), waiver },
  };
}

/**
 * @param fields the table of src/model/field.ts
 * @param rules the rule files
 * @param packs the names of the built-in packs
 */
export function policySchema(fields, rules, packs) {
  const extended = text(
    `A built-in pack (${packs.join(', ')}), the path of a policy file relative to this one, or the name of an installed npm package`,
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/registry-lint/schema/policy.schema.json',
    title: 'A policy of registry-lint',
    description: 'What the container registries of an account are held to',
    type: 'object',
    additionalProperties: false,
    required: ['version'],
    properties: {
      $schema: text('The address of this schema, for editors'),
      version: { const: 1, description: 'The version of the policy language' },
      title: text('What the policy is called in reports'),
      description: text('What the policy is for'),
      extends: {
        description: 'Policies that this one builds on, the later ones over the earlier ones',
        type: ['array', 'string'],
        if: { type: 'array' },
        then: { minItems: 1, items: extended },
        else: extended,
      },
      rules: {
        type: 'object',
        description:
          'Rules by id: a severity alone, or an object. A rule of your own has an assert, or what it asks of all registries together',
        properties: Object.fromEntries(rules.map((rule) => [rule.id, builtinRule(rule, setting)])),
        propertyNames: { type: 'string', pattern: ID, maxLength: 80 },
        additionalProperties: ownRule(fields),
      },
      overrides: {
        type: 'array',
        description: 'What rules are for some registries: by account, region, type, name or any other field',
        items: override(rules),
      },
      waivers: {
        type: 'array',
        description: 'Accepted findings, or paths of files that hold some, relative to this one',
        items: {
          type: ['object', 'string'],
          if: { type: 'string' },
          then: text('The path of a file of waivers'),
          else: ref('waiver'),
        },
      },
      allowPermanent: { type: 'boolean', description: 'Whether a waiver may do without an end' },
      waiverWarningDays: {
        type: 'integer',
        minimum: 0,
        maximum: 3650,
        description: 'On so many of its last days a waiver is warned of; 14 unless said',
      },
    },
    definitions: {
      severity,
      selector: selector(fields, true),
      entry: selector(fields),
      waiver,
      param: {
        type: 'object',
        description: 'Stands for the value of a parameter',
        required: ['$param'],
        additionalProperties: false,
        properties: {
          $param: text('The name of a parameter of this rule', { pattern: '^[a-z][A-Za-z0-9]*$' }),
        },
      },
      ...condition(fields),
    },
  };
}
