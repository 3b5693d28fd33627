import { say } from '../../words/bilingual.ts'
import type { FormPart } from '../part.ts'
import { object, text, when } from '../part.ts'
import { idNumberText, nameText, personFields, phoneText } from '../person.ts'

/** Page 1: who is insured, and who files. */
export const insuredPart: FormPart = {
  page: {
    id: 'insured',
    title: say('参保人', 'The insured person'),
    fields: [
      ...personFields({
        path: 'insured',
        zh: '参保人',
        en: 'Insured person',
        example: { name: '周桂兰', idNumber: '330503196005015552', phone: '13800000006' },
      }),
      {
        path: 'insured/scheme',
        control: 'choice',
        label: say('参保险种', 'Scheme'),
        options: [
          { value: 'employee', label: say('职工基本医疗保险', 'Employees’ basic medical insurance') },
          { value: 'resident', label: say('城乡居民基本医疗保险', 'Residents’ basic medical insurance') },
        ],
        example: 'employee',
      },
      {
        path: 'insured/office',
        control: 'choice',
        label: say('参保地', 'Place of insurance'),
        options: [
          { value: '330503', label: say('湖州市南浔区', 'Nanxun, Huzhou') },
          { value: '330500', label: say('湖州市本级', 'Huzhou city') },
        ],
        material: true,
        example: '330503',
      },
      {
        path: 'insured/filer',
        control: 'choice',
        label: say('谁来办理', 'Who files'),
        options: [
          { value: 'self', label: say('参保人本人', 'The insured person') },
          { value: 'relative', label: say('亲属代办', 'A relative') },
        ],
        example: 'self',
      },
      ...personFields({
        path: 'filer',
        zh: '代办人',
        en: 'Relative',
        example: { name: '杨远航', idNumber: '330503198503120012', phone: '13800000002' },
        visibleWhen: [{ path: 'insured/filer', is: ['relative'] }],
      }),
      {
        path: 'filer/relation',
        control: 'text',
        label: say('代办人与参保人关系', 'Relation to the insured person'),
        visibleWhen: [{ path: 'insured/filer', is: ['relative'] }],
        example: '母子',
      },
    ],
  },
  properties: {
    insured: object(
      {
        name: nameText,
        idNumber: idNumberText,
        phone: phoneText,
        scheme: { enum: ['employee', 'resident'] },
        office: { enum: ['330503', '330500'] },
        filer: { enum: ['self', 'relative'] },
      },
      ['name', 'idNumber', 'phone', 'scheme', 'office', 'filer'],
    ),
    filer: object({ name: nameText, idNumber: idNumberText, phone: phoneText, relation: text(2, 20) }, [
      'name',
      'idNumber',
      'phone',
      'relation',
    ]),
  },
  required: ['insured'],
}

const byCard = [{ path: 'refund/wanted', is: ['yes'] }]

/** Page 3: where money goes that could not be settled directly, whom to call, and the promise. */
export const refundPart: FormPart = {
  page: {
    id: 'refund',
    title: say('报销账户和承诺', 'Refund account and promise'),
    fields: [
      {
        path: 'refund/wanted',
        control: 'choice',
        label: say('是否登记零星报销账户', 'Register an account for refunds?'),
        hint: say('没能直接结算的费用,将打到这个账户', 'For costs that could not be settled directly'),
        options: [
          { value: 'yes', label: say('登记', 'Yes') },
          { value: 'no', label: say('暂不登记', 'Not now') },
        ],
        example: 'yes',
      },
      {
        path: 'refund/holder',
        control: 'text',
        label: say('开户人姓名', 'Account holder'),
        visibleWhen: byCard,
        material: true,
        example: '周桂兰',
      },
      {
        path: 'refund/bank',
        control: 'text',
        label: say('开户银行', 'Bank'),
        hint: say('写到支行,例如:中国建设银行湖州南浔支行', 'With its branch'),
        visibleWhen: byCard,
        example: '中国建设银行湖州南浔支行',
      },
      {
        path: 'refund/account',
        control: 'text',
        format: 'bankCard',
        label: say('银行卡号', 'Bank card number'),
        sensitive: true,
        material: true,
        visibleWhen: byCard,
        example: '6217001230004567893',
      },
      {
        path: 'contact/name',
        control: 'text',
        label: say('紧急联系人姓名', 'Emergency contact'),
        example: '杨远航',
      },
      {
        path: 'contact/phone',
        control: 'phone',
        label: say('紧急联系人手机号码', 'Emergency contact: mobile number'),
        example: '13800000002',
      },
      {
        path: 'promise/true',
        control: 'checkbox',
        label: say(
          '我承诺所填内容真实,并已知悉异地就医备案的待遇和责任',
          'I promise that everything is true and know what filing means for my benefits',
        ),
        material: true,
      },
    ],
  },
  properties: {
    refund: object(
      { wanted: { enum: ['yes', 'no'] }, holder: nameText, bank: text(4, 60), account: text(12, 19) },
      ['wanted'],
      when('wanted', ['yes'], 'holder', 'bank', 'account'),
    ),
    contact: object({ name: nameText, phone: phoneText }, ['name', 'phone']),
    promise: object({ true: { const: true } }, ['true']),
  },
  required: ['refund', 'contact', 'promise'],
}
