import { use, useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Words } from './zh.ts'
import { first } from './zh/first.ts'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]
export type Noun = keyof Words
/** What stands in the blanks of a sentence: `{{count}}`. */
export type Blanks = Readonly<Record<string, string | number>>
/** Gives the words of one noun in the language in use; a key that does not exist does not compile. */
export type Say<N extends Noun> = (key: keyof Words[N], blanks?: Blanks) => string

interface Speech {
  readonly language: Language
  readonly words: Partial<Words>
}

/** The language of the page and its words: the first Chinese ones come with the page, the rest and English are fetched. */
const speech = createStore<Speech>(() => ({ language: 'zh', words: first }))

let chinese: Partial<Words> = first
let fetching: Promise<void> | null = null

const fetchMore = async (): Promise<void> => {
  try {
    chinese = { ...first, ...(await import('./zh/later.ts')).later }
  } catch (error) {
    // Whoever asks next tries again.
    fetching = null
    throw error
  }
  if (speech.getState().language === 'zh') speech.setState({ words: chinese })
}

/** Fetches the words that do not come with the page, once. Rejects when they cannot be fetched. */
export const moreWords = (): Promise<void> => (fetching ??= fetchMore())

const languageKey = 'farwindow.language'
const documentLanguage: Record<Language, string> = { zh: 'zh-CN', en: 'en' }
const wordsOf: Record<Language, () => Promise<Partial<Words>>> = {
  zh: async () => chinese,
  en: async () => (await import('./en.ts')).en,
}

const rememberedLanguage = (): Language => {
  try {
    return localStorage.getItem(languageKey) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh' // storage may be forbidden
  }
}

/** Makes the words ready before the first screen; Chinese unless the person chose English earlier. */
export const startWords = async (): Promise<void> => {
  if (rememberedLanguage() === 'en') await setLanguage('en')
}

/** Changes the language of the page and remembers it on this device. */
export const setLanguage = async (language: Language): Promise<void> => {
  speech.setState({ language, words: await wordsOf[language]() })
  document.documentElement.lang = documentLanguage[language]
  try {
    localStorage.setItem(languageKey, language)
  } catch {
    // storage may be forbidden; the choice then lasts as long as the page
  }
}

/** The language in use, outside of components. */
export const currentLanguage = (): Language => speech.getState().language

/** After a visit at a kiosk: the next person starts in Chinese. */
export const forgetLanguage = (): Promise<void> => setLanguage('zh')

export const useLanguage = (): Language => useStore(speech, (now) => now.language)

/** A sentence with its blanks filled in; a blank nobody fills stays visible, so that it is noticed. */
export const fillIn = (sentence: string, blanks: Blanks): string =>
  sentence.replaceAll(/\{\{(\w+)\}\}/g, (blank, name: string) => String(blanks[name] ?? blank))

/** Words that are not there yet: the screen waits for them as it does for its own code. */
const useMore = <N extends Noun>(noun: N): Words[N] => {
  use(moreWords())
  const words: Words[N] | undefined = speech.getState().words[noun]
  if (words === undefined) throw new Error(`no words of ${noun}`)
  return words
}

/** The words of one noun for a component: `const say = useWords('form')`, then `say('row', { name, number })`. */
export const useWords = <N extends Noun>(noun: N): Say<N> => {
  const there = useStore(speech, (now) => now.words[noun])
  // oxlint-disable-next-line react/rules-of-hooks -- only `use` in it, which may stand in a condition
  const words = there ?? useMore(noun)
  return useMemo(
    () =>
      (key, blanks = {}) =>
        fillIn(words[key], blanks),
    [words],
  )
}
