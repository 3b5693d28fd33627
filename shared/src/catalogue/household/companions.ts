import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text, when } from '../part.ts'
import { idNumberText, nameText, phoneText } from '../person.ts'

const byCourier = [{ path: 'delivery/way', is: ['courier'] }]

/** Page 4: who moves along, how the papers come, and the promise. */
export const companionsPart: FormPart = {
  page: {
    id: 'companions',
    title: say('随迁人员和领取方式', 'Companions and delivery'),
    fields: [
      {
        path: 'companions/any',
        control: 'choice',
        label: say('是否有随迁人员', 'Does anyone move with you?'),
        options: [
          { value: 'no', label: say('没有', 'No') },
          { value: 'yes', label: say('有', 'Yes') },
        ],
        example: 'no',
      },
      {
        path: 'companions/people',
        control: 'group',
        label: say('随迁人员', 'Companions'),
        rowLabel: say('随迁人员', 'companion'),
        visibleWhen: [{ path: 'companions/any', is: ['yes'] }],
        material: true,
        minRows: 1,
        maxRows: 8,
        fields: [
          {
            path: 'name',
            control: 'text',
            label: say('随迁人员姓名', 'Name'),
            material: true,
            example: '陆小禾',
          },
          {
            path: 'idNumber',
            control: 'idNumber',
            label: say('随迁人员身份证号码', 'Identity number'),
            sensitive: true,
            material: true,
            example: '310117201503037777',
          },
          {
            path: 'relation',
            control: 'choice',
            label: say('随迁人员与迁移人关系', 'Relation to the mover'),
            options: [
              { value: 'child', label: say('子女', 'Child') },
              { value: 'spouse', label: say('配偶', 'Spouse') },
              { value: 'parent', label: say('父母', 'Parent') },
            ],
            example: 'child',
          },
        ],
      },
      {
        path: 'delivery/way',
        control: 'choice',
        label: say('居民户口簿领取方式', 'How the household book comes'),
        options: [
          { value: 'courier', label: say('邮寄(免费)', 'By courier (free)') },
          { value: 'pickUp', label: say('到迁入地派出所领取', 'Fetched at the new police station') },
        ],
        example: 'courier',
      },
      {
        path: 'delivery/name',
        control: 'text',
        label: say('收件人姓名', 'Addressee'),
        autocomplete: 'name',
        visibleWhen: byCourier,
        example: '陆清和',
      },
      {
        path: 'delivery/phone',
        control: 'phone',
        label: say('收件人手机号码', 'Addressee: mobile number'),
        autocomplete: 'tel',
        visibleWhen: byCourier,
        example: '13800000005',
      },
      {
        path: 'delivery/address',
        control: 'address',
        label: say('收件地址', 'Delivery address'),
        autocomplete: 'street-address',
        visibleWhen: byCourier,
        example: '上海市松江区岳阳街道中山中路98弄3号401室',
      },
      {
        path: 'promise/true',
        control: 'checkbox',
        label: say(
          '我承诺以上内容和提交的材料真实有效',
          'I promise that everything stated and handed in is true and valid',
        ),
        material: true,
      },
    ],
  },
  properties: {
    companions: object(
      {
        any: { enum: ['no', 'yes'] },
        people: {
          type: 'array',
          minItems: 1,
          maxItems: 8,
          items: object(
            { name: nameText, idNumber: idNumberText, relation: { enum: ['child', 'spouse', 'parent'] } },
            ['name', 'idNumber', 'relation'],
          ),
        },
      },
      ['any'],
      when('any', ['yes'], 'people'),
    ),
    delivery: object(
      { way: { enum: ['courier', 'pickUp'] }, name: nameText, phone: phoneText, address: text(8, 120) },
      ['way'],
      when('way', ['courier'], 'name', 'phone', 'address'),
    ),
    promise: object({ true: { const: true } }, ['true']),
  },
  required: ['companions', 'delivery', 'promise'],
}
