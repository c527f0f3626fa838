/**
 * The entry file. It imports nothing before it has looked at the version of Node, and its syntax is old, so that a Node
 * that cannot read the rest of the program can still say so.
 */

/** The major version that package.json asks for in `engines`; put here by the build. */
declare const REGISTRY_LINT_NODE: number;

const { node } = process.versions;

if (Number(node.split('.')[0]) < REGISTRY_LINT_NODE) {
  process.stderr.write(`registry-lint needs Node.js ${REGISTRY_LINT_NODE} or newer; this is ${node}\n`);
  process.exitCode = 2;
} else {
  void import('./main.js');
}
