import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text, when } from '../part.ts'
import { dateText } from '../person.ts'

const kinds = [
  { value: 'retired', label: say('异地安置退休人员', 'Retired and settled there') },
  { value: 'resident', label: say('异地长期居住人员', 'Living there for long') },
  { value: 'worker', label: say('常驻异地工作人员', 'Posted there for work') },
  { value: 'referral', label: say('异地转诊就医人员', 'Referred to a hospital there') },
  { value: 'temporary', label: say('其他跨省临时外出就医人员', 'Other temporary treatment there') },
]
/** 医保发〔2022〕22号 tells long stays from temporary ones; the latter are filed for a limited time. */
const longStays = ['retired', 'resident', 'worker']
const shortStays = ['referral', 'temporary']

/** Page 2: where, since when and why. */
export const stayPart: FormPart = {
  page: {
    id: 'stay',
    title: say('异地就医信息', 'Treatment elsewhere'),
    fields: [
      {
        path: 'stay/kind',
        control: 'choice',
        label: say('备案人员类别', 'Kind of filing'),
        options: kinds,
        material: true,
        example: 'resident',
      },
      {
        path: 'stay/province',
        control: 'text',
        label: say('就医地省份', 'Province of treatment'),
        autocomplete: 'address-level1',
        example: '上海市',
      },
      {
        path: 'stay/city',
        control: 'text',
        label: say('就医地市(区)', 'City or district of treatment'),
        autocomplete: 'address-level2',
        example: '松江区',
      },
      {
        path: 'stay/address',
        control: 'address',
        label: say('在就医地的居住地址', 'Address there'),
        autocomplete: 'street-address',
        visibleWhen: [{ path: 'stay/kind', is: longStays }],
        example: '上海市松江区人民北路1250号5幢602室',
      },
      {
        path: 'stay/evidence',
        control: 'choice',
        label: say('证明方式', 'Evidence'),
        hint: say('没有证明材料的,可以签署个人承诺书代替', 'A personal promise may stand in for proof'),
        visibleWhen: [{ path: 'stay/kind', is: longStays }],
        options: [
          {
            value: 'proof',
            label: say('提交居住证、工作合同等证明', 'Residence permit, work contract or the like'),
          },
          { value: 'promise', label: say('签署个人承诺书', 'A personal promise') },
        ],
        material: true,
        example: 'promise',
      },
      {
        path: 'stay/hospital',
        control: 'text',
        label: say('转往的医院', 'Referred to'),
        visibleWhen: [{ path: 'stay/kind', is: ['referral'] }],
        material: true,
        example: '上海市松江区中心医院',
      },
      {
        path: 'stay/diagnosis',
        control: 'longtext',
        label: say('病情诊断', 'Diagnosis'),
        sensitive: true,
        visibleWhen: [{ path: 'stay/kind', is: ['referral'] }],
        example: '冠状动脉粥样硬化性心脏病',
      },
      {
        path: 'stay/from',
        control: 'date',
        label: say('备案开始日期', 'Filed from'),
        example: '2026-12-01',
      },
      {
        path: 'stay/until',
        control: 'date',
        label: say('备案结束日期', 'Filed until'),
        hint: say('临时外出就医备案一般为六个月', 'A temporary filing usually lasts six months'),
        visibleWhen: [{ path: 'stay/kind', is: shortStays }],
        example: '2027-05-31',
      },
    ],
  },
  properties: {
    stay: object(
      {
        kind: { enum: kinds.map(({ value }) => value) },
        province: text(2, 20),
        city: text(2, 30),
        address: text(8, 120),
        evidence: { enum: ['proof', 'promise'] },
        hospital: text(4, 60),
        diagnosis: text(2, 200),
        from: dateText,
        until: dateText,
      },
      ['kind', 'province', 'city', 'from'],
      when('kind', longStays, 'address', 'evidence'),
      when('kind', shortStays, 'until'),
      when('kind', ['referral'], 'hospital', 'diagnosis'),
    ),
  },
  required: ['stay'],
}
