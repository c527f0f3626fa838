import type { Notice, NoticeDetail } from '../../model/registry.js';

/** What the inventory says of a value in words, in place of the value itself. */
const valueNames: Readonly<Record<string, string>> = {
  'a list': '列表',
  'an object': '对象',
  'true or false': '布尔值',
  'a number beyond 64 bits': '超出 64 位的数字',
  'a whole number': '整数',
  'a 64-bit integer': '64 位整数',
  text: '文本',
};

const named = (value: string): string =>
  (Object.hasOwn(valueNames, value) ? valueNames[value] : undefined) ?? value;

function withDetail(field: string, detail: NoticeDetail): string {
  switch (detail.kind) {
    case 'stars':
      return `${field} 已用星号遮盖，只能判断其是否存在`;
    case 'before-host':
      return `${field} 的主机前有用户名或密码，未予保留`;
    case 'inside':
      return `${field} 中含有凭证，未予保留`;
    case 'no-fact':
      return `${field} 的内容不是快照应有的内容`;
    case 'not-wanted':
      return `${field} 为${spaced(detail.shown)}，不是${named(detail.wanted)}`;
    case 'not-listed':
      return `${field} 为${spaced(detail.shown)}，不是 API 列出的值（${detail.listed}）`;
    case 'not-probed':
      return `${detail.registries === undefined ? '没有进行探测' : `${detail.registries} 个镜像仓库没有经过探测`}，因此需要探测结果的 ${detail.rules} 条规则无从判断或不适用：请加上 --probe 运行`;
    case 'idle':
      return `规则 ${detail.rule} 不适用于任何镜像仓库${detail.region ? `；其中的地域 ${detail.region.written} 是否应为 ${detail.region.meant}？` : ''}`;
    case 'idle-override':
      return `${detail.place} 处的 override 没有选中任何镜像仓库`;
  }
}

/** A value as it came stands apart from the words around it, as Latin letters do in Chinese. */
function spaced(shown: string): string {
  const name = named(shown);
  return name === shown ? ` ${shown}` : name;
}

/** What a notice says, in Chinese. What has no sentence here is said in English, rather than not at all. */
export function notice({ code, field = '', text, detail }: Notice): string {
  if (detail) return withDetail(field, detail);
  switch (code) {
    case 'missing-field':
      return `缺少 ${field}`;
    case 'number-as-string':
      return `${field} 是以文本书写的数字`;
    case 'unknown-field':
      return `${field} 是本版本不认识的字段；其值可能是机密，因此不予保留`;
    case 'missing-id':
      return '有记录没有 Id；按名称、类型和地址区分';
    case 'duplicate-id':
      return '有两条记录的 Id 相同';
    default:
      return text;
  }
}
