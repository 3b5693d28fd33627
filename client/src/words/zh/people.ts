/** Signing in and out of the staff pages. */
export const people = {
  login: '账号',
  password: '密码',
  signIn: '登录',
  signOut: '退出',
  loginMissing: '请输入账号。',
  passwordMissing: '请输入密码。',
  lockedOut: '输错次数过多，账号暂时锁定。',
  lockedFor: '请在 {{count}} 秒后再试，或联系管理员',
  otherPage: '这个账号不在本页面工作，请从首页进入对应的页面。',
  replacedTitle: '已在另一个页面打开',
  replacedText: '同一账号同时只在一个页面工作。如要在这里继续，请按下面的按钮，另一个页面会停止。',
  takeBack: '在这里继续',
  why_expired: '登录已满 12 小时，请重新登录。',
  why_revoked: '登录已被管理员收回，请重新登录，或联系管理员。',
}
