import {
  allCommands,
  type CommandDescription,
  type OptionDescription,
  type ValueDescription,
} from './describe.js';

/** The script for zsh: a function for each command, which its completion system calls. */
export function zshScript(program: CommandDescription): string {
  const functions = [...allCommands(program)].map(commandFunction);
  return `#compdef registry-lint
# zsh completions of registry-lint, made by: registry-lint completions zsh

${functions.join('\n')}
if [[ "$funcstack[1]" == "_registry_lint" ]]; then
  _registry_lint "$@"
else
  compdef _registry_lint registry-lint
fi
`;
}

const functionName = (path: readonly string[]): string =>
  ['_registry_lint', ...path].join('__').replaceAll('-', '_');

function commandFunction(command: CommandDescription): string {
  const { path, options, argument, commands } = command;
  const specs = options.map(optionSpec);
  if (commands.length > 0) return withCommands(command, specs);
  const all = argument ? [...specs, quote(`*:${plain(argument.name)}:${action(argument)}`)] : specs;
  return `${functionName(path)}() {\n${argumentsCall('', all)}\n}\n`;
}

function withCommands({ path, commands }: CommandDescription, specs: readonly string[]): string {
  const names = commands.map(({ path: inner, about }) => quote(`${inner.at(-1)}:${about}`));
  const cases = commands.map(({ path: inner }) => `        ${inner.at(-1)}) ${functionName(inner)} ;;`);
  return `${functionName(path)}() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
${names.map((name) => `    ${name}`).join('\n')}
  )
${argumentsCall(' -C', [...specs, quote('1:command:->command'), quote('*::argument:->argument')])}
  case $state in
    command) _describe -t commands command commands ;;
    argument)
      case $line[1] in
${cases.join('\n')}
      esac ;;
  esac
}
`;
}

const argumentsCall = (flags: string, specs: readonly string[]): string =>
  [`  _arguments${flags}`, ...specs].join(' \\\n    ');

function optionSpec({ flag, about, value }: OptionDescription): string {
  const ofValue = value ? `:${plain(value.name)}:${action(value)}` : '';
  return quote(`*${flag}[${about.replaceAll(/[[\]\\]/g, '\\$&')}]${ofValue}`);
}

function action({ choices, isFile }: ValueDescription): string {
  const listed = `(${choices.join(' ')})`;
  if (!isFile) return choices.length > 0 ? listed : '';
  return choices.length > 0 ? `{ _alternative 'values:value:${listed}' 'files:file:_files' }` : '_files';
}

const plain = (text: string): string => text.replaceAll(':', '\\:');

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
