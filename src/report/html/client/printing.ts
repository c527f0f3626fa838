/** What shows more on paper than on the screen. */
interface Printable {
  beforePrint(): void;
  afterPrint(): void;
}

/** Unfolds everything before the page is printed, and folds it again after that. */
export function printing(tables: readonly Printable[]): void {
  let folded: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const details of folded) details.open = true;
    for (const table of tables) table.beforePrint();
  });
  addEventListener('afterprint', () => {
    for (const details of folded) details.open = false;
    for (const table of tables) table.afterPrint();
  });
  document.getElementById('print')?.addEventListener('click', () => print());
}
