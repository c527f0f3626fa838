/** Lets the keyboard stop only at such tables and charts as are wider than their place, and so can be scrolled. */
export function scrolling(): void {
  const all = document.querySelectorAll<HTMLElement>('.scroll, .chart');
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (!(target instanceof HTMLElement)) continue;
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
    }
  });
  for (const one of all) watch.observe(one);
  // Of a chart that is too wide the last day is what matters.
  for (const chart of document.querySelectorAll('.chart')) chart.scrollLeft = chart.scrollWidth;
}
