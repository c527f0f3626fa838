/** What the keywords of this program call, by name, for schemas that Ajv compiled ahead and at run time. */
export { addressOrRange, addressScope, cidr, minPrefix } from './address.js';
export { domain, hostName } from './host.js';
export { entriesOf, maxEntries, minEntries } from './list.js';
