import { isDate } from '../region/chinatime.ts'
import type { Bilingual } from '../words/bilingual.ts'
import { say } from '../words/bilingual.ts'
import { creditCodeFault } from './creditcode.ts'
import type { SingleField } from './definition.ts'
import { readIdNumber } from './idnumber.ts'
import { hundredths, isBankCard, isMobile } from './number.ts'
import type { FieldValue } from './value.ts'

/** A broken rule and what to do about it. */
export interface Fault {
  readonly rule: string
  readonly message: Bilingual
}

const compact = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '')

/**
 * FORM-19: the value as it is judged and submitted: full-width digits from a Chinese keyboard become plain
 * ones, blanks and thousands separators go, a small x in an identity number becomes X.
 */
export const canonical = (field: SingleField, value: FieldValue): FieldValue => {
  if (typeof value !== 'string') return value
  switch (field.control) {
    case 'idNumber':
      return compact(value).toUpperCase()
    case 'number':
    case 'money':
      return compact(value).replaceAll(',', '')
    case 'percent':
      return compact(value).replace(/%$/, '')
    case 'phone':
    case 'date':
      return compact(value)
    case 'text':
      return field.format === undefined
        ? value.trim()
        : field.format === 'email'
          ? compact(value)
          : compact(value).toUpperCase()
    default:
      return value.trim()
  }
}

const idNumberMessages = {
  length: say(
    '身份证号码应为18位,请数一下有没有漏写或多写',
    'An identity number has 18 digits; please check whether one is missing or too many',
  ),
  shape: say(
    '身份证号码前17位应为数字,最后一位为数字或X,请对照证件修改',
    'The first 17 signs must be digits, the last a digit or X; please compare with the card',
  ),
  region: say(
    '身份证号码开头两位不是省份代码,请对照证件再看一遍',
    'The first two digits name no province; please compare with the card',
  ),
  birthDate: say(
    '身份证号码第7至14位不是有效的出生日期,请对照证件再看一遍',
    'Digits 7 to 14 are not a date of birth; please compare with the card',
  ),
  check: say(
    '身份证号码最后一位校验不对,请对照证件再看一遍',
    'The last digit does not match the others; please compare with the card',
  ),
}

const creditCodeMessages = {
  length: say(
    '统一社会信用代码应为18位,请对照营业执照修改',
    'A credit code has 18 signs; please compare with the licence',
  ),
  shape: say(
    '统一社会信用代码中有不该出现的字符,请对照营业执照修改',
    'The credit code holds a sign that cannot occur; please compare with the licence',
  ),
  check: say(
    '统一社会信用代码最后一位校验不对,请对照营业执照再看一遍',
    'The last sign of the credit code does not match the others; please compare with the licence',
  ),
}

const formatFault = (
  format: 'creditCode' | 'bankCard' | 'email' | 'postcode',
  text: string,
): Fault | undefined => {
  switch (format) {
    case 'creditCode': {
      const fault = creditCodeFault(text)
      return fault && { rule: `creditCode.${fault}`, message: creditCodeMessages[fault] }
    }
    case 'bankCard':
      if (isBankCard(text)) return undefined
      return {
        rule: 'bankCard',
        message: say(
          '银行卡号不对,请对照银行卡再看一遍',
          'The bank card number is not right; please compare with the card',
        ),
      }
    case 'email':
      if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)) return undefined
      return {
        rule: 'email',
        message: say(
          '电子邮箱格式不对,应类似 name@example.com',
          'An e-mail address looks like name@example.com',
        ),
      }
    case 'postcode':
      if (/^\d{6}$/.test(text)) return undefined
      return { rule: 'postcode', message: say('邮政编码应为6位数字,请修改', 'A postcode has six digits') }
  }
}

/** What is wrong with an answered field by its control alone; nothing when it is right. */
export const checkField = (field: SingleField, value: FieldValue): Fault | undefined => {
  if (typeof value !== 'string') return undefined
  switch (field.control) {
    case 'idNumber': {
      const read = readIdNumber(value)
      return read.ok ? undefined : { rule: `idNumber.${read.fault}`, message: idNumberMessages[read.fault] }
    }
    case 'phone':
      if (isMobile(value)) return undefined
      return {
        rule: 'phone',
        message: say(
          '手机号码应为11位数字、以1开头,请修改',
          'A mobile number has 11 digits and starts with 1',
        ),
      }
    case 'date':
      if (isDate(value)) return undefined
      return {
        rule: 'date',
        message: say('日期不对,请按 2026-11-21 这样填写', 'Please write a date like 2026-11-21'),
      }
    case 'number':
      if (/^\d{1,12}(\.\d{1,6})?$/.test(value)) return undefined
      return { rule: 'number', message: say('这里请只填数字', 'Please write digits only') }
    case 'money':
      if (hundredths(value) !== undefined) return undefined
      return {
        rule: 'money',
        message: say(
          '金额请只填数字,小数最多两位',
          'Please write the amount in digits with at most two decimals',
        ),
      }
    case 'percent':
      if ((hundredths(value) ?? Infinity) <= 10_000) return undefined
      return {
        rule: 'percent',
        message: say(
          '比例请填0到100之间的数字,小数最多两位',
          'Please write a share from 0 to 100 with at most two decimals',
        ),
      }
    case 'text':
      return field.format && formatFault(field.format, value)
    default:
      return undefined
  }
}
