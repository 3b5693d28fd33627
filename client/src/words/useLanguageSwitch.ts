import { setLanguage, useLanguage, useWords } from './words.ts'

/** The button that turns a page into the other language, named in that language. */
export interface LanguageSwitch {
  readonly icon: 'language'
  readonly children: string
  readonly label: string
  readonly lang: string
  readonly onPress: () => void
}

export const useLanguageSwitch = (): LanguageSwitch => {
  const common = useWords('common')
  const isChinese = useLanguage() === 'zh'
  return {
    icon: 'language',
    children: common('language'),
    label: common('languageLabel'),
    lang: isChinese ? 'en' : 'zh-CN',
    onPress: () => void setLanguage(isChinese ? 'en' : 'zh'),
  }
}
