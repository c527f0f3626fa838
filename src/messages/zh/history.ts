import type { Messages } from '../en.js';

/** The fixed texts of the page about a history. */
export const history: Messages['history'] = {
  empty: '尚未添加任何运行记录。',
  from: { live: '云安全中心', accounts: '多个账号', records: '记录文件' },
  runs: (count) => `${count} 次运行`,
  columns: {
    day: '日期',
    registries: '镜像仓库',
    judged: '已判断',
    compliant: '合规',
    error: '错误',
    warning: '警告',
    note: '提示',
    open: '未定',
    suppressed: '已接受',
    unread: '未读账号',
  },
  meanDaysToFix: (days) => `平均修复时间：${days} 天`,
};
