import type { RefusalCode } from '@farwindow/shared/protocol/refusal.ts'

/** One sentence per refusal: what happened, then what to do. A missing code does not compile. */
export const refusal: Record<RefusalCode, string> = {
  malformed: '填写的内容格式不对，请检查标出的地方后再提交。',
  unknown: '页面版本过旧，请刷新页面后再试。',
  tooLarge: '内容太大，没有发送。请缩短文字，或拍一张小一些的照片。',
  tooMany: '操作太频繁，请稍等片刻再试。',
  signedOut: '登录已失效，请重新登录。',
  forbidden: '您的账号没有这项权限，请联系管理员。',
  internal: '系统出了问题，不是您的操作有误。请再试一次；仍然不行，请找工作人员。',
  unavailable: '系统暂时繁忙，请过一会儿再试。您填写的内容已保留。',
  repeatedDifferently: '同一操作重复提交且内容不同，请刷新页面后重新提交。',
  wrongCredentials: '账号或密码不对，请检查后重新输入。',
  lockedOut: '输错次数过多，账号暂时锁定，请稍后再试，或联系管理员。',
  codeInvalid: '这个号码不对、已经用过或已过期，请重新获取。',
  kioskRevoked: '这台终端已停用，请换一台终端，或找工作人员。',
  lastAdministrator: '这是最后一位可用的管理员，不能停用或改换角色。请先添加另一位管理员。',
  notFound: '没有找到，请核对编号后重新输入。',
  conflict: '刚刚有人修改了同一内容，页面已更新，请看过后再操作。',
  wrongState: '现在不能进行这一步，请按页面当前的提示操作。',
  notYours: '这件事正由另一位人员处理，请返回列表选择其他事项。',
  closed: '窗口现在不办公，请在开放时间再来，或预约回电。',
  notServed: '两地还没有开通这一事项，请换一个事项，或到当地窗口办理。',
  fieldUnknown: '表格已更新，请刷新页面后继续填写。',
  fieldInUse: '对方正在填写这一项，请等对方填完。',
  stale: '这一项刚被更新，请核对新的内容。',
  controlTaken: '申请人已收回表格，请先与申请人说明，再请求填写。',
  incomplete: '还有内容没有完成，请按标出的地方补齐。',
  masked: '申请人还没有同意显示这一项，请先请求对方同意。',
  stepOutOfOrder: '请先完成上一步核验，再做这一步。',
  stepsMissing: '核验步骤还没有做完，请按清单完成后再通过。',
  tooLate: '动作没有在规定时间内完成，请再做一次。',
  documentInvalid: '证件号码不对，请对照证件重新输入。',
  fileType: '不支持这种文件，请上传照片（JPG、PNG）或 PDF。',
  fileTooLarge: '文件太大，请重新拍照，或分成几个文件上传。',
}

/** Added to a refusal when the server says more. */
export const refusalMore = {
  retryAfter: '请在 {{wait}} 后再试。',
  reference: '问题编号：{{reference}}',
  nextOpening: '下次开放：{{when}}',
  activePdf: '这个 PDF 带有脚本、附件或自动动作，不能使用。请把它打印成新的 PDF，或拍照后再上传。',
}
