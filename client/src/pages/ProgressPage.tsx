import type { SingleField } from '@farwindow/shared/form/definition.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { keyInAddress } from '../case/address.ts'
import { CorrectionAnswer, type FieldAnswer } from '../case/CorrectionAnswer.tsx'
import { createProgress } from '../case/progress.ts'
import { ProgressLookup } from '../case/ProgressLookup.tsx'
import { ProgressShow } from '../case/ProgressShow.tsx'
import { FieldControl } from '../form/FieldControl.tsx'
import { createLink } from '../link.ts'
import { PageFrame } from '../parts/PageFrame.tsx'
import { createNames, loadNames } from '../region/names.ts'
import { useNames } from '../region/useNames.ts'
import { useWords } from '../words/words.ts'
import { PublicSwitches } from './PublicSwitches.tsx'

/** Nobody signs in here: every request goes with reference and code, and no socket is opened. */
const build = () => {
  const link = createLink('progress')
  return { link, names: createNames(link), progress: createProgress(link) }
}

const renderField = (field: SingleField, { value, onEdit, shared }: FieldAnswer): ReactNode => (
  <FieldControl field={field} value={value} onEdit={onEdit} shared={shared} masked={false} />
)

/** Where a case stands, for whoever has its reference and code: typed, or in the address of the receipt's QR code. */
export const ProgressPage = (): ReactNode => {
  const say = useWords('progress')
  const common = useWords('common')
  const [{ link, names, progress }] = useState(build)
  const called = useNames(names)
  const now = useStore(progress.state)

  useEffect(() => {
    void loadNames(link, names)
    const inAddress = keyInAddress(location.hash)
    if (inAddress !== null) void progress.lookUp(inAddress)
  }, [link, names, progress])

  const forget = (): void => {
    history.replaceState(null, '', location.pathname)
    progress.forget()
  }
  const { key, progress: shown, item } = now
  return (
    <PageFrame brand={common('product')} title={say('title')} lead={say('lead')} topEnd={<PublicSwitches />}>
      {shown === null || key === null ? (
        <ProgressLookup
          refused={now.refused}
          lockedUntilAt={now.lockedUntilAt}
          looking={now.looking}
          onLookUp={(wanted) => void progress.lookUp(wanted)}
        />
      ) : (
        <ProgressShow
          shown={shown}
          progress={progress}
          called={called}
          onRefresh={() => progress.lookUp(key)}
          onOther={forget}
        >
          {shown.notice !== undefined && item !== null && (
            <CorrectionAnswer
              key={shown.notice.at}
              notice={shown.notice}
              item={item}
              progress={progress}
              renderField={renderField}
            />
          )}
        </ProgressShow>
      )}
    </PageFrame>
  )
}
