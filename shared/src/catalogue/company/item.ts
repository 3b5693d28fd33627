import { say } from '../../words/bilingual.ts'
import type { Item } from '../item.ts'
import { papersOf, schemaOf } from '../part.ts'
import { companyPart } from './company.ts'
import { companyMaterials } from './materials.ts'
import { namePart } from './name.ts'
import { peopleConditions, peoplePart } from './people.ts'
import { receiptConditions, receiptPart } from './receipt.ts'
import { ownerConditions, shareholdersPart } from './shareholders.ts'

const parts = [namePart, companyPart, peoplePart, shareholdersPart, receiptPart]

const rules: Item['form']['rules'] = [
  {
    kind: 'sumsTo',
    group: 'shareholders',
    field: 'share',
    total: '100',
    message: say(
      '全体股东的出资比例合计应等于100%,请核对每位股东的比例',
      'The shares must add up to exactly 100 %',
    ),
  },
  {
    kind: 'sumsToField',
    group: 'shareholders',
    field: 'contribution',
    path: 'company/capital',
    message: say(
      '全体股东的认缴出资额合计应等于注册资本,请核对',
      'The contributions must add up to the registered capital',
    ),
  },
  {
    kind: 'unique',
    group: 'shareholders',
    field: 'idNumber',
    message: say('这位股东已经填过了,请删除重复的一行或者修改号码', 'This shareholder is there already'),
  },
  {
    kind: 'unique',
    group: 'shareholders',
    field: 'creditCode',
    message: say('这家企业股东已经填过了,请删除重复的一行或者修改代码', 'This company is there already'),
  },
  {
    kind: 'within',
    path: 'company/leaseUntil',
    earliest: { years: 0, days: 1 },
    latest: { years: 20, days: 0 },
    message: say(
      '租赁到期日应在今天之后、二十年以内,请对照租赁合同修改',
      'The lease must end after today and within 20 years',
    ),
  },
  {
    kind: 'within',
    group: 'shareholders',
    path: 'payBy',
    earliest: { years: 0, days: 0 },
    latest: { years: 5, days: 0 },
    message: say(
      '出资应在公司成立之日起五年内缴足,请填写五年以内的日期',
      'Contributions are paid within five years from today',
    ),
  },
  {
    kind: 'birthOfId',
    path: 'legal/birthDate',
    from: 'legal/idNumber',
    message: say(
      '出生日期与身份证号码不一致,请对照证件修改',
      'The date of birth is not the one in the identity number',
    ),
  },
  {
    kind: 'differ',
    path: 'supervisor/idNumber',
    from: 'legal/idNumber',
    message: say(
      '法定代表人不能兼任监事,请另选一位监事',
      'The legal representative cannot be the supervisor',
    ),
  },
  {
    kind: 'differ',
    path: 'supervisor/idNumber',
    from: 'director/idNumber',
    message: say('董事不能兼任监事,请另选一位监事', 'A director cannot be the supervisor'),
  },
  {
    kind: 'differ',
    path: 'supervisor/idNumber',
    from: 'finance/idNumber',
    message: say('财务负责人不能兼任监事,请另选一位监事', 'The head of finance cannot be the supervisor'),
  },
]

/** 企业名称登记和设立登记: a limited company's name and establishment, decided in Nanxun. */
export const companyItem: Item = {
  code: 'company-establishment',
  name: say('企业名称登记和设立登记(有限责任公司)', 'Company name and establishment (limited company)'),
  theme: say('企业开办', 'Starting a business'),
  forWhom: 'legalPerson',
  about: say('为新公司申报名称并领取营业执照', 'Register a new company’s name and get its licence'),
  alsoCalled: [
    '开公司',
    '注册公司',
    '办执照',
    '营业执照',
    '企业名称登记',
    '公司设立',
    'gongsi',
    'yingyezhizhao',
  ],
  guide: {
    whoMayApply: say(
      '在南浔区设立有限责任公司的股东、拟任法定代表人,或者他们委托的代理人。股东1至50名。',
      'Shareholders or the future legal representative of a limited company in Nanxun, or their agent; 1 to 50 shareholders.',
    ),
    steps: [
      say('与南浔区窗口人员视频通话,核验身份', 'Video call with the clerk in Nanxun; identity check'),
      say('一起填写名称、公司信息、人员、股东和出资', 'Fill in name, company, people, shareholders together'),
      say('提交章程、住所、任职等材料并签名', 'Hand in articles, premises, appointments; sign'),
      say('登记机关审核,准予登记后发给营业执照', 'The registration office decides and issues the licence'),
      say(
        '电子营业执照即时可用,纸质执照邮寄到您手中',
        'The electronic licence works at once, the paper one comes by courier',
      ),
    ],
    materials: companyMaterials,
    timeLimitWorkingDays: 1,
    feeYuan: 0,
    delivery: [
      { value: 'courier', label: say('邮寄纸质营业执照', 'Paper licence by courier') },
      { value: 'electronic', label: say('电子营业执照', 'Electronic licence') },
      { value: 'pickUp', label: say('到窗口领取', 'Fetched at the window') },
    ],
    presenceRequired: false,
    basis: [
      {
        law: say(
          '《中华人民共和国公司法》(2023年修订,2024年7月1日起施行)',
          'Company Law (2023 revision, in force since 2024-07-01)',
        ),
        article: say('第二十九条至第三十二条、第四十二条、第四十七条', 'Articles 29–32, 42, 47'),
      },
      {
        law: say(
          '《中华人民共和国市场主体登记管理条例》(国务院令第746号)',
          'Regulation on the registration of market entities (State Council decree 746)',
        ),
        article: say('第八条、第十六条、第十九条', 'Articles 8, 16, 19'),
      },
      {
        law: say(
          '《企业名称登记管理规定》(国务院令第734号)',
          'Regulation on enterprise names (State Council decree 734)',
        ),
        article: say('第六条、第八条', 'Articles 6, 8'),
      },
    ],
  },
  form: {
    code: 'company-establishment',
    version: 1,
    pages: parts.map((part) => part.page),
    schema: schemaOf(parts, ...peopleConditions, ...ownerConditions, ...receiptConditions),
    rules,
    papers: papersOf(companyMaterials),
  },
}
