import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '../parts/IconButton.tsx'
import { look, setCare } from '../theme/look.ts'
import { setLanguage, useLanguage, useWords } from '../words/words.ts'

/** Language and type size, on a page for everybody that is no screen of a visit. */
export const PublicSwitches = (): ReactNode => {
  const common = useWords('common')
  const language = useLanguage()
  const care = useStore(look, (now) => now.care)
  return (
    <div className="flex gap-1">
      <IconButton
        icon="language"
        label={common('languageLabel')}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onPress={() => void setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {common('language')}
      </IconButton>
      <IconButton icon="care" onPress={() => setCare(!care)}>
        {care ? common('careOff') : common('careOn')}
      </IconButton>
    </div>
  )
}
