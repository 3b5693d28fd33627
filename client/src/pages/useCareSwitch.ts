import { useStore } from 'zustand'
import type { IconButtonProps } from '../parts/IconButton.tsx'
import { look, setCare } from '../theme/look.ts'
import { useWords } from '../words/words.ts'

/** The button of public pages for large type and calm, on and off. */
export const useCareSwitch = (): IconButtonProps => {
  const common = useWords('common')
  const care = useStore(look, (now) => now.care)
  return { icon: 'care', children: common(care ? 'careOff' : 'careOn'), onPress: () => setCare(!care) }
}
