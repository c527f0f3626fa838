/** The published schemas of what people write. They are large, so the bundles have them in a file of their own. */

import accounts from '../../../schema/accounts.schema.json' with { type: 'json' };
import policy from '../../../schema/policy.schema.json' with { type: 'json' };
import test from '../../../schema/test.schema.json' with { type: 'json' };
import waivers from '../../../schema/waivers.schema.json' with { type: 'json' };
import type { SchemaKind } from './check.js';

const { definitions } = policy;
const condition = { definitions, $ref: '#/definitions/condition' };

export const schemas: Readonly<Record<SchemaKind, object>> = { policy, test, waivers, accounts, condition };
