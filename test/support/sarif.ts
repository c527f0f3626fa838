import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Severity } from '../../src/model/severity.js';

/** A text with or without its form in Markdown. */
interface Message {
  readonly text: string;
  readonly markdown?: string;
}

/** What tests look at in a rule. */
export interface SarifRule {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription: Message;
  readonly fullDescription: Message;
  readonly help: Message;
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: Severity };
  readonly properties: { readonly tags: readonly string[]; readonly 'security-severity'?: string };
}

/** What tests look at in a result. */
export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level?: string;
  readonly message: Message;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number; readonly startColumn: number };
    };
    readonly logicalLocations: readonly { readonly name: string; readonly fullyQualifiedName: string }[];
  }[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
  readonly baselineState?: string;
  readonly suppressions?: readonly { readonly justification: string }[];
}

/** What tests look at in a run. */
export interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } };
  readonly automationDetails: { readonly id: string };
  readonly language: string;
  readonly invocations: readonly {
    readonly toolExecutionNotifications: readonly {
      readonly descriptor: { readonly id: string };
      readonly level: string;
      readonly message: Message;
    }[];
  }[];
  readonly results: readonly SarifResult[];
}

const schema = JSON.parse(
  readFileSync(new URL('../fixtures/sarif-schema-2.1.0.json', import.meta.url), 'utf8'),
);

const ajv = new Ajv2020({
  // The schema is not ours: its descriptions of defaults are more than Ajv's strict mode puts up with.
  strict: false,
  allErrors: true,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => URL.canParse(text, 'file:///root/') && !/[\s\\^`{|}<>"]/.test(text),
    'date-time': (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text),
    uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  },
});

const validate = ajv.compile<{ readonly runs: readonly SarifRun[] }>(schema);

/** The one run of a log that the schema of SARIF finds nothing wrong with. */
export function readSarif(text: string): SarifRun {
  const log: unknown = JSON.parse(text);
  if (!validate(log)) throw new Error(ajv.errorsText(validate.errors));
  const [run] = log.runs;
  if (!run || log.runs.length > 1) throw new Error('not one run');
  return run;
}
