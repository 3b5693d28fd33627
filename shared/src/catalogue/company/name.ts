import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text, when } from '../part.ts'

const han = (least: number, most: number) => ({
  type: 'string',
  pattern: String.raw`^\p{Script=Han}{${least},${most}}$`,
})

/** Page 1: the enterprise's name (企业名称登记管理规定, articles 6 to 9). */
export const namePart: FormPart = {
  page: {
    id: 'name',
    title: say('企业名称', 'Name of the enterprise'),
    intro: say(
      '企业名称由行政区划、字号、行业或者经营特点、组织形式依次组成,例如“湖州南浔云舟生物科技有限公司”。',
      'The name consists of the place, the trade name, the line of business and the legal form, in this order.',
    ),
    fields: [
      {
        path: 'name/place',
        control: 'choice',
        label: say('行政区划', 'Place'),
        options: [
          { value: 'nanxun', label: say('湖州南浔', 'Huzhou Nanxun') },
          { value: 'huzhou', label: say('湖州', 'Huzhou') },
        ],
        example: 'nanxun',
      },
      {
        path: 'name/trade',
        control: 'text',
        label: say('字号', 'Trade name'),
        hint: say(
          '两个以上汉字,不能与同行业已登记的企业相同',
          'Two or more Chinese characters, not used in this line of business',
        ),
        wrong: say('字号应由2到10个汉字组成,请修改', 'The trade name has 2 to 10 Chinese characters'),
        material: true,
        example: '云舟',
      },
      {
        path: 'name/spare',
        control: 'text',
        label: say('备选字号', 'Second choice of trade name'),
        hint: say('首选字号不能用时使用,可以不填', 'Used when the first is taken; may be left empty'),
        wrong: say('备选字号应由2到10个汉字组成,请修改', 'The trade name has 2 to 10 Chinese characters'),
        example: '远舟',
      },
      {
        path: 'name/industry',
        control: 'text',
        label: say('行业或者经营特点', 'Line of business'),
        hint: say('与主营业务一致,例如:生物科技、供应链管理', 'As the main business, for example 生物科技'),
        wrong: say(
          '行业表述应由2到12个汉字组成,请修改',
          'The line of business has 2 to 12 Chinese characters',
        ),
        material: true,
        example: '生物科技',
      },
      {
        path: 'name/form',
        control: 'choice',
        label: say('组织形式', 'Legal form'),
        options: [
          { value: 'limited', label: say('有限公司', 'Limited company (有限公司)') },
          {
            value: 'limitedLiability',
            label: say('有限责任公司', 'Limited liability company (有限责任公司)'),
          },
        ],
        example: 'limited',
      },
      {
        path: 'name/declared',
        control: 'choice',
        label: say('是否已自主申报名称', 'Has the name been declared already?'),
        options: [
          { value: 'yes', label: say('已申报,在保留期内', 'Yes, and it is still reserved') },
          { value: 'no', label: say('没有,与设立登记一并办理', 'No, together with this registration') },
        ],
        example: 'no',
      },
      {
        path: 'name/reservation',
        control: 'text',
        label: say('企业名称保留告知书文号', 'Number of the name reservation notice'),
        visibleWhen: [{ path: 'name/declared', is: ['yes'] }],
        material: true,
        example: '(湖浔)名称自主申报〔2026〕第000123号',
      },
    ],
  },
  properties: {
    name: object(
      {
        place: { enum: ['nanxun', 'huzhou'] },
        trade: han(2, 10),
        spare: han(2, 10),
        industry: han(2, 12),
        form: { enum: ['limited', 'limitedLiability'] },
        declared: { enum: ['yes', 'no'] },
        reservation: text(4, 60),
      },
      ['place', 'trade', 'industry', 'form', 'declared'],
      when('declared', ['yes'], 'reservation'),
    ),
  },
  required: ['name'],
}
