import { silence } from './silence.js';

/** The agent that reaches https servers through a proxy. Loaded only where the environment names one. */
export async function loadProxyAgent() {
  silence();
  return (await import('https-proxy-agent')).HttpsProxyAgent;
}
