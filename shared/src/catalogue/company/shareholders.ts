/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema here. */
import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text, when } from '../part.ts'
import { dateText, idNumberText, nameText } from '../person.ts'

const ways = [
  { value: 'money', label: say('货币', 'Money') },
  { value: 'goods', label: say('实物', 'Goods') },
  { value: 'intellectual', label: say('知识产权', 'Intellectual property') },
  { value: 'land', label: say('土地使用权', 'Land use right') },
  { value: 'equity', label: say('股权', 'Equity') },
  { value: 'claim', label: say('债权', 'Claims') },
]

/** Page 4: who owns the company (公司法, articles 42, 46 to 48; beneficial owners since 2024-11-01). */
export const shareholdersPart: FormPart = {
  page: {
    id: 'shareholders',
    title: say('股东和出资', 'Shareholders and contributions'),
    intro: say(
      '股东认缴的出资额自公司成立之日起五年内缴足。出资比例合计应为100%,出资额合计应等于注册资本。',
      'Contributions are paid within five years. The shares add up to 100 %, the contributions to the capital.',
    ),
    fields: [
      {
        path: 'shareholders',
        control: 'group',
        label: say('股东', 'Shareholders'),
        rowLabel: say('股东', 'shareholder'),
        material: true,
        minRows: 1,
        maxRows: 50,
        fields: [
          {
            path: 'kind',
            control: 'choice',
            label: say('股东类型', 'Kind'),
            options: [
              { value: 'person', label: say('自然人', 'Person') },
              { value: 'company', label: say('企业法人', 'Company') },
            ],
            example: 'person',
          },
          {
            path: 'name',
            control: 'text',
            label: say('股东姓名或者名称', 'Name'),
            material: true,
            example: '杨远航',
          },
          {
            path: 'idNumber',
            control: 'idNumber',
            label: say('股东身份证号码', 'Identity number'),
            sensitive: true,
            material: true,
            visibleWhen: [{ path: './kind', is: ['person'] }],
            example: '330503198503120012',
          },
          {
            path: 'creditCode',
            control: 'text',
            format: 'creditCode',
            label: say('股东统一社会信用代码', 'Unified social credit code'),
            material: true,
            visibleWhen: [{ path: './kind', is: ['company'] }],
            example: '91310117MA0000002Y',
          },
          {
            path: 'contribution',
            control: 'money',
            unit: say('万元人民币', '10,000 CNY'),
            label: say('认缴出资额', 'Subscribed contribution'),
            material: true,
            example: '100',
          },
          {
            path: 'share',
            control: 'percent',
            unit: say('%', '%'),
            label: say('出资比例', 'Share'),
            material: true,
            example: '100',
          },
          {
            path: 'ways',
            control: 'multichoice',
            label: say('出资方式', 'Paid in'),
            options: ways,
            example: 'money',
          },
          {
            path: 'payBy',
            control: 'date',
            label: say('认缴出资日期', 'Paid by'),
            example: '2029-12-31',
          },
        ],
      },
      {
        path: 'owner/filing',
        control: 'choice',
        label: say('受益所有人信息', 'Beneficial owners'),
        hint: say(
          '注册资本不超过1000万元且股东全部为自然人、没有其他人实际控制或获取收益的,承诺后可免报',
          'Up to 10 million CNY with natural persons only, and nobody else in control: a promise is enough',
        ),
        wrong: say(
          '注册资本超过1000万元或者有企业股东的,不能免报,请选“备案受益所有人”',
          'Above 10 million CNY, or with a company among the shareholders, the owner must be named',
        ),
        options: [
          { value: 'exempt', label: say('承诺符合免报条件', 'I promise that we are exempt') },
          { value: 'filed', label: say('备案受益所有人', 'I name the beneficial owner') },
        ],
        material: true,
        example: 'exempt',
      },
      {
        path: 'owner/name',
        control: 'text',
        label: say('受益所有人姓名', 'Beneficial owner: name'),
        material: true,
        visibleWhen: [{ path: 'owner/filing', is: ['filed'] }],
        example: '杨远航',
      },
      {
        path: 'owner/idNumber',
        control: 'idNumber',
        label: say('受益所有人身份证号码', 'Beneficial owner: identity number'),
        sensitive: true,
        material: true,
        visibleWhen: [{ path: 'owner/filing', is: ['filed'] }],
        example: '330503198503120012',
      },
    ],
  },
  properties: {
    shareholders: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: object(
        {
          kind: { enum: ['person', 'company'] },
          name: text(2, 100),
          idNumber: idNumberText,
          creditCode: text(18, 18),
          contribution: { type: 'number', exclusiveMinimum: 0 },
          share: { type: 'number', exclusiveMinimum: 0, maximum: 100 },
          ways: {
            type: 'array',
            minItems: 1,
            uniqueItems: true,
            items: { enum: ways.map((way) => way.value) },
          },
          payBy: dateText,
        },
        ['kind', 'name', 'contribution', 'share', 'ways', 'payBy'],
        { ...when('kind', ['person'], 'idNumber'), else: { required: ['creditCode'] } },
      ),
    },
    owner: object(
      { filing: { enum: ['exempt', 'filed'] }, name: nameText, idNumber: idNumberText },
      ['filing'],
      when('filing', ['filed'], 'name', 'idNumber'),
    ),
  },
  required: ['shareholders', 'owner'],
}

/** Who must name the beneficial owner (受益所有人信息管理办法: the exemption's two conditions that a form can see). */
export const ownerConditions = [
  { shareholders: { contains: { properties: { kind: { const: 'company' } }, required: ['kind'] } } },
  { company: { properties: { capital: { exclusiveMinimum: 1000 } }, required: ['capital'] } },
].map((properties) => ({
  if: { properties, required: Object.keys(properties) },
  then: { properties: { owner: { properties: { filing: { const: 'filed' } } } } },
}))
