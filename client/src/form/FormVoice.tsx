import { locate } from '@farwindow/shared/form/field.ts'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Live } from '../parts/Live.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import type { FormScreen } from './screen.ts'

/** Tells screen readers what the other side did: once per field, when they leave it, not at every letter. */
export const FormVoice = ({ definition, form, side, othersField, glowPath }: FormScreen): ReactNode => {
  const say = useWords('form')
  const read = useBilingual()
  const lastField = useRef<string | null>(null)
  const [left, setLeft] = useState<string | null>(null)

  useEffect(() => {
    const before = lastField.current
    lastField.current = othersField
    if (before !== null && before !== othersField) setLeft(before)
  }, [othersField])

  const nameOf = (path: string | null): string | undefined => {
    const found = path === null ? undefined : locate(definition, form.rows, path)
    return found && read(found.field.label)
  }
  const filled = nameOf(left)
  const pointed = side === 'applicant' ? nameOf(glowPath) : undefined
  return (
    <>
      <Live>
        {filled === undefined
          ? ''
          : say(side === 'applicant' ? 'clerkFilled' : 'applicantFilled', { field: filled })}
      </Live>
      <Live urgent>{pointed === undefined ? '' : say('clerkPoints', { field: pointed })}</Live>
    </>
  )
}
