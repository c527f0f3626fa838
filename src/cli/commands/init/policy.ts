/** A policy to begin with. It is sound as it stands, and shows where one's own words go. */
export function policyText(pack: string): string {
  return `# yaml-language-server: $schema=https://unpkg.com/registry-lint/schema/policy.schema.json
# What the container registries of this account are held to. \`registry-lint explain ${pack}\` lists the rules of
# the pack, and \`registry-lint explain --policy registry-lint.yaml\` shows what this file comes to.
version: 1
extends: [${pack}]

# Change rules by their names, or write your own:
#
# rules:
#   persistence-days:
#     severity: error
#     params: { minimum: 90 }
#   acme-naming:
#     title: Registries carry the team's prefix
#     severity: warning
#     assert: { RegistryName: { pattern: '^acme-[a-z0-9-]+$' } }
`;
}
