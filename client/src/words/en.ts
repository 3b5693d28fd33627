import { common } from './en/common.ts'
import { door } from './en/door.ts'
import { form } from './en/form.ts'
import { refusal, refusalMore } from './en/refusal.ts'
import type { Words } from './zh.ts'

/** All English words; fetched when somebody first asks for English. */
export const en: Words = { common, door, form, refusal, refusalMore }
