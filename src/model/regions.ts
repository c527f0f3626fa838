/**
 * Security Center keeps registries in two centres, each with its own data. Which region and which host belongs to which
 * centre: the vendor's page "Endpoints" for Sas 2018-12-03 (as of 2026-01-20) and the endpoint tables in its SDKs for
 * Python, PHP, C++, Swift, Java and Go. All of them send `cn-hongkong` to the centre of mainland China.
 */
export type Centre = 'mainland' | 'international';

/** The host at which a centre is asked. */
export const centreHosts: Readonly<Record<Centre, string>> = {
  mainland: 'tds.cn-shanghai.aliyuncs.com',
  international: 'tds.ap-southeast-1.aliyuncs.com',
};

/** The region to show for a centre when nothing else names one. */
export const centreRegions: Readonly<Record<Centre, string>> = {
  mainland: 'cn-shanghai',
  international: 'ap-southeast-1',
};

/** Hosts without a region in their name: older ones, and those inside a VPC. */
const otherHosts: Readonly<Record<string, Centre>> = {
  'tds.aliyuncs.com': 'mainland',
  'sas.aliyuncs.com': 'mainland',
  'tds.vpc-proxy.aliyuncs.com': 'mainland',
  'tds-intl.vpc-proxy.aliyuncs.com': 'international',
};

/** Regions and their centres. A misspelt name is recognised by comparing it with these. */
const centreByRegion: Readonly<Record<string, Centre>> = {
  'cn-hangzhou': 'mainland',
  'cn-shanghai': 'mainland',
  'cn-qingdao': 'mainland',
  'cn-beijing': 'mainland',
  'cn-zhangjiakou': 'mainland',
  'cn-huhehaote': 'mainland',
  'cn-wulanchabu': 'mainland',
  'cn-shenzhen': 'mainland',
  'cn-heyuan': 'mainland',
  'cn-guangzhou': 'mainland',
  'cn-chengdu': 'mainland',
  'cn-nanjing': 'mainland',
  'cn-fuzhou': 'mainland',
  'cn-wuhan-lr': 'mainland',
  'cn-zhongwei': 'mainland',
  'cn-zhengzhou-jva': 'mainland',
  'cn-hongkong': 'mainland',
  'cn-hangzhou-finance': 'mainland',
  'cn-shanghai-finance-1': 'mainland',
  'cn-shenzhen-finance-1': 'mainland',
  'cn-beijing-finance-1': 'mainland',
  'cn-north-2-gov-1': 'mainland',
  'cn-heyuan-acdr-1': 'mainland',
  'ap-southeast-1': 'international',
  'ap-southeast-2': 'international',
  'ap-southeast-3': 'international',
  'ap-southeast-5': 'international',
  'ap-southeast-6': 'international',
  'ap-southeast-7': 'international',
  'ap-northeast-1': 'international',
  'ap-northeast-2': 'international',
  'ap-south-1': 'international',
  'us-east-1': 'international',
  'us-west-1': 'international',
  'us-southeast-1': 'international',
  'na-south-1': 'international',
  'eu-central-1': 'international',
  'eu-west-1': 'international',
  'me-east-1': 'international',
  'me-central-1': 'international',
};

/** The known regions of Alibaba Cloud. */
export const regions: readonly string[] = Object.keys(centreByRegion);

/** The centre that lists the registries of a region. Regions newer than the table follow its rule: `cn-*` is mainland. */
export function centreOf(region: string): Centre {
  if (Object.hasOwn(centreByRegion, region)) return centreByRegion[region] ?? 'mainland';
  return region.startsWith('cn-') ? 'mainland' : 'international';
}

/** Whether a region's registries are listed by the centre of mainland China. */
export const isMainland = (region: string): boolean => centreOf(region) === 'mainland';

/** The first parts of a region's name. */
const areas = 'cn|ap|us|na|sa|eu|me|af';

/** `tds.REGION.aliyuncs.com`, also in its form for a VPC. A region has two letters first, unlike OSS in `NAME.oss-cn-…`. */
const regionalHost = new RegExp(`^tds(?:-vpc)?\\.((?:${areas})(?:-[a-z0-9]+){1,4})\\.aliyuncs\\.com$`);

/** The same for the security token service. */
const stsHost = new RegExp(`^sts(?:(?:-vpc)?\\.(?:${areas})(?:-[a-z0-9]+){1,4})?\\.aliyuncs\\.com$`);

/** The region that a host of Security Center belongs to; undefined for any other host. */
export function regionOfHost(host: string): string | undefined {
  if (Object.hasOwn(otherHosts, host)) return centreRegions[otherHosts[host] ?? 'mainland'];
  return regionalHost.exec(host)?.[1];
}

/** Whether a host is one of Security Center's or of the security token service's. No wildcard: customers own names below aliyuncs.com. */
export const isVendorHost = (host: string): boolean => regionOfHost(host) !== undefined || stsHost.test(host);
