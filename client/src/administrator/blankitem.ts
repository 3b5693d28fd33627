import type { Material } from '@farwindow/shared/catalogue/item.ts'
import { nothing, type ItemDraft, type MaterialDraft } from './itemdraft.ts'

/** The smallest form there is: what a new item begins with, to be written over. */
const form = {
  pages: [
    {
      id: 'applicant',
      title: { zh: '申请人', en: 'Applicant' },
      fields: [
        {
          path: 'applicant/name',
          control: 'text',
          label: { zh: '姓名', en: 'Name' },
          hint: { zh: '与身份证上的姓名一致', en: 'As on the identity card' },
          example: '王桂兰',
        },
      ],
    },
  ],
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: {
      applicant: {
        type: 'object',
        additionalProperties: false,
        properties: { name: { type: 'string', minLength: 2, maxLength: 50 } },
        required: ['name'],
      },
    },
    required: ['applicant'],
  },
  rules: [],
}

export const blankItem: ItemDraft = {
  code: '',
  name: nothing,
  theme: nothing,
  forWhom: 'person',
  about: nothing,
  alsoCalled: '',
  guide: {
    whoMayApply: nothing,
    steps: [nothing],
    days: '5',
    yuan: '0',
    feeNote: nothing,
    delivery: [{ value: 'electronic', label: { zh: '电子证照', en: 'Electronic certificate' } }],
    presenceRequired: false,
    basis: [{ law: nothing, article: nothing }],
  },
  materials: [],
  formText: JSON.stringify(form, null, 2),
}

const paperTypes: Material['acceptedTypes'] = ['image/jpeg', 'image/png', 'application/pdf']

export const blankMaterial: MaterialDraft = {
  code: '',
  name: nothing,
  wanted: 'always',
  conditions: [],
  original: '1',
  copies: '0',
  acceptedTypes: paperTypes,
  megabytes: '10',
  rules: [{ zh: '在有效期内,内容清楚', en: 'Valid and legible' }],
  picture: {
    zh: '四角都在画面内,无反光、无遮挡,文字清楚',
    en: 'All four corners in view, no glare, nothing covered, text sharp',
  },
}
