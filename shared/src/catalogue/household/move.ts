import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text, when } from '../part.ts'
import { dateText, idNumberText, nameText } from '../person.ts'

const reasons = [
  { value: 'transfer', label: say('工作调动', 'Transfer at work') },
  { value: 'admission', label: say('大中专院校录取学生', 'Admitted to a college') },
  { value: 'graduation', label: say('大中专学生毕业', 'Graduated from a college') },
  { value: 'spouse', label: say('夫妻投靠', 'Joining one’s spouse') },
  { value: 'child', label: say('父母投靠子女', 'Joining one’s child') },
]

/** Page 2: why, and from where (the five kinds of moves served across provinces). */
export const movePart: FormPart = {
  page: {
    id: 'move',
    title: say('迁移原因和现户口', 'Reason and present registration'),
    fields: [
      {
        path: 'move/reason',
        control: 'choice',
        label: say('迁移原因', 'Reason'),
        options: reasons,
        material: true,
        example: 'spouse',
      },
      {
        path: 'move/unit',
        control: 'text',
        label: say('调入单位或者学校名称', 'New employer or school'),
        visibleWhen: [{ path: 'move/reason', is: ['transfer', 'admission', 'graduation'] }],
        material: true,
        example: '浙江水利水电学院南浔校区',
      },
      {
        path: 'move/marriedOn',
        control: 'date',
        label: say('结婚登记日期', 'Date of marriage'),
        visibleWhen: [{ path: 'move/reason', is: ['spouse'] }],
        example: '2021-05-20',
      },
      {
        path: 'from/address',
        control: 'address',
        label: say('现户口所在地址', 'Present registered address'),
        hint: say('与户口簿首页的住址一致', 'As on the first page of the household book'),
        material: true,
        example: '上海市松江区岳阳街道中山中路98弄3号401室',
      },
      {
        path: 'from/station',
        control: 'text',
        label: say('现户口所在派出所', 'Present police station'),
        example: '上海市公安局松江分局岳阳派出所',
      },
      {
        path: 'from/head',
        control: 'choice',
        label: say('是否为现户口的户主', 'Are you the head of that household?'),
        options: [
          { value: 'yes', label: say('是', 'Yes') },
          { value: 'no', label: say('否', 'No') },
        ],
        example: 'no',
      },
    ],
  },
  properties: {
    move: object(
      { reason: { enum: reasons.map(({ value }) => value) }, unit: text(4, 100), marriedOn: dateText },
      ['reason'],
      when('reason', ['transfer', 'admission', 'graduation'], 'unit'),
      when('reason', ['spouse'], 'marriedOn'),
    ),
    from: object({ address: text(8, 120), station: text(4, 60), head: { enum: ['yes', 'no'] } }, [
      'address',
      'station',
      'head',
    ]),
  },
  required: ['move', 'from'],
}

/** Page 3: where to. */
export const destinationPart: FormPart = {
  page: {
    id: 'destination',
    title: say('迁入地', 'Destination'),
    fields: [
      {
        path: 'to/kind',
        control: 'choice',
        label: say('落户方式', 'Kind of household'),
        options: [
          { value: 'join', label: say('迁入他人户内', 'Joining a household') },
          { value: 'own', label: say('单独立户', 'A household of one’s own') },
          {
            value: 'collective',
            label: say('单位或者学校集体户', 'Collective household of an employer or school'),
          },
        ],
        material: true,
        example: 'join',
      },
      {
        path: 'to/address',
        control: 'address',
        label: say('迁入地址', 'New address'),
        wrong: say('迁入地址应在湖州市南浔区内,请写明“湖州市南浔区”', 'The address must be in 湖州市南浔区'),
        autocomplete: 'street-address',
        material: true,
        example: '浙江省湖州市南浔区练市镇湖盐西路66号',
      },
      {
        path: 'to/collective',
        control: 'text',
        label: say('集体户单位名称', 'Name of the collective household'),
        visibleWhen: [{ path: 'to/kind', is: ['collective'] }],
        example: '浙江水利水电学院南浔校区',
      },
      {
        path: 'host/name',
        control: 'text',
        label: say('户主姓名', 'Head of the household: name'),
        visibleWhen: [{ path: 'to/kind', is: ['join'] }],
        material: true,
        example: '沈一帆',
      },
      {
        path: 'host/idNumber',
        control: 'idNumber',
        label: say('户主身份证号码', 'Head of the household: identity number'),
        sensitive: true,
        visibleWhen: [{ path: 'to/kind', is: ['join'] }],
        example: '33050319920920333X',
      },
      {
        path: 'host/relation',
        control: 'choice',
        label: say('迁移人与户主关系', 'Relation to the head of the household'),
        visibleWhen: [{ path: 'to/kind', is: ['join'] }],
        options: [
          { value: 'spouse', label: say('配偶', 'Spouse') },
          { value: 'parent', label: say('父母', 'Parent') },
          { value: 'child', label: say('子女', 'Child') },
          { value: 'other', label: say('其他亲属', 'Other relative') },
        ],
        material: true,
        example: 'spouse',
      },
    ],
  },
  properties: {
    to: object(
      {
        kind: { enum: ['join', 'own', 'collective'] },
        address: { type: 'string', minLength: 10, maxLength: 120, pattern: '湖州市南浔区' },
        collective: text(4, 100),
      },
      ['kind', 'address'],
      when('kind', ['collective'], 'collective'),
    ),
    host: object(
      { name: nameText, idNumber: idNumberText, relation: { enum: ['spouse', 'parent', 'child', 'other'] } },
      ['name', 'idNumber', 'relation'],
    ),
  },
  required: ['to'],
}
