import type { Condition, SingleField } from '../form/definition.ts'
import { say } from '../words/bilingual.ts'
import type { JsonObject } from './part.ts'
import { object, text } from './part.ts'

interface Who {
  /** The object in the values: `legal` gives `legal/name`, `legal/idNumber`, `legal/phone`. */
  readonly path: string
  readonly zh: string
  readonly en: string
  readonly example: { readonly name: string; readonly idNumber: string; readonly phone: string }
  readonly visibleWhen?: Condition[]
}

const shown = ({ visibleWhen }: Who): Pick<SingleField, 'visibleWhen'> => (visibleWhen ? { visibleWhen } : {})

export const nameField = (who: Who): SingleField => ({
  path: `${who.path}/name`,
  control: 'text',
  label: say(`${who.zh}姓名`, `${who.en}: name`),
  hint: say('与身份证上的姓名一致', 'As on the identity card'),
  material: true,
  example: who.example.name,
  ...shown(who),
})

export const idNumberField = (who: Who): SingleField => ({
  path: `${who.path}/idNumber`,
  control: 'idNumber',
  label: say(`${who.zh}身份证号码`, `${who.en}: identity number`),
  hint: say('18位，末位可能是X', '18 characters; the last may be X'),
  sensitive: true,
  material: true,
  example: who.example.idNumber,
  ...shown(who),
})

export const phoneField = (who: Who): SingleField => ({
  path: `${who.path}/phone`,
  control: 'phone',
  label: say(`${who.zh}手机号码`, `${who.en}: mobile number`),
  example: who.example.phone,
  ...shown(who),
})

/** A person named in a form, with an identity card: name, number (sensitive) and mobile number. */
export const personFields = (who: Who): SingleField[] => [nameField(who), idNumberField(who), phoneField(who)]

export const nameText = text(2, 50)
/** The check sign and the date are checked in code (FORM-21). */
export const idNumberText: JsonObject = { type: 'string', pattern: String.raw`^\d{17}[\dX]$` }
export const phoneText: JsonObject = { type: 'string', pattern: String.raw`^1\d{10}$` }
export const dateText: JsonObject = { type: 'string', format: 'date' }

export const personSchema = object({ name: nameText, idNumber: idNumberText, phone: phoneText }, [
  'name',
  'idNumber',
  'phone',
])
