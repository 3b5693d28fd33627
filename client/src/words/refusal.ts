import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useTranslation } from 'react-i18next'
import { i18n } from './words.ts'

const minuteMs = 60_000

const waitWords = (retryAfterMs: number): string =>
  retryAfterMs < minuteMs
    ? i18n.t('seconds', { ns: 'common', count: Math.max(1, Math.ceil(retryAfterMs / 1000)) })
    : i18n.t('minutes', { ns: 'common', count: Math.ceil(retryAfterMs / minuteMs) })

/**
 * What a person reads when a request was refused: what happened, what to do, and when known, how long to wait
 * and the number that finds the log line. Details such as field paths are shown by the screen that knows them.
 */
const refusalSentence = (refused: Refusal): string => {
  const sentences = [i18n.t(refused.code, { ns: 'refusal' })]
  if (refused.retryAfterMs !== undefined) {
    sentences.push(i18n.t('retryAfter', { ns: 'refusalMore', wait: waitWords(refused.retryAfterMs) }))
  }
  if (refused.reference !== undefined) {
    sentences.push(i18n.t('reference', { ns: 'refusalMore', reference: refused.reference }))
  }
  return sentences.join(' ')
}

/** The same for a component, which is shown again when the language changes. */
export const useRefusalSentence = (): ((refused: Refusal) => string) => {
  useTranslation()
  return refusalSentence
}
