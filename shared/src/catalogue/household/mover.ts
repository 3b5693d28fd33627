import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text } from '../part.ts'
import { idNumberText, nameText, personFields, phoneText } from '../person.ts'

const education = [
  { value: 'postgraduate', label: say('研究生', 'Postgraduate') },
  { value: 'university', label: say('大学本科', 'University') },
  { value: 'college', label: say('大学专科', 'College') },
  { value: 'secondary', label: say('高中、中专', 'Upper secondary') },
  { value: 'lower', label: say('初中及以下', 'Lower secondary or less') },
]

const marriage = [
  { value: 'single', label: say('未婚', 'Single') },
  { value: 'married', label: say('已婚', 'Married') },
  { value: 'widowed', label: say('丧偶', 'Widowed') },
  { value: 'divorced', label: say('离婚', 'Divorced') },
]

/** Page 1: who moves. */
export const moverPart: FormPart = {
  page: {
    id: 'mover',
    title: say('迁移人', 'Who moves'),
    fields: [
      ...personFields({
        path: 'mover',
        zh: '迁移人',
        en: 'Mover',
        example: { name: '陆清和', idNumber: '330503199108086664', phone: '13800000005' },
      }),
      {
        path: 'mover/ethnicity',
        control: 'text',
        label: say('民族', 'Ethnicity'),
        hint: say('与户口簿一致,例如:汉族', 'As in the household book'),
        example: '汉族',
      },
      {
        path: 'mover/education',
        control: 'choice',
        label: say('文化程度', 'Education'),
        options: education,
        example: 'university',
      },
      {
        path: 'mover/marriage',
        control: 'choice',
        label: say('婚姻状况', 'Marital status'),
        options: marriage,
        material: true,
        example: 'married',
      },
      {
        path: 'mover/workplace',
        control: 'text',
        label: say('服务处所', 'Workplace'),
        hint: say('没有工作单位的可以不填', 'May be left empty'),
        autocomplete: 'organization',
        example: '南浔古镇旅游发展有限公司',
      },
    ],
  },
  properties: {
    mover: object(
      {
        name: nameText,
        idNumber: idNumberText,
        phone: phoneText,
        ethnicity: text(2, 20),
        education: { enum: education.map(({ value }) => value) },
        marriage: { enum: marriage.map(({ value }) => value) },
        workplace: text(2, 100),
      },
      ['name', 'idNumber', 'phone', 'ethnicity', 'education', 'marriage'],
    ),
  },
  required: ['mover'],
}
