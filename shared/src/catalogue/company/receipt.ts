import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text, when, whenIn } from '../part.ts'
import { nameText, personFields, personSchema, phoneText } from '../person.ts'

const byCourier = [{ path: 'delivery/way', is: ['courier'] }]

/** Page 5: how the licence comes, who applies, and the promise. */
export const receiptPart: FormPart = {
  page: {
    id: 'receipt',
    title: say('领取方式和承诺', 'Delivery and promise'),
    fields: [
      {
        path: 'applicant/role',
        control: 'choice',
        label: say('申请人身份', 'You are'),
        options: [
          {
            value: 'legal',
            label: say('法定代表人或者股东本人', 'The legal representative or a shareholder'),
          },
          { value: 'agent', label: say('委托代理人', 'An agent') },
        ],
        example: 'legal',
      },
      ...personFields({
        path: 'agent',
        zh: '委托代理人',
        en: 'Agent',
        example: { name: '沈一帆', idNumber: '33050319920920333X', phone: '13800000003' },
        visibleWhen: [{ path: 'applicant/role', is: ['agent'] }],
      }),
      {
        path: 'delivery/copies',
        control: 'number',
        unit: say('份', 'copies'),
        label: say('营业执照副本数量', 'Copies of the licence'),
        example: '1',
      },
      {
        path: 'delivery/seal',
        control: 'choice',
        label: say('是否同时刻制公章', 'Have seals made as well?'),
        options: [
          { value: 'yes', label: say('需要', 'Yes') },
          { value: 'no', label: say('不需要', 'No') },
        ],
        example: 'yes',
      },
      {
        path: 'delivery/way',
        control: 'choice',
        label: say('营业执照领取方式', 'How the licence comes'),
        options: [
          { value: 'courier', label: say('邮寄', 'By courier') },
          { value: 'electronic', label: say('只要电子营业执照', 'Electronic licence only') },
          { value: 'pickUp', label: say('到南浔区政务服务中心领取', 'Fetched at the Nanxun centre') },
        ],
        example: 'courier',
      },
      {
        path: 'delivery/name',
        control: 'text',
        label: say('收件人姓名', 'Addressee'),
        autocomplete: 'name',
        visibleWhen: byCourier,
        example: '杨远航',
      },
      {
        path: 'delivery/phone',
        control: 'phone',
        label: say('收件人手机号码', 'Addressee: mobile number'),
        autocomplete: 'tel',
        visibleWhen: byCourier,
        example: '13800000002',
      },
      {
        path: 'delivery/address',
        control: 'address',
        label: say('收件地址', 'Delivery address'),
        autocomplete: 'street-address',
        visibleWhen: byCourier,
        example: '上海市松江区人民北路1250号5幢602室',
      },
      {
        path: 'promise/true',
        control: 'checkbox',
        label: say(
          '我承诺所填信息和提交的材料真实、合法、有效,并承担相应的法律责任',
          'I promise that everything stated and handed in is true, lawful and valid, and answer for it',
        ),
        material: true,
      },
    ],
  },
  properties: {
    applicant: object({ role: { enum: ['legal', 'agent'] } }, ['role']),
    agent: personSchema,
    delivery: object(
      {
        copies: { type: 'integer', minimum: 1, maximum: 10 },
        seal: { enum: ['yes', 'no'] },
        way: { enum: ['courier', 'electronic', 'pickUp'] },
        name: nameText,
        phone: phoneText,
        address: text(8, 120),
      },
      ['copies', 'seal', 'way'],
      when('way', ['courier'], 'name', 'phone', 'address'),
    ),
    promise: object({ true: { const: true } }, ['true']),
  },
  required: ['applicant', 'delivery', 'promise'],
}

export const receiptConditions = [whenIn('applicant', 'role', ['agent'], 'agent')]
