declare module 'parse-prometheus-text-format' {
  interface Metric {
    readonly value: string;
    readonly labels?: Readonly<Record<string, string>>;
  }

  interface MetricFamily {
    readonly name: string;
    readonly help: string;
    readonly type: string;
    readonly metrics: readonly Metric[];
  }

  /** Reads the text format of Prometheus. */
  export default function parse(text: string): readonly MetricFamily[];
}
