import type { ServiceName } from '../names.js';
import { dingtalk } from './dingtalk.js';
import { feishu } from './feishu.js';
import type { Service } from './service.js';
import { slack } from './slack.js';
import { webhook } from './webhook.js';
import { wecom } from './wecom.js';

/** Every service by its name. */
export const services: Readonly<Record<ServiceName, Service>> = { dingtalk, feishu, wecom, slack, webhook };
