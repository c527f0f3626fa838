import { allCommands, type CommandDescription, type ValueDescription } from './describe.js';

/** The script for fish. */
export function fishScript(program: CommandDescription): string {
  const commands = [...allCommands(program)];
  const paths = commands.filter(({ path }) => path.length > 0).map(({ path }) => quote(path.join(' ')));
  return `# fish completions of registry-lint, made by: registry-lint completions fish
function __registry_lint_at --description 'Whether the command line so far leads to this command'
    set -l path
    for word in (commandline -opc)[2..-1]
        if contains -- (string join ' ' $path $word) ${paths.join(' ')}
            set -a path $word
        end
    end
    test "$path" = "$argv[1]"
end

complete -c registry-lint -f
${commands.flatMap(lines).join('\n')}
`;
}

function lines({ path, options, argument, commands }: CommandDescription): readonly string[] {
  const here = `complete -c registry-lint -n ${quote(`__registry_lint_at ${quote(path.join(' '))}`)}`;
  return [
    ...commands.map(({ path: inner, about }) => `${here} -a ${quote(inner.at(-1) ?? '')} -d ${quote(about)}`),
    ...options.map(
      ({ flag, about, value }) => `${here} -l ${flag.slice(2)}${offer(value)} -d ${quote(about)}`,
    ),
    ...(argument ? [`${here}${offerArgument(argument)} -d ${quote(argument.about)}`] : []),
  ];
}

/** `-x` takes a value that is no file, `-r -F` one that may be. */
function offer(value: ValueDescription | undefined): string {
  if (!value) return '';
  return `${value.isFile ? ' -r -F' : ' -x'}${listed(value)}`;
}

const offerArgument = (value: ValueDescription): string => `${value.isFile ? ' -F' : ''}${listed(value)}`;

const listed = ({ choices }: ValueDescription): string =>
  choices.length > 0 ? ` -a ${quote(choices.join(' '))}` : '';

const quote = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
