// Tells at the end which files of the program were loaded.
process.on('exit', () => {
  const files = Object.keys(require.cache).filter((file) => file !== __filename);
  require('node:fs').writeSync(1, `loaded: ${files.join(' ')}\n`);
});
