/** The fixed texts of the page about a history. */
export const history = {
  empty: 'No run was added yet.',
  from: { live: 'Security Center', accounts: 'several accounts', records: 'records' },
  runs: (count: number) => `${count} ${count === 1 ? 'run' : 'runs'}`,
  /** The heads of the columns. */
  columns: {
    day: 'day',
    registries: 'registries',
    judged: 'judged',
    compliant: 'compliant',
    error: 'errors',
    warning: 'warnings',
    note: 'notes',
    open: 'open',
    suppressed: 'accepted',
    unread: 'unread accounts',
  },
  meanDaysToFix: (days: string) => `Mean time to fix: ${days} days`,
};
