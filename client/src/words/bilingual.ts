import type { Bilingual } from '@farwindow/shared/words/bilingual.ts'
import { useLanguage } from './words.ts'

/** Text that came with data, in the language in use: `const read = useBilingual()`, then `read(field.label)`. */
export const useBilingual = (): ((text: Bilingual) => string) => {
  const language = useLanguage()
  return (text) => text[language]
}
