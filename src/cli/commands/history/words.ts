import type { Scope } from '../../../history/run.js';
import type { Language } from '../../../report/words/words.js';

/** The fixed words of the page about a history, in one language. */
export interface HistoryWords {
  readonly empty: string;
  readonly from: Readonly<Record<Scope['from'], string>>;
  readonly runs: (count: number) => string;
  /** The heads of the columns. */
  readonly columns: {
    readonly day: string;
    readonly registries: string;
    readonly judged: string;
    readonly compliant: string;
    readonly error: string;
    readonly warning: string;
    readonly note: string;
    readonly open: string;
    readonly suppressed: string;
    readonly unread: string;
  };
  readonly meanDaysToFix: (days: string) => string;
}

const en: HistoryWords = {
  empty: 'No run was added yet.',
  from: { live: 'Security Center', accounts: 'several accounts', records: 'records' },
  runs: (count) => `${count} ${count === 1 ? 'run' : 'runs'}`,
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
  meanDaysToFix: (days) => `Mean time to fix: ${days} days`,
};

const zh: HistoryWords = {
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

/** The words of a language. */
export const historyWords = (lang: Language): HistoryWords => ({ en, zh })[lang];
