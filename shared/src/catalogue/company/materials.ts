import { say } from '../../words/bilingual.ts'
import type { Material } from '../item.ts'

const paperTypes: Material['acceptedTypes'] = ['image/jpeg', 'image/png', 'application/pdf']
const common = { original: 1, copies: 0, acceptedTypes: paperTypes, maxBytes: 10_000_000 }
const whole = say(
  '四角都在画面内,无反光、无遮挡,文字清楚',
  'All four corners in view, no glare, nothing covered, text sharp',
)

/** Papers for setting up a limited company (市场主体登记管理条例, article 16). */
export const companyMaterials: Material[] = [
  {
    ...common,
    code: 'articles',
    name: say('公司章程', 'Articles of association'),
    required: true,
    rules: [
      say('由全体股东签名;股东是企业的,加盖公章', 'Signed by all shareholders; companies add their seal'),
      say(
        '公司名称、住所、注册资本、股东和出资与申请表一致',
        'Name, address, capital, shareholders and contributions as in the form',
      ),
      say('每一页都要提交,不能缺页', 'Every page, none missing'),
    ],
    picture: say(
      '逐页拍摄,最后一页能看清签名和日期',
      'Page by page; signatures and date on the last one legible',
    ),
  },
  {
    ...common,
    code: 'identity',
    name: say(
      '法定代表人、董事、监事和自然人股东的身份证',
      'Identity cards of the officers and shareholders',
    ),
    required: true,
    rules: [
      say('证件在有效期内', 'Not expired'),
      say('正反两面都要', 'Both sides'),
      say('姓名、号码与申请表一致', 'Name and number as in the form'),
    ],
    picture: whole,
  },
  {
    ...common,
    code: 'appointment',
    name: say('法定代表人、董事、监事和经理的任职文件', 'Appointment of the officers'),
    required: true,
    rules: [
      say(
        '股东会决议或者股东决定,由股东签名或者盖章',
        'Resolution or decision of the shareholders, signed or sealed',
      ),
      say('写明任职人员的姓名和职务', 'Names and offices stated'),
    ],
    picture: whole,
  },
  {
    ...common,
    code: 'deed',
    name: say('住所的不动产权证书或者其他产权证明', 'Title deed of the premises'),
    required: true,
    rules: [
      say('房屋地址与填写的住所一致', 'The address is the one in the form'),
      say(
        '用途是住宅的,另附有利害关系的业主一致同意的材料',
        'For a dwelling: the consent of the owners concerned is added',
      ),
    ],
    picture: say('含权利人、坐落、用途的页面,文字清楚', 'The pages with owner, place and use, legible'),
  },
  {
    ...common,
    code: 'lease',
    name: say('房屋租赁合同', 'Lease'),
    required: [{ path: 'company/premises', is: ['rent'] }],
    rules: [
      say(
        '出租人是产权人,或者附有产权人同意转租的证明',
        'The lessor owns the premises, or the owner’s consent is added',
      ),
      say('租期没有届满,双方已签名或者盖章', 'Not ended, and signed or sealed by both sides'),
    ],
    picture: say('首页、写明地址和租期的页面、签名页', 'First page, page with address and term, signatures'),
  },
  {
    ...common,
    code: 'freeUse',
    name: say('产权人同意无偿使用的证明', 'Owner’s consent to use free of charge'),
    required: [{ path: 'company/premises', is: ['free'] }],
    rules: [say('由产权人签名或者盖章', 'Signed or sealed by the owner')],
    picture: whole,
  },
  {
    ...common,
    code: 'shareholderLicence',
    name: say('企业股东的营业执照', 'Licences of shareholders that are companies'),
    required: [{ path: 'shareholders/*/kind', is: ['company'] }],
    rules: [
      say('加盖企业公章的复印件', 'A copy with the company’s seal'),
      say('名称、统一社会信用代码与申请表一致', 'Name and credit code as in the form'),
    ],
    picture: whole,
    original: 0,
    copies: 1,
  },
  {
    ...common,
    code: 'noSupervisor',
    name: say('全体股东一致同意不设监事的决定', 'Decision of all shareholders to have no supervisor'),
    required: [{ path: 'supervision/kind', is: ['none'] }],
    rules: [say('由全体股东签名或者盖章', 'Signed or sealed by all shareholders')],
    picture: whole,
  },
  {
    ...common,
    code: 'permit',
    name: say('登记前须经批准项目的批准文件', 'Permit needed before registration'),
    required: [{ path: 'company/licensed', is: ['yes'] }],
    rules: [say('在有效期内,批准项目与经营范围一致', 'Valid, and for the business in the scope')],
    picture: whole,
    original: 0,
    copies: 1,
  },
  {
    ...common,
    code: 'authority',
    name: say('授权委托书和代理人身份证', 'Power of attorney and the agent’s identity card'),
    required: [{ path: 'applicant/role', is: ['agent'] }],
    rules: [
      say('由申请人签名或者盖章,写明委托事项、权限和期限', 'Signed or sealed, with matter, powers and term'),
      say('代理人身份证在有效期内', 'The agent’s card is not expired'),
    ],
    picture: whole,
  },
]
