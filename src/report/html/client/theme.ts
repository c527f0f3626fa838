const KEY = 'registry-lint-theme';

/** Browsers that keep nothing of a page from a file throw. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // It holds until the page is closed then.
  }
}

/** The button that turns the page dark or light. Until it is used, the page is as the system is. */
export function theme(): void {
  const { dataset } = document.documentElement;
  const button = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (dataset['theme'] ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = () => button?.setAttribute('aria-pressed', String(isDark()));
  const kept = remembered();
  if (kept === 'dark' || kept === 'light') dataset['theme'] = kept;
  button?.addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark';
    dataset['theme'] = next;
    remember(next);
    show();
  });
  system.addEventListener('change', show);
  show();
}
