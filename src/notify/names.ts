/** The names of the services, as `--notify` takes them. */
export const serviceNames = ['dingtalk', 'feishu', 'wecom', 'slack', 'webhook'] as const;

export type ServiceName = (typeof serviceNames)[number];

/** The environment variables of a service. They are the only place that its address and its secret come from. */
export function variablesOf(name: ServiceName): { readonly url: string; readonly secret: string } {
  const stem = `REGISTRY_LINT_${name.toUpperCase()}`;
  return { url: `${stem}_URL`, secret: `${stem}_SECRET` };
}
