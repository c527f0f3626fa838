import { loadMessages } from '../messages/messages.js';
import type { ComplianceReport } from '../model/compliance.js';
import { NotificationError, UsageError } from '../model/error.js';
import { proxyFor } from '../network/proxy.js';
import { type BrokenRun, brokenReport } from './broken.js';
import type { Change } from './changes.js';
import { endpointOf, reportUrlOf } from './endpoint.js';
import { defaultLimits, type SendLimits } from './limits.js';
import { type ServiceName, serviceNames } from './names.js';
import { notificationOf } from './notification.js';
import { type Destination, send } from './send.js';
import { services } from './services/services.js';

/** Who is told, and when. */
export interface NotifyOptions {
  readonly services: readonly ServiceName[];
  /** Tells also where nothing has changed since the run before. */
  readonly always?: boolean | undefined;
  /** Where the report can be opened: `https://…`. */
  readonly reportUrl?: string | undefined;
  /** For the addresses and secrets of the services, and for the proxy; this process's own unless said. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly limits?: Partial<SendLimits> | undefined;
}

/** What came of it. */
export interface Notified {
  /** What has changed since the run before; undefined where there is none to compare to, and so all are told. */
  readonly changes: readonly Change[] | undefined;
  /** Who was told: the service and its host. */
  readonly sent: readonly string[];
  /** Why others were not. */
  readonly failed: readonly NotificationError[];
}

/** Tells of reports. */
export interface Notifier {
  /** Tells all services at a time. Never throws: that one of them cannot be reached keeps no other from it. */
  notify(report: ComplianceReport): Promise<Notified>;
  /** Tells that a run ended in an error, so that silence is never mistaken for good news. Never throws. */
  notifyError(error: unknown, run?: Partial<BrokenRun>): Promise<Notified>;
}

/**
 * Makes ready to tell of reports, so that what is wrong with it is known before anything is checked.
 *
 * @throws UsageError where an address is missing or cannot be used
 */
export function createNotifier(options: NotifyOptions): Notifier {
  const env = options.env ?? process.env;
  const reportUrl = reportUrlOf(options.reportUrl);
  const limits = { ...defaultLimits, ...options.limits };
  const destinations = [...new Set(options.services)].map((name): Destination => {
    if (!Object.hasOwn(services, name)) throw unknownService(name);
    const endpoint = endpointOf(name, env);
    return { service: services[name], endpoint, proxy: proxyFor(endpoint.url.origin, env), limits };
  });
  const notifier: Notifier = {
    async notify(report) {
      const notification = notificationOf(report, await loadMessages(report.lang), reportUrl);
      const { changes } = notification;
      if (changes?.length === 0 && options.always !== true) return { changes, sent: [], failed: [] };
      const errors = await Promise.all(destinations.map((one) => send(notification, one)));
      return {
        changes,
        sent: destinations.filter((_, index) => errors[index] === undefined).map(nameOf),
        failed: errors.filter((error) => error !== undefined),
      };
    },
    async notifyError(error, { lang = 'en', startedAt = new Date() } = {}) {
      // Who could not be told of the report cannot be told of that either.
      if (error instanceof NotificationError) return { changes: undefined, sent: [], failed: [error] };
      return notifier.notify(brokenReport(error, { lang, startedAt }));
    },
  };
  return notifier;
}

function unknownService(name: string): UsageError {
  return new UsageError({
    code: 'unknown-service',
    message: `there is no service ${JSON.stringify(String(name).slice(0, 60))}`,
    hint: `There are ${serviceNames.join(', ')}.`,
  });
}

const nameOf = ({ service, endpoint }: Destination): string => `${service.title} (${endpoint.url.host})`;
