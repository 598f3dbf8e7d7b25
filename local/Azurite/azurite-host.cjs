// Runs Azurite for as long as its parent lives: the end of standard input, however the parent ended, is the order to close.
'use strict';
// A parent that was killed reads no more. What Azurite says while it closes must not stop it before its data is written.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
process.stdin.on('end', () => {
  // Azurite closes its services and flushes its files on this signal; before it listens there is nothing to flush.
  if (!process.emit('SIGTERM')) process.exit(0);
});
process.stdin.resume();
require('azurite/dist/src/azurite.js');
