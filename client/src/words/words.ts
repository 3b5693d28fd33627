import { createInstance, type TFunction } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { zh, type Words } from './zh.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Words
  }
}

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]
export type Noun = keyof Words
/** Gives the words of one noun in the language in use. */
export type Say<N extends Noun> = TFunction<N>

/** The one instance of the page; components reach it through `useWords`. */
export const i18n = createInstance()

const languageKey = 'farwindow.language'
const documentLanguage: Record<Language, string> = { zh: 'zh-CN', en: 'en' }

const rememberedLanguage = (): Language => {
  try {
    return localStorage.getItem(languageKey) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh' // storage may be forbidden
  }
}

const addEnglish = async (): Promise<void> => {
  const { en } = await import('./en.ts')
  for (const [noun, words] of Object.entries(en)) i18n.addResourceBundle('en', noun, words)
}

/** Makes the words ready before the first screen; Chinese unless the person chose English earlier. */
export const startWords = async (): Promise<void> => {
  await i18n.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    ns: Object.keys(zh),
    defaultNS: 'common',
    resources: { zh },
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  })
  if (rememberedLanguage() === 'en') await setLanguage('en')
}

/** Changes the language of the page and remembers it on this device. */
export const setLanguage = async (language: Language): Promise<void> => {
  if (language === 'en') await addEnglish()
  await i18n.changeLanguage(language)
  document.documentElement.lang = documentLanguage[language]
  try {
    localStorage.setItem(languageKey, language)
  } catch {
    // storage may be forbidden; the choice then lasts as long as the page
  }
}

/** The language in use, outside of components. */
export const currentLanguage = (): Language => (i18n.language === 'en' ? 'en' : 'zh')

/** After a visit at a kiosk: the next person starts in Chinese. */
export const forgetLanguage = (): Promise<void> => setLanguage('zh')

export const useLanguage = (): Language => (useTranslation().i18n.language === 'en' ? 'en' : 'zh')

/** The words of one noun for a component: `const say = useWords('form')`, then `say('empty')`. */
export const useWords = <N extends Noun>(noun: N): Say<N> => useTranslation(noun).t as Say<N>
