/** What a part may import. Everything it does not name is refused. */
export interface Part {
  readonly name: string
  /** Which files it is made of. */
  readonly files: RegExp
  /** Files of ours it may import. */
  readonly may: RegExp
  /** Files of ours of which it may import types only. */
  readonly mayTypes?: RegExp
  /** Packages it may import; `node:` modules are written so. */
  readonly packages: RegExp
}

/** React and what is bound to it. */
export const react = /^(react|react-dom|react-aria-components|react-i18next|wouter|zustand)(\/|$)/

/** The table of shared/DESIGN.md, first match decides. */
const parts: readonly Part[] = [
  { name: 'shared', files: /^shared\//, may: /^shared\//, packages: /^(zod|@cfworker\/json-schema)$/ },
  {
    name: 'media-config',
    files: /^media-config\//,
    may: /^media-config\//,
    packages: /^mediasoup(-client)?(\/|$)/,
  },
  {
    name: 'main',
    files: /^server\/src\/(medianode\/)?main\.ts$/,
    may: /^(server|shared|media-config)\//,
    packages: /./,
  },
  {
    name: 'launcher',
    files: /^server\/src\/launcher\//,
    may: /^server\/src\/(launcher\/|settings\.ts$)/,
    packages: /^(node:.*|zod|pg|mediasoup|selfsigned)$/,
  },
  {
    name: 'settings',
    files: /^server\/src\/settings\.ts$/,
    may: /^$/,
    packages: /^(node:path|node:crypto|zod)$/,
  },
  {
    name: 'gateway',
    files: /^server\/src\/gateway\//,
    may: /^(shared\/|server\/src\/(gateway|store|call\/fleet)\/)/,
    mayTypes: /^server\/src\/(?!launcher\/)/,
    packages: /^(node:.*|express|socket\.io|helmet|rate-limiter-flexible|pino|zod)$/,
  },
  {
    name: 'media node',
    files: /^server\/src\/medianode\//,
    may: /^(shared\/|server\/src\/(medianode|call)\/)/,
    packages: /^(node:.*|socket\.io-client|pino)$/,
  },
  {
    name: 'store',
    files: /^server\/src\/store\//,
    may: /^(shared\/|server\/src\/store\/)/,
    packages: /^(node:.*|kysely(\/migration)?|pg|pino|zod)$/,
  },
  {
    name: 'server frame',
    files: /^server\/src\/[^/]+\.ts$/,
    may: /^(shared|media-config)\/|^server\/src\/(?!launcher\/|main\.ts)/,
    packages: /^(?!express|socket\.io)/,
  },
  {
    name: 'server nouns',
    files: /^server\/src\//,
    may: /^(shared|media-config)\/|^server\/src\/(?!launcher\/|gateway\/|main\.ts|app\.ts|followers\.ts|handlers\.ts|parts\.ts|settings\.ts)/,
    packages: /^(?!express|socket\.io)/,
  },
  {
    name: 'client parts',
    files: /^client\/src\/parts\//,
    may: /^(shared|client\/src\/(parts|words|theme))\//,
    packages: /^(react|react-aria-components(\/.*)?|react-i18next|uqr|signature_pad)$/,
  },
  {
    name: 'client words and theme',
    files: /^client\/src\/(words|theme)\//,
    may: /^(shared|client\/src\/(words|theme))\//,
    packages: /^(i18next|react|react-i18next|zod|zustand(\/vanilla)?)$|\.css$|^@fontsource/,
  },
  {
    name: 'client frame',
    files: /^client\/src\/([^/]+|pages\/.*|gallery\/.*)$/,
    may: /^(client|shared|media-config)\//,
    packages: /./,
  },
  {
    name: 'client features',
    files: /^client\/src\//,
    may: /^(client|shared|media-config)\//,
    packages: /^(?!node:)/,
  },
]

/** The part of the house a file belongs to. */
export const partOf = (file: string): Part => {
  const part = parts.find(({ files }) => files.test(file))
  if (part === undefined) throw new Error(`${file} belongs to no part of the house`)
  return part
}
