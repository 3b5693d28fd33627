/** How a typed code is kept: capitals and digits, in two groups of four. */
export const keepCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 8)
    .replace(/^(.{4})(?=.)/, '$1-')

/** Of a whole code, with its dash. */
export const codeLength = 9
