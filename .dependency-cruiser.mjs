/**
 * The layers of src/, from the ground up: see ARCHITECTURE.md. A room imports only from itself and from rooms before it,
 * types included.
 */
const rooms = [
  'model',
  'messages',
  'secret-scan',
  'documents',
  'network',
  'policy',
  'inventory',
  'engine',
  'history',
  'report',
  'notify',
  'run',
  'emulator',
  'cli',
  'action',
];

const inside = (names) => `^src/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...rooms.map((room, index) => ({
      name: `${room}-imports-from-above`,
      comment: `src/${room}/ imports only from ${rooms.slice(0, index + 1).join(', ')}`,
      severity: 'error',
      from: { path: inside([room]) },
      to: { path: '^src/', pathNot: inside(rooms.slice(0, index + 1)) },
    })),
    {
      name: 'action-apart-from-cli',
      severity: 'error',
      from: { path: inside(['action']) },
      to: { path: inside(['cli']) },
    },
    {
      name: 'nothing-loose',
      comment: 'A file is in a room, except for the entry point of the library, which nothing imports',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/[^/]+$' },
    },
    {
      name: 'a-known-room',
      comment: 'A new directory in src/ gets a place among the rooms',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: inside(rooms) },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // It reads TypeScript without the interface for programs that typescript 7 no longer has.
    parser: 'swc',
  },
};
