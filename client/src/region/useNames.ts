import { fullName } from '@farwindow/shared/region/jurisdiction.ts'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { useLanguage } from '../words/words.ts'
import type { Called, Names } from './names.ts'

/** Names of jurisdictions and items in the language in use. */
export const useNames = (names: StoreApi<Names>): Called => {
  const { jurisdictions, items } = useStore(names)
  const language = useLanguage()
  return {
    place: (code) => fullName(jurisdictions, code)[language] || code,
    shortPlace: (code) => jurisdictions.find((one) => one.code === code)?.name[language] ?? code,
    item: (code) => items.find((one) => one.code === code)?.name[language] ?? code,
  }
}
