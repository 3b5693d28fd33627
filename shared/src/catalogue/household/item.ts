import { say } from '../../words/bilingual.ts'
import type { Item, Material } from '../item.ts'
import { papersOf, schemaOf, whenIn } from '../part.ts'
import { companionsPart } from './companions.ts'
import { destinationPart, movePart } from './move.ts'
import { moverPart } from './mover.ts'

const paperTypes: Material['acceptedTypes'] = ['image/jpeg', 'image/png', 'application/pdf']
const common = { original: 1, copies: 0, acceptedTypes: paperTypes, maxBytes: 10_000_000 }
const whole = say(
  '四角都在画面内,无反光、无遮挡,文字清楚',
  'All four corners in view, no glare, nothing covered, text sharp',
)

/** Papers for a household move: two always, one by the reason, one by the destination. */
const materials: Material[] = [
  {
    ...common,
    code: 'householdBook',
    name: say('居民户口簿', 'Household book'),
    required: true,
    rules: [
      say('首页、迁移人和随迁人员的登记页都要', 'First page and the pages of everybody who moves'),
      say('登记内容与填写的一致', 'The entries are those of the form'),
    ],
    picture: whole,
  },
  {
    ...common,
    code: 'identity',
    name: say('迁移人的居民身份证', 'Identity card of the mover'),
    required: true,
    rules: [say('在有效期内,正反两面', 'Not expired, both sides')],
    picture: whole,
  },
  {
    ...common,
    code: 'transferOrder',
    name: say('调动或者录用通知', 'Transfer or appointment order'),
    required: [{ path: 'move/reason', is: ['transfer'] }],
    rules: [
      say('由组织、人事部门或者单位出具并盖章', 'Issued and sealed by the personnel office or employer'),
    ],
    picture: whole,
  },
  {
    ...common,
    code: 'admissionLetter',
    name: say('录取通知书', 'Letter of admission'),
    required: [{ path: 'move/reason', is: ['admission'] }],
    rules: [say('由学校盖章,姓名与身份证一致', 'Sealed by the school, name as on the card')],
    picture: whole,
  },
  {
    ...common,
    code: 'diploma',
    name: say('毕业证书', 'Diploma'),
    required: [{ path: 'move/reason', is: ['graduation'] }],
    rules: [say('姓名与身份证一致,学校印章清楚', 'Name as on the card, seal legible')],
    picture: whole,
  },
  {
    ...common,
    code: 'marriageCertificate',
    name: say('结婚证', 'Marriage certificate'),
    required: [{ path: 'move/reason', is: ['spouse'] }],
    rules: [say('双方姓名和身份证号码清楚', 'Both names and numbers legible')],
    picture: say('含照片和登记信息的内页', 'The inner pages with photograph and entry'),
  },
  {
    ...common,
    code: 'kinship',
    name: say('父母子女关系证明材料', 'Proof of being parent and child'),
    required: [{ path: 'move/reason', is: ['child'] }],
    rules: [
      say('户口簿、出生医学证明等能证明关系的任一材料', 'Household book, birth certificate or the like'),
    ],
    picture: whole,
  },
  {
    ...common,
    code: 'hostConsent',
    name: say('户主的户口簿和同意入户声明', 'Household book and consent of the head of the household'),
    required: [{ path: 'to/kind', is: ['join'] }],
    rules: [say('声明由户主签名', 'The consent is signed by the head of the household')],
    picture: whole,
  },
  {
    ...common,
    code: 'dwelling',
    name: say('迁入地合法稳定住所证明', 'Proof of a lawful, stable dwelling'),
    required: [{ path: 'to/kind', is: ['own'] }],
    rules: [say('不动产权证书等,坐落与迁入地址一致', 'Title deed or the like, for the new address')],
    picture: whole,
  },
]

const parts = [moverPart, movePart, destinationPart, companionsPart]

/** 户口迁移: moving the household registration to Nanxun from another province. */
export const householdItem: Item = {
  code: 'household-move',
  name: say('户口迁移', 'Household registration move'),
  theme: say('户籍办理', 'Household registration'),
  forWhom: 'person',
  about: say(
    '把户口从外省迁到南浔,不用两头跑',
    'Move your household registration to Nanxun without travelling',
  ),
  alsoCalled: ['迁户口', '落户', '夫妻投靠', '户口迁入', '准迁证', 'hukou'],
  guide: {
    whoMayApply: say(
      '因工作调动、大中专院校录取或者毕业、夫妻投靠、父母投靠子女,需要把户口从外省迁入南浔区的人。',
      'People of other provinces who move for work, study, after graduation, or to join their spouse or child in Nanxun.',
    ),
    steps: [
      say('与迁入地窗口人员视频通话,核验身份', 'Video call with the clerk of the new place; identity check'),
      say('一次告知所需材料,一起填写申请表', 'Told once what is needed; the form is filled in together'),
      say(
        '迁入地公安机关审核,签发电子准迁信息',
        'The police of the new place decide and issue the permit as data',
      ),
      say(
        '现户口所在地公安机关办理迁出,信息网上流转',
        'The police of the present place register the departure, as data',
      ),
      say('迁入地打印居民户口簿,邮寄或者自取', 'The household book is printed and sent or fetched'),
    ],
    materials,
    timeLimitWorkingDays: 5,
    feeYuan: 0,
    delivery: [
      { value: 'courier', label: say('邮寄居民户口簿', 'Household book by courier') },
      { value: 'pickUp', label: say('到迁入地派出所领取', 'Fetched at the new police station') },
    ],
    presenceRequired: false,
    basis: [
      {
        law: say('《中华人民共和国户口登记条例》', 'Regulation on household registration'),
        article: say('第十条、第十三条', 'Articles 10, 13'),
      },
      {
        law: say(
          '《国务院办公厅关于加快推进政务服务“跨省通办”的指导意见》(国办发〔2020〕35号)',
          'Guidance of the State Council General Office on services across provinces (2020 no. 35)',
        ),
      },
    ],
  },
  form: {
    code: 'household-move',
    version: 1,
    pages: parts.map((part) => part.page),
    schema: schemaOf(parts, whenIn('to', 'kind', ['join'], 'host')),
    rules: [
      {
        kind: 'within',
        path: 'move/marriedOn',
        earliest: { years: -90, days: 0 },
        latest: { years: 0, days: 0 },
        message: say(
          '结婚登记日期不能晚于今天,请对照结婚证修改',
          'The date of marriage cannot be after today',
        ),
      },
      {
        kind: 'differ',
        path: 'host/idNumber',
        from: 'mover/idNumber',
        message: say(
          '户主不能是迁移人本人;自己立户请选“单独立户”',
          'The head of the household is somebody else; otherwise choose a household of your own',
        ),
      },
      {
        kind: 'unique',
        group: 'companions/people',
        field: 'idNumber',
        message: say('这位随迁人员已经填过了,请删除重复的一行', 'This companion is there already'),
      },
    ],
    papers: papersOf(materials),
  },
}
