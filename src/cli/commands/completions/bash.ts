import { allCommands, type CommandDescription, type ValueDescription } from './describe.js';

/** The script for bash. Kept to what the bash 3.2 of macOS has. */
export function bashScript(program: CommandDescription): string {
  const commands = [...allCommands(program)];
  return `# bash completions of registry-lint, made by: registry-lint completions bash
_registry_lint() {
  local IFS=$' \\n'
  local cur="\${COMP_WORDS[COMP_CWORD]}" command="" word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${command:+$command }\${COMP_WORDS[i]}"
    case "$word" in
      ${quotedPaths(commands)}) command="$word" ;;
    esac
  done
  COMPREPLY=()
  case "$command:\${COMP_WORDS[COMP_CWORD - 1]}" in
${commands.flatMap(valueCases).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$command" in
${commands.map(optionCase).join('\n')}
    esac
    return
  fi
  case "$command" in
${commands.map(argumentCase).join('\n')}
  esac
}

_registry_lint_files() {
  local IFS=$'\\n'
  compopt -o filenames 2> /dev/null
  COMPREPLY+=($(compgen -f -- "$1"))
}

complete -F _registry_lint registry-lint
`;
}

const quoted = (path: readonly string[]): string => `"${path.join(' ')}"`;

const quotedPaths = (commands: readonly CommandDescription[]): string =>
  commands
    .filter(({ path }) => path.length > 0)
    .map(({ path }) => quoted(path))
    .join(' | ');

/** What may stand behind an option that has a value. */
function valueCases({ path, options }: CommandDescription): readonly string[] {
  return options.flatMap(({ flag, value }) =>
    value ? [`    "${path.join(' ')}:${flag}") ${offer(value)}return ;;`] : [],
  );
}

function optionCase({ path, options }: CommandDescription): string {
  return `      ${quoted(path)}) ${words(options.map(({ flag }) => flag))} ;;`;
}

function argumentCase({ path, argument, commands }: CommandDescription): string {
  const inner = commands.map(({ path: names }) => names.at(-1) ?? '');
  const offered = inner.length > 0 ? `${words(inner)}; ` : argument ? offer(argument) : '';
  return `    ${quoted(path)}) ${offered || ':; '}return ;;`;
}

function offer({ choices, isFile }: ValueDescription): string {
  const listed = choices.length > 0 ? `${words(choices)}; ` : '';
  return isFile ? `${listed}_registry_lint_files "$cur"; ` : listed;
}

/** Names of this program hold no character that a shell could take for its own. */
const words = (list: readonly string[]): string => `COMPREPLY=($(compgen -W "${list.join(' ')}" -- "$cur"))`;
