import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddedJson } from '../../../src/report/html/data.js';
import { markdown, outsideLink } from '../../../src/report/html/markdown.js';
import { html } from '../../../src/report/html/markup.js';
import { percentText, shownName } from '../../../src/report/html/text.js';
import { hostileMarkdown } from '../../support/compliance/hostile.js';
import { complianceReport } from '../../support/compliance/report.js';
import { htmlOf } from './pages.js';

describe('html', () => {
  it('escapes every text, in elements and in attributes', () => {
    const text = `<a href="x" title='y'>&`;
    const escaped = '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;';
    expect(`${html`<p title="${text}">${[text, html`<b>${1}</b>`]}${undefined}${false}</p>`}`).toBe(
      `<p title="${escaped}">${escaped}<b>1</b></p>`,
    );
  });
});

describe('what is embedded', () => {
  it('is read as it was, and holds nothing that could end its element', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const whole = { value, text, end: '</script><!--<script>' };
        const embedded = embeddedJson(whole);
        expect(embedded).not.toContain('<');
        expect(JSON.parse(embedded)).toEqual(JSON.parse(JSON.stringify(whole)));
      }),
    );
  });
});

describe('markdown', () => {
  it('makes text, lists, code and links to pages, and nothing else', () => {
    const made = `${markdown(hostileMarkdown)}`;
    expect(new Set(made.match(/<[a-z]+/g))).toEqual(new Set(['<p', '<a']));
    expect(made.match(/href="[^"]*"/g)).toEqual([
      'href="https://example.com/a?b=1&amp;c=2"',
      'href="https://evil.example/pixel.png"',
    ]);
    const steps = `${markdown('Do it.\n\n1. Set `https`\n2. **Open** [this](https://example.com)')}`;
    expect(steps).toBe(
      '<p>Do it.</p>\n<ol>\n<li>Set <code>https</code></li>\n<li><strong>Open</strong> <a href="https://example.com" rel="noopener noreferrer">this</a></li>\n</ol>',
    );
  });

  it('makes no element but those, whatever is written', () => {
    const allowed =
      /^<\/?(?:p|ol|ul|li|em|strong|code|pre|blockquote|hr|br|a)(?: (?:href|rel|class|start)="[^"<>]*")*(?: \/)?>$/;
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      '[',
      ']',
      '(',
      ')',
      '!',
      '`',
      '*',
      '\n',
      ' ',
      'javascript:',
      'https://a',
      '<img onerror=x>',
      '&lt;',
      '\\',
      '# ',
      '<!--',
      '<?',
      '- ',
      '&#106;',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        for (const tag of `${markdown(parts.join(''))}`.match(/<[^>]*>/g) ?? []) {
          expect(tag).toMatch(allowed);
          if (tag.startsWith('<a')) expect(tag).toMatch(/^<a href="https?:\/\//);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('shows what is hidden in it', () => {
    expect(`${markdown('a\u202eb')}`).toBe('<p>a&lt;U+202E&gt;b</p>');
  });
});

describe('links to outside', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'mailto:a@b', '//evil.example', 'https://'])(
    'are not made of %s',
    (address) => {
      expect(`${outsideLink(address, 'text')}`).toBe('<bdi>text</bdi>');
    },
  );
});

describe('figures', () => {
  it.each([
    [0, 0, '–'],
    [0, 3, '0.0%'],
    [2, 3, '66.6%'],
    [9_999, 10_000, '99.9%'],
    [7, 7, '100%'],
  ])('%d of %d is %s: 100 is said of a whole only', (part, whole, text) => {
    expect(percentText(part, whole)).toBe(text);
  });
});

describe('names', () => {
  it('are short and without anything hidden, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const shown = shownName(text);
        expect(shown).not.toMatch(/[\p{C}\p{DI}\p{Zl}\p{Zp}]/u);
        expect(shown.length).toBeLessThanOrEqual(160);
      }),
    );
  });
});

describe('the policy of the page', () => {
  const page = htmlOf(complianceReport({ accounts: 2, days: 3, registries: 10 }));

  it('lets run what is built in, by its hash, and nothing else', () => {
    const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const script = /<script>(.*?)<\/script>/s.exec(page)?.[1];
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1];
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    expect(policy).toBe(
      `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`,
    );
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
  });

  it('is small: script and style are less than 40 kB', () => {
    const [script = '', style = ''] = [/<script>.*?<\/script>/s, /<style>.*?<\/style>/s].map(
      (one) => one.exec(page)?.[0],
    );
    expect(script.length).toBeGreaterThan(1000);
    expect(script.length + style.length).toBeLessThan(40_000);
  });

  it('is the same for the same report', () => {
    expect(htmlOf(complianceReport({ accounts: 2, days: 3, registries: 10 }))).toBe(page);
  });
});
