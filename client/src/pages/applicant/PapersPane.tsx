import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Loading } from '../../parts/states.tsx'
import { Papers } from '../../record/Papers.tsx'
import { paperStands } from '../../record/papers.ts'
import { useBilingual } from '../../words/bilingual.ts'
import { useWords } from '../../words/words.ts'
import { StillDialog } from './StillDialog.tsx'
import type { Applicant } from './stores.ts'
import { useGuide } from './useGuide.ts'

/** The applicant's papers, given as files or taken with the camera of this device. */
export const PapersPane = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { record, form, media, surface } = applicant
  const say = useWords('papers')
  const common = useWords('common')
  const read = useBilingual()
  const guide = useGuide(applicant)
  const { files, sending } = useStore(record.state)
  const { definition, form: filled } = useStore(form.state)
  const camera = useStore(media.state, (now) => now.camera)
  const [taking, setTaking] = useState<string | null>(null)
  if (guide === null || definition === null || filled === null)
    return <Loading words={common('loading')} slowWords={common('loadingSlow')} />

  const nameOf = (code: string): string => {
    const found = guide.materials.find((one) => one.code === code)
    return found === undefined ? code : read(found.name)
  }
  const put = (material: string, name: string, content: Blob) =>
    record.put({ purpose: 'material', material, name: name.slice(-200), content })
  return (
    <>
      <Papers
        stands={paperStands(guide, definition, filled, files)}
        sending={sending}
        readOnly={filled.phase === 'sealed'}
        camera={surface === 'phone' ? 'phone' : 'here'}
        onPick={(material, file) => void put(material, file.name, file)}
        onPhoto={setTaking}
        onRemove={record.remove}
        onForget={record.forget}
      />
      {taking !== null && (
        <StillDialog
          title={say('photoOf', { name: nameOf(taking) })}
          hint={say('stillHold')}
          camera={camera}
          onClose={() => setTaking(null)}
          onUse={(picture) => put(taking, say('stillName', { what: nameOf(taking).slice(0, 40) }), picture)}
        />
      )}
    </>
  )
}
