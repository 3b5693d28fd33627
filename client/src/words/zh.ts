import { first } from './zh/first.ts'
import { later } from './zh/later.ts'

/** SCREEN-3: all Chinese words, one group per noun. Chinese is the source: its keys are the type of every other language. */
export const zh = { ...first, ...later }
export type Words = {
  readonly [N in keyof typeof zh]: { readonly [K in keyof (typeof zh)[N]]: string }
}
