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

/** A person named in a form, with an identity card: name, number (sensitive) and mobile number. */
export const personFields = ({ path, zh, en, example, visibleWhen }: Who): SingleField[] => {
  const shown = visibleWhen ? { visibleWhen } : {}
  return [
    {
      path: `${path}/name`,
      control: 'text',
      label: say(`${zh}姓名`, `${en}: name`),
      hint: say('与身份证上的姓名一致', 'As on the identity card'),
      material: true,
      example: example.name,
      ...shown,
    },
    {
      path: `${path}/idNumber`,
      control: 'idNumber',
      label: say(`${zh}身份证号码`, `${en}: identity number`),
      hint: say('18位,可把身份证放在读卡器上读取', '18 digits; may be read from the card'),
      sensitive: true,
      material: true,
      example: example.idNumber,
      ...shown,
    },
    {
      path: `${path}/phone`,
      control: 'phone',
      label: say(`${zh}手机号码`, `${en}: mobile number`),
      example: example.phone,
      ...shown,
    },
  ]
}

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
