import type { Notification } from '../notification.js';

/** Where a service takes notifications. Both can hold secrets: neither is ever shown. */
export interface Endpoint {
  readonly url: URL;
  /** What requests are signed with; absent where the service is to be sent none. */
  readonly secret: string | undefined;
}

/** One POST. */
export interface ServiceRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a service answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Why a service did not take a notification. */
export interface Refusal {
  /** What it means, in one clause, in words of this program: an answer can repeat the address that it was asked at. */
  readonly reason: string;
  readonly hint?: string;
  /** Whether the same notification may well be taken a little later. */
  readonly transient?: true;
}

/** A service that people are told by: how to say it there, and how to read the answer. */
export interface Service {
  /** As people call it. */
  readonly title: string;
  readonly request: (notification: Notification, endpoint: Endpoint, now: Date) => ServiceRequest;
  /** Undefined where the notification was taken. Asked only of answers with a status of 2xx or 4xx other than 429. */
  readonly refusal: (answer: Answer) => Refusal | undefined;
}
