import type { ComplianceReport } from '../../model/compliance.js';
import { severities } from '../../model/severity.js';
import { verdictOf } from '../../model/verdict.js';
import { failedOf, openOf } from '../compliance/standing.js';
import type { Format, Write } from '../format.js';
import { sanitise, shorten } from '../sanitise.js';

/** So many accounts, and so many rules, have series of their own; the others are one. */
const MOST = 500;

/** Stands for what has no series of its own. No account has this name: it is no name that the API gives. */
const OTHERS = '(others)';

const LABEL_LIMIT = 120;

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [value: number, labels?: Labels];

/** One metric. All are gauges: that is the one type that both readers of such files know and that can fall. */
interface Metric {
  readonly name: string;
  /** The last word of the name, where it is a unit. */
  readonly unit?: string;
  /** Without quotes: the two readers disagree on how they are written. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * OpenMetrics text that a node exporter's text-file collector reads, too: that one knows the older Prometheus format,
 * in which `# UNIT` and `# EOF` are remarks, and refuses a file with timestamps. So no sample has one: when the run
 * was is a metric of its own.
 */
function writeReport(report: ComplianceReport, write: Write): void {
  for (const metric of metrics(report)) if (metric.samples.length > 0) write(metricText(metric));
  write('# EOF\n');
}

function metrics(report: ComplianceReport): readonly Metric[] {
  return [...aboutRun(report), ...aboutFindings(report), ...aboutGroups(report), ...aboutControls(report)];
}

function aboutRun(report: ComplianceReport): readonly Metric[] {
  const { startedAt, tool, policy, gate, unread, standing } = report;
  return [
    {
      name: 'registry_lint_run_timestamp_seconds',
      unit: 'seconds',
      help: 'When the run began, in seconds since 1970. Alert on its age: a report that is no longer written is no good news',
      samples: [[Date.parse(startedAt) / 1000]],
    },
    {
      name: 'registry_lint_run',
      help: 'Always 1. Which version ran with which policy',
      samples: [[1, { version: tool.version, policy: policy.name }]],
    },
    {
      name: 'registry_lint_failed',
      help: 'Whether a finding at or above the threshold stands: 1 or 0',
      samples: [[Number(gate.failed), { threshold: gate.failOn }]],
    },
    {
      name: 'registry_lint_verdict',
      help: 'Always 1. How the run ended; nothing: no rule had anything to say, which is no good news',
      samples: [[1, { verdict: verdictOf(report) }]],
    },
    {
      name: 'registry_lint_unread_accounts',
      help: 'Accounts that could not be read: no other number speaks of them',
      samples: [[unread.length]],
    },
    {
      name: 'registry_lint_registries',
      help: 'Registries in the inventory',
      samples: [[standing.registries]],
    },
    {
      name: 'registry_lint_judged_registries',
      help: 'Registries of which a rule said something. How the others stand is not known',
      samples: [[standing.judged]],
    },
    {
      name: 'registry_lint_compliant_registries',
      help: 'Judged registries against which nothing at or above the threshold stands',
      samples: [[standing.compliant]],
    },
  ];
}

function aboutFindings({ standing, policyFindings, rules, history }: ComplianceReport): readonly Metric[] {
  const { counts, suppressed } = standing;
  const changes = history && { ...history, fixed: history.fixed.length };
  return [
    {
      name: 'registry_lint_findings',
      help: 'Results that failed or could not be decided (open) and are not accepted',
      samples: severities.flatMap((severity): Sample[] => [
        [counts[severity].fail, { severity, outcome: 'fail' }],
        [counts[severity].open, { severity, outcome: 'open' }],
      ]),
    },
    {
      name: 'registry_lint_accepted_findings',
      help: 'Results that failed or could not be decided and are waived or in the baseline',
      samples: [[suppressed]],
    },
    {
      name: 'registry_lint_waiver_findings',
      help: 'What is wrong with waivers',
      samples: severities
        .filter((severity) => severity !== 'note')
        .map((severity) => [policyFindings.filter((one) => one.severity === severity).length, { severity }]),
    },
    {
      name: 'registry_lint_changes',
      help: 'Findings compared with the run before',
      samples: changes
        ? (['new', 'reopened', 'known', 'fixed'] as const).map((change) => [changes[change], { change }])
        : [],
    },
    {
      name: 'registry_lint_rule_results',
      help: 'Registries by rule and what came of it',
      samples: bounded(
        rules.flatMap((rule) =>
          (['passed', 'failed', 'open', 'suppressed', 'notApplicable'] as const).map((key): Sample => {
            const outcome =
              key === 'suppressed' ? 'accepted' : key === 'notApplicable' ? 'not_applicable' : key;
            return [rule[key], { rule: rule.id, severity: rule.severity, outcome }];
          }),
        ),
        'rule',
      ),
    },
  ];
}

const groupings = [
  ['account', 'accounts'],
  ['type', 'types'],
] as const;

function aboutGroups(report: ComplianceReport): readonly Metric[] {
  return groupings.flatMap(([label, key]): Metric[] => [
    {
      name: `registry_lint_${label}_registries`,
      help: `Registries by ${label}`,
      samples: bounded(
        report[key].map(({ name, registries }) => [registries, { [label]: name }]),
        label,
      ),
    },
    {
      name: `registry_lint_${label}_judged_registries`,
      help: `Registries by ${label} of which a rule said something`,
      samples: bounded(
        report[key].map(({ name, judged }) => [judged, { [label]: name }]),
        label,
      ),
    },
    {
      name: `registry_lint_${label}_compliant_registries`,
      help: `Judged registries by ${label} against which nothing at or above the threshold stands`,
      samples: bounded(
        report[key].map(({ name, compliant }) => [compliant, { [label]: name }]),
        label,
      ),
    },
    {
      name: `registry_lint_${label}_findings`,
      help: `Results by ${label} that failed or could not be decided and are not accepted`,
      samples: bounded(
        report[key].flatMap((group): Sample[] => [
          ...severities.map(
            (severity): Sample => [
              failedOf(group, severity),
              { [label]: group.name, outcome: 'fail', severity },
            ],
          ),
          [openOf(group), { [label]: group.name, outcome: 'open', severity: 'any' }],
        ]),
        label,
      ),
    },
  ]);
}

function aboutControls({ controls }: ComplianceReport): readonly Metric[] {
  return [
    {
      name: 'registry_lint_control',
      help: 'Always 1. What the rules show of a control of a standard; see the label state',
      samples: controls.map(({ standard, id, state }) => [1, { standard, control: id, state }]),
    },
  ];
}

/** The samples with no more than so many values of a label, and no two with the same labels. */
function bounded(samples: readonly Sample[], label: string): readonly Sample[] {
  const own = new Set([...new Set(samples.map(([, labels]) => labels?.[label] ?? ''))].slice(0, MOST));
  const sums = new Map<string, Sample>();
  for (const [value, labels = {}] of samples) {
    const name = labels[label] ?? '';
    const shown: Labels = { ...labels, [label]: own.has(name) ? name : OTHERS };
    const key = labelsText(shown);
    sums.set(key, [value + (sums.get(key)?.[0] ?? 0), shown]);
  }
  return [...sums.values()];
}

function metricText({ name, unit, help, samples }: Metric): string {
  const lines = [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    ...samples.map(([value, labels]) => `${name}${labels ? labelsText(labels) : ''} ${value}`),
  ];
  return `${lines.join('\n')}\n`;
}

function labelsText(labels: Labels): string {
  const texts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${texts.join(',')}}`;
}

/** A line break has been made visible before, as has all that is no text. */
const escaped = (value: string): string =>
  sanitise(shorten(value, LABEL_LIMIT)).replaceAll('\\', '\\\\').replaceAll('"', '\\"');

/** Metrics for Prometheus. */
export const openmetrics = {
  name: 'openmetrics',
  description: 'Prometheus, by a node exporter',
  endings: ['.prom'],
  async report(report, write) {
    writeReport(report, write);
  },
} satisfies Format;
