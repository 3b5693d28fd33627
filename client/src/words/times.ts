import { useMemo } from 'react'
import { useLanguage, type Language } from './words.ts'

/** Everybody here lives by one clock: China's, wherever the browser stands. */
const timeZone = 'Asia/Shanghai'
const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' }

export interface Times {
  /** 2026年11月21日 */
  readonly day: (at: number) => string
  /** 14:05 */
  readonly clock: (at: number) => string
  /** 11月21日 14:05 */
  readonly moment: (at: number) => string
}

/** How a moment (ms since the epoch) is written in this language, on China's clock. */
const timesIn = (language: Language): Times => {
  const locale = locales[language]
  const month = language === 'zh' ? 'long' : 'short'
  const clockParts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const day = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month, day: 'numeric' })
  const clock = new Intl.DateTimeFormat(locale, { timeZone, ...clockParts })
  const moment = new Intl.DateTimeFormat(locale, { timeZone, month, day: 'numeric', ...clockParts })
  return { day: (at) => day.format(at), clock: (at) => clock.format(at), moment: (at) => moment.format(at) }
}

/** Dates and times in the language in use. */
export const useTimes = (): Times => {
  const language = useLanguage()
  return useMemo(() => timesIn(language), [language])
}
