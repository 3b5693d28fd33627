import { common } from './zh/common.ts'
import { door } from './zh/door.ts'
import { form } from './zh/form.ts'
import { refusal, refusalMore } from './zh/refusal.ts'

/** All Chinese words, one group per noun. Chinese is the source: its keys are the type of every other language. */
export const zh = { common, door, form, refusal, refusalMore }
export type Words = typeof zh
