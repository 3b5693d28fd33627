import { say } from '../../words/bilingual.ts'
import type { Item, Material } from '../item.ts'
import { papersOf, schemaOf, whenIn } from '../part.ts'
import { insuredPart, refundPart } from './insured.ts'
import { stayPart } from './stay.ts'

const paperTypes: Material['acceptedTypes'] = ['image/jpeg', 'image/png', 'application/pdf']
const common = { original: 1, copies: 0, acceptedTypes: paperTypes, maxBytes: 10_000_000 }
const whole = say(
  '四角都在画面内,无反光、无遮挡,文字清楚',
  'All four corners in view, no glare, nothing covered, text sharp',
)

/** Papers for filing: one always, one by the kind; a promise stands in for proof (告知承诺). */
const materials: Material[] = [
  {
    ...common,
    code: 'identity',
    name: say(
      '医保电子凭证、居民身份证或者社会保障卡',
      'Medical insurance code, identity card or social security card',
    ),
    required: true,
    rules: [say('任选一种,在有效期内', 'Any one of them, not expired')],
    picture: whole,
  },
  {
    ...common,
    code: 'residence',
    name: say('异地居住或者工作证明', 'Proof of living or working there'),
    required: [{ path: 'stay/evidence', is: ['proof'] }],
    rules: [
      say('退休安置:户口簿首页和本人登记页', 'Retired: first page and own page of the household book'),
      say('长期居住:居住证', 'Living there: residence permit'),
      say(
        '常驻工作:派出证明、异地单位证明、工作合同任选一种',
        'Working there: letter of either employer, or contract',
      ),
    ],
    picture: whole,
  },
  {
    ...common,
    code: 'promise',
    name: say('个人承诺书', 'Personal promise'),
    required: [{ path: 'stay/evidence', is: ['promise'] }],
    rules: [say('由参保人或者代办人签名,写明日期', 'Signed and dated by the insured person or the relative')],
    picture: whole,
  },
  {
    ...common,
    code: 'referral',
    name: say('转诊转院证明', 'Referral'),
    required: [{ path: 'stay/kind', is: ['referral'] }],
    rules: [
      say('由参保地规定的定点医疗机构开具', 'Issued by a designated hospital at the place of insurance'),
    ],
    picture: whole,
  },
  {
    ...common,
    code: 'filerIdentity',
    name: say('代办人的居民身份证', 'Identity card of the relative'),
    required: [{ path: 'insured/filer', is: ['relative'] }],
    rules: [say('在有效期内,正反两面', 'Not expired, both sides')],
    picture: whole,
  },
]

const parts = [insuredPart, stayPart, refundPart]

/** 异地就医备案: filing medical treatment in another province, decided where one is insured. */
export const medicalItem: Item = {
  code: 'medical-elsewhere',
  name: say('基本医疗保险异地就医备案', 'Filing medical treatment in another place'),
  theme: say('医疗保障', 'Medical insurance'),
  forWhom: 'person',
  about: say(
    '在外省看病住院直接刷医保,先办备案',
    'File first, then pay by medical insurance in another province',
  ),
  alsoCalled: ['异地医保', '医保备案', '异地看病', '跨省就医', '转诊', 'yibao'],
  guide: {
    whoMayApply: say(
      '在湖州市南浔区参加基本医疗保险,需要到外省就医并直接结算费用的参保人,可由亲属代办。',
      'People insured in Nanxun who need treatment in another province, or a relative for them.',
    ),
    steps: [
      say(
        '与参保地窗口人员视频通话,核验身份',
        'Video call with the clerk at the place of insurance; identity check',
      ),
      say('一起填写备案信息,提交证明或者签署承诺书', 'Fill in the filing together; proof or promise'),
      say('参保地医保经办机构当场办结,备案即时生效', 'Settled on the spot and in force at once'),
      say(
        '持医保电子凭证或者社保卡在就医地定点医院直接结算',
        'Pay with the insurance code or card in designated hospitals there',
      ),
    ],
    materials,
    timeLimitWorkingDays: 0,
    feeYuan: 0,
    delivery: [{ value: 'electronic', label: say('短信和网上告知结果', 'Result by message and on line') }],
    presenceRequired: false,
    basis: [
      {
        law: say('《中华人民共和国社会保险法》', 'Social Insurance Law'),
        article: say('第二十九条', 'Article 29'),
      },
      {
        law: say(
          '《国家医保局 财政部关于进一步做好基本医疗保险跨省异地就医直接结算工作的通知》(医保发〔2022〕22号)',
          'Notice of the National Healthcare Security Administration and the Ministry of Finance (2022 no. 22)',
        ),
      },
    ],
  },
  form: {
    code: 'medical-elsewhere',
    version: 1,
    pages: parts.map((part) => part.page),
    schema: schemaOf(parts, whenIn('insured', 'filer', ['relative'], 'filer')),
    rules: [
      {
        kind: 'notBefore',
        path: 'stay/until',
        from: 'stay/from',
        message: say('备案结束日期不能早于开始日期,请修改', 'The last day cannot be before the first'),
      },
      {
        kind: 'differ',
        path: 'filer/idNumber',
        from: 'insured/idNumber',
        message: say(
          '代办人和参保人是同一个人,请在“谁来办理”选参保人本人',
          'Both are the same person; choose that the insured person files',
        ),
      },
    ],
    papers: papersOf(materials),
  },
}
