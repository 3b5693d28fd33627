import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text, when, whenIn } from '../part.ts'
import {
  dateText,
  idNumberField,
  idNumberText,
  nameField,
  nameText,
  personFields,
  personSchema,
  phoneField,
  phoneText,
} from '../person.ts'

const legal = {
  path: 'legal',
  zh: '法定代表人',
  en: 'Legal representative',
  example: { name: '杨远航', idNumber: '330503198503120012', phone: '13800000002' },
}

/** Page 3: who acts for the company (公司法, articles 10, 75 and 83). */
export const peoplePart: FormPart = {
  page: {
    id: 'people',
    title: say('法定代表人和主要人员', 'Legal representative and officers'),
    intro: say(
      '法定代表人由代表公司执行公司事务的董事或者经理担任;董事、高级管理人员不得兼任监事。',
      'The legal representative is the executing director or the manager; neither may be the supervisor.',
    ),
    fields: [
      nameField(legal),
      {
        path: 'legal/document',
        control: 'choice',
        label: say('法定代表人证件类型', 'Legal representative: document'),
        options: [
          { value: 'idCard', label: say('居民身份证', 'Resident identity card') },
          {
            value: 'hongKongMacao',
            label: say('港澳居民来往内地通行证', 'Mainland travel permit, Hong Kong and Macao'),
          },
          { value: 'taiwan', label: say('台湾居民来往大陆通行证', 'Mainland travel permit, Taiwan') },
          { value: 'passport', label: say('护照', 'Passport') },
        ],
        example: 'idCard',
      },
      idNumberField({ ...legal, visibleWhen: [{ path: 'legal/document', is: ['idCard'] }] }),
      {
        path: 'legal/otherNumber',
        control: 'text',
        label: say('法定代表人证件号码', 'Legal representative: document number'),
        sensitive: true,
        material: true,
        visibleWhen: [{ path: 'legal/document', is: ['hongKongMacao', 'taiwan', 'passport'] }],
        example: 'H12345678',
      },
      {
        path: 'legal/birthDate',
        control: 'date',
        label: say('法定代表人出生日期', 'Legal representative: date of birth'),
        autocomplete: 'bday',
        sensitive: true,
        example: '1985-03-12',
      },
      phoneField(legal),
      {
        path: 'legal/address',
        control: 'address',
        label: say('法定代表人住址', 'Legal representative: home address'),
        example: '浙江省湖州市南浔区双林镇虹桥路1号',
      },
      {
        path: 'legal/office',
        control: 'choice',
        label: say('法定代表人职务', 'Legal representative: office'),
        options: [
          { value: 'director', label: say('代表公司执行公司事务的董事', 'Executing director') },
          { value: 'manager', label: say('经理', 'Manager') },
        ],
        example: 'director',
      },
      ...personFields({
        path: 'director',
        zh: '董事',
        en: 'Director',
        example: { name: '沈一帆', idNumber: '33050319920920333X', phone: '13800000003' },
        visibleWhen: [{ path: 'legal/office', is: ['manager'] }],
      }),
      {
        path: 'supervision/kind',
        control: 'choice',
        label: say('监事设置', 'Supervision'),
        hint: say(
          '规模较小或者股东人数较少的,经全体股东一致同意可以不设监事',
          'A small company may do without, if all shareholders agree',
        ),
        options: [
          { value: 'one', label: say('设一名监事', 'One supervisor') },
          {
            value: 'none',
            label: say('不设监事(全体股东一致同意)', 'No supervisor (all shareholders agree)'),
          },
        ],
        example: 'one',
      },
      ...personFields({
        path: 'supervisor',
        zh: '监事',
        en: 'Supervisor',
        example: { name: '钱知秋', idNumber: '330502197904054449', phone: '13800000004' },
        visibleWhen: [{ path: 'supervision/kind', is: ['one'] }],
      }),
      ...personFields({
        path: 'finance',
        zh: '财务负责人',
        en: 'Head of finance',
        example: { name: '陆清和', idNumber: '330503199108086664', phone: '13800000005' },
      }),
      ...personFields({
        path: 'liaison',
        zh: '登记联络员',
        en: 'Registration liaison',
        example: { name: '沈一帆', idNumber: '33050319920920333X', phone: '13800000003' },
      }),
    ],
  },
  properties: {
    legal: object(
      {
        name: nameText,
        document: { enum: ['idCard', 'hongKongMacao', 'taiwan', 'passport'] },
        idNumber: idNumberText,
        otherNumber: text(5, 30),
        birthDate: dateText,
        phone: phoneText,
        address: text(6, 120),
        office: { enum: ['director', 'manager'] },
      },
      ['name', 'document', 'birthDate', 'phone', 'address', 'office'],
      { ...when('document', ['idCard'], 'idNumber'), else: { required: ['otherNumber'] } },
    ),
    director: personSchema,
    supervision: object({ kind: { enum: ['one', 'none'] } }, ['kind']),
    supervisor: personSchema,
    finance: personSchema,
    liaison: personSchema,
  },
  required: ['legal', 'supervision', 'finance', 'liaison'],
}

/** Who else must be named, seen from the whole form. */
export const peopleConditions = [
  whenIn('legal', 'office', ['manager'], 'director'),
  whenIn('supervision', 'kind', ['one'], 'supervisor'),
]
