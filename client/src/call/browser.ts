/** Which browser this is, as far as the way to its camera settings differs. */
export type BrowserKind = 'wechat' | 'iphone' | 'android' | 'desktop'

/** From the user agent; only for words, never for what the page can do. */
export const browserKind = (userAgent: string = navigator.userAgent): BrowserKind => {
  if (userAgent.includes('MicroMessenger')) return 'wechat'
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'iphone'
  return userAgent.includes('Android') ? 'android' : 'desktop'
}
