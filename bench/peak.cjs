/** Loaded before every program that is measured: notes the most memory that its process had. In KiB. */
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS));
});
