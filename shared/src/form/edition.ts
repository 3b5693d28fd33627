import type { FormDefinition } from './definition.ts'

/**
 * CATALOGUE-4: names one published definition, `household-move/3`. A form keeps the name of the one it was begun with:
 * what is published later is for those who begin later.
 */
export const editionOf = ({ code, version }: Pick<FormDefinition, 'code' | 'version'>): string =>
  `${code}/${version}`

/** The item whose form it is. */
export const codeOfEdition = (edition: string): string => edition.split('/')[0] ?? edition
