/**
 * The controls of published standards that a report speaks of.
 *
 * Of NIST SP 800-190 it is everything that the document says of registries (3.2.1–3.2.3 and 4.2.1–4.2.3), whether a
 * rule shows something of it or not. Of the other standards it is what rules show something of: they are about whole
 * organisations, and a list of all that this program cannot see would hide what it can.
 *
 * Titles of NIST are its own, which are free; the others are short words of ours for what the control asks.
 */

import type { Language } from '../../model/language.js';

/** A text in every language. */
export type Texts = Readonly<Record<Language, string>>;

/** One control of a standard. */
export interface Control {
  readonly id: string;
  readonly title: Texts;
}

/** A standard, and what of it a report lists. */
export interface Standard {
  /** As rule files write it. */
  readonly id: string;
  /** As people write it. */
  readonly name: string;
  /** How much of the standard the list covers, in one sentence. */
  readonly scope: Texts;
  readonly controls: readonly Control[];
}

const only = (en: string, zh: string): Texts => ({ en, zh });

const control = (id: string, en: string, zh: string): Control => ({ id, title: only(en, zh) });

const nist: Standard = {
  id: 'nist-sp-800-190',
  name: 'NIST SP 800-190',
  scope: only(
    'The sections about registries, 3.2 and 4.2, are listed in full; the others are not looked at',
    '完整列出关于镜像仓库的 3.2 和 4.2 两节；其他章节不在检查范围内',
  ),
  controls: [
    control('3.2.1', 'Insecure connections to registries', '与镜像仓库的连接不安全'),
    control('3.2.2', 'Stale images in registries', '镜像仓库中的镜像陈旧'),
    control('3.2.3', 'Insufficient authentication and authorization restrictions', '身份验证和授权限制不足'),
    control('4.2.1', 'Countermeasure: insecure connections to registries', '对策：与镜像仓库的连接不安全'),
    control('4.2.2', 'Countermeasure: stale images in registries', '对策：镜像仓库中的镜像陈旧'),
    control(
      '4.2.3',
      'Countermeasure: insufficient authentication and authorization restrictions',
      '对策：身份验证和授权限制不足',
    ),
  ],
};

const iso: Standard = {
  id: 'iso-27001-2022',
  name: 'ISO/IEC 27001:2022',
  scope: only(
    'Only controls of Annex A of which a rule shows something are listed; the others are not looked at',
    '仅列出附录 A 中有规则可以提供证据的控制项；其他控制项不在检查范围内',
  ),
  controls: [
    control('A.5.9', 'A list of assets is kept', '维护资产清单'),
    control('A.5.17', 'Passwords and other authentication data are handled with care', '妥善管理鉴别信息'),
    control('A.5.21', 'Risks of the ICT supply chain are managed', '管理 ICT 供应链的安全风险'),
    control(
      'A.5.31',
      'Duties by law, regulation and contract are known and met',
      '识别并满足法律法规和合同要求',
    ),
    control('A.8.2', 'Privileged access is restricted', '限制特权访问'),
    control('A.8.5', 'Authentication is secure', '采用安全的身份验证'),
    control('A.8.8', 'Technical vulnerabilities are dealt with', '处理技术脆弱性'),
    control('A.8.9', 'Configurations are managed', '管理配置'),
    control('A.8.20', 'Networks are secured', '保障网络安全'),
    control('A.8.22', 'Networks are kept apart', '隔离网络'),
    control('A.8.24', 'Cryptography is used by rule', '按规则使用密码技术'),
  ],
};

const pci: Standard = {
  id: 'pci-dss-4.0',
  name: 'PCI DSS 4.0',
  scope: only(
    'Only requirements of which a rule shows something are listed; the others are not looked at',
    '仅列出有规则可以提供证据的要求；其他要求不在检查范围内',
  ),
  controls: [
    control('1.4.2', 'Traffic from untrusted networks is restricted', '限制来自不可信网络的流量'),
    control('2.2.2', "Vendors' default accounts are managed", '管理厂商默认账户'),
    control('7.2.5', 'Application and system accounts have least privileges', '应用和系统账户仅有最小权限'),
    control(
      '8.3.2',
      'Authentication factors are unreadable where they are sent and stored',
      '身份验证因素在传输和存储时不可读',
    ),
    control(
      '8.6.2',
      'Passwords of application and system accounts are not hard-coded',
      '应用和系统账户的密码不写死在代码或配置中',
    ),
  ],
};

const mlps: Standard = {
  id: 'mlps-2.0',
  name: 'MLPS 2.0 (GB/T 22239-2019)',
  scope: only(
    'Only requirements of level 3 of which a rule shows something are listed; the others are not looked at',
    '仅列出第三级要求中有规则可以提供证据的条款；其他条款不在检查范围内',
  ),
  controls: [
    control('8.1.2.1', 'Network architecture', '网络架构'),
    control('8.1.2.2', 'Communication', '通信传输'),
    control('8.1.3.2', 'Access control at the boundary', '区域边界的访问控制'),
    control('8.1.4.1', 'Identification and authentication', '身份鉴别'),
    control('8.1.4.2', 'Access control of the computing environment', '计算环境的访问控制'),
    control('8.1.4.8', 'Confidentiality of data', '数据保密性'),
    control('8.1.10.2', 'Management of assets', '资产管理'),
    control('8.2.1.1', 'Location of the infrastructure of a cloud', '云计算基础设施位置'),
  ],
};

/** The standards in the order in which people are shown them. */
export const standards: readonly Standard[] = [nist, iso, pci, mlps];

/** The name of a standard, by the word that rule files use for it. */
export function standardName(id: string): string {
  return standards.find((standard) => standard.id === id)?.name ?? id;
}
