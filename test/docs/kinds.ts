import { parse } from 'yaml';
import type { Block } from './markdown.js';

/** What a block is, and so how it is tested. */
export type Kind =
  | { readonly is: 'commands'; readonly emulator: boolean; readonly fault: string | undefined }
  | { readonly is: 'background' }
  | { readonly is: 'policy' | 'json' | 'program' | 'data'; readonly file: string | undefined }
  | { readonly is: 'wrong policy'; readonly file: string }
  | { readonly is: 'not run' };

const FILE = /^file: (\S+)$/;
const WRONG = /^wrong on purpose, file: (\S+)$/;
const EMULATOR = /^with the emulator(?:: (\S+))?$/;

/**
 * Tells what a block is by its language and the comment before it. Throws for one that nothing would test:
 * what is shown and cannot be run is marked `<!-- not run: why -->`.
 */
export function kindOf({ language, text, remark = '' }: Block): Kind {
  if (/^not run: .+/.test(remark)) return { is: 'not run' };
  const file = FILE.exec(remark)?.[1];
  if (language === 'console' || language === 'sh') {
    if (remark === 'in the background') return { is: 'background' };
    const [emulator, fault] = EMULATOR.exec(remark) ?? [];
    if (emulator !== undefined || remark === '') {
      return { is: 'commands', emulator: emulator !== undefined, fault };
    }
  }
  if (language === 'yaml') {
    const wrong = WRONG.exec(remark)?.[1];
    if (wrong !== undefined) return { is: 'wrong policy', file: wrong };
    const keys = Object.keys(Object(parse(text)));
    // A file of waivers has a version, too, and nothing that a policy could do without.
    const isPolicy = keys.includes('version') && keys.some((key) => key === 'rules' || key === 'extends');
    if (isPolicy || file !== undefined) return { is: isPolicy ? 'policy' : 'data', file };
  }
  if (language === 'json' && (file !== undefined || remark === '')) return { is: 'json', file };
  if (language === 'ts' && file !== undefined) return { is: 'program', file };
  throw new Error(`there is no test for a block of ${language || 'no language'} marked ${remark || '(not)'}`);
}
