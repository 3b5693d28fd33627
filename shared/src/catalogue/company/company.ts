import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text, when } from '../part.ts'
import { dateText, phoneText } from '../person.ts'

/** Page 2: what is registered of the company itself (公司法, article 32). */
export const companyPart: FormPart = {
  page: {
    id: 'company',
    title: say('公司基本信息', 'The company'),
    fields: [
      {
        path: 'company/town',
        control: 'text',
        label: say('住所所在镇(街道、开发区)', 'Town of the registered address'),
        example: '南浔经济开发区',
      },
      {
        path: 'company/address',
        control: 'address',
        label: say('住所', 'Registered address'),
        hint: say(
          '从“浙江省湖州市南浔区”写到门牌号、房间号,与产权证明一致',
          'From the province down to the room, as on the deed',
        ),
        wrong: say('住所应写明“湖州市南浔区”,公司住所必须在南浔区内', 'The address must be in 湖州市南浔区'),
        autocomplete: 'street-address',
        material: true,
        example: '浙江省湖州市南浔区南浔镇泰安路188号2幢301室',
      },
      {
        path: 'company/postcode',
        control: 'text',
        format: 'postcode',
        label: say('邮政编码', 'Postcode'),
        autocomplete: 'postal-code',
        example: '313009',
      },
      {
        path: 'company/premises',
        control: 'choice',
        label: say('房屋使用方式', 'How the premises are held'),
        options: [
          { value: 'own', label: say('自有', 'Owned') },
          { value: 'rent', label: say('租赁', 'Rented') },
          { value: 'free', label: say('无偿使用', 'Used free of charge') },
        ],
        example: 'rent',
      },
      {
        path: 'company/leaseUntil',
        control: 'date',
        label: say('租赁到期日', 'Lease ends on'),
        visibleWhen: [{ path: 'company/premises', is: ['rent'] }],
        example: '2029-12-31',
      },
      {
        path: 'company/phone',
        control: 'phone',
        label: say('公司联系电话', 'Telephone of the company'),
        autocomplete: 'tel',
        example: '13800000001',
      },
      {
        path: 'company/email',
        control: 'text',
        format: 'email',
        label: say('电子邮箱', 'E-mail'),
        autocomplete: 'email',
        example: 'office@yunzhou.example',
      },
      {
        path: 'company/capital',
        control: 'money',
        unit: say('万元人民币', '10,000 CNY'),
        label: say('注册资本', 'Registered capital'),
        hint: say('全体股东认缴出资额的总和', 'The sum of what all shareholders subscribe'),
        material: true,
        example: '100',
      },
      {
        path: 'company/term',
        control: 'choice',
        label: say('营业期限', 'Term'),
        options: [
          { value: 'open', label: say('长期', 'Unlimited') },
          { value: 'years', label: say('固定年限', 'A number of years') },
        ],
        example: 'open',
      },
      {
        path: 'company/termYears',
        control: 'number',
        unit: say('年', 'years'),
        label: say('营业年限', 'Years'),
        visibleWhen: [{ path: 'company/term', is: ['years'] }],
        example: '20',
      },
      {
        path: 'company/scope',
        control: 'longtext',
        label: say('经营范围', 'Business scope'),
        hint: say(
          '按经营范围规范表述填写,主营项目写在最前',
          'In the standard wording, the main business first',
        ),
        material: true,
        example: '技术服务、技术开发、技术咨询、技术转让;生物基材料技术研发;货物进出口。',
      },
      {
        path: 'company/licensed',
        control: 'choice',
        label: say(
          '是否含须在登记前批准的项目',
          'Does it hold business that needs a permit before registration?',
        ),
        options: [
          { value: 'no', label: say('不含', 'No') },
          { value: 'yes', label: say('含有', 'Yes') },
        ],
        example: 'no',
      },
      {
        path: 'company/permit',
        control: 'text',
        label: say('批准文件名称和文号', 'Title and number of the permit'),
        visibleWhen: [{ path: 'company/licensed', is: ['yes'] }],
        material: true,
        example: '批准文件〔2026〕1号',
      },
    ],
  },
  properties: {
    company: object(
      {
        town: text(2, 30),
        address: { type: 'string', minLength: 10, maxLength: 120, pattern: '湖州市南浔区' },
        postcode: { type: 'string', pattern: String.raw`^\d{6}$` },
        premises: { enum: ['own', 'rent', 'free'] },
        leaseUntil: dateText,
        phone: phoneText,
        email: text(5, 100),
        capital: { type: 'number', exclusiveMinimum: 0, maximum: 10_000_000 },
        term: { enum: ['open', 'years'] },
        termYears: { type: 'integer', minimum: 1, maximum: 99 },
        scope: text(6, 1000),
        licensed: { enum: ['no', 'yes'] },
        permit: text(4, 100),
      },
      ['town', 'address', 'postcode', 'premises', 'phone', 'capital', 'term', 'scope', 'licensed'],
      when('premises', ['rent'], 'leaseUntil'),
      when('term', ['years'], 'termYears'),
      when('licensed', ['yes'], 'permit'),
    ),
  },
  required: ['company'],
}
