// Invokes a handler as the Node.js runtime of Function Compute does: `node invoke.mjs FILE`, event and context on
// standard input. The event arrives as a Buffer.
import { pathToFileURL } from 'node:url';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { event, context } = JSON.parse(input);
try {
  const { handler } = await import(pathToFileURL(process.argv[2]).href);
  console.log(await handler(Buffer.from(event), context));
} catch (error) {
  // What the runtime answers and logs.
  console.log(
    JSON.stringify({ errorMessage: error.message, errorType: error.name, stackTrace: error.stack }),
  );
  process.exitCode = 1;
}
