import type { ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { FormJourney } from '../form/FormJourney.tsx'
import { FormPage } from '../form/FormPage.tsx'
import { PublicShell } from '../pages/PublicShell.tsx'
import { Button } from '../parts/Button.tsx'
import { PageFrame } from '../parts/PageFrame.tsx'
import { sampleJourney, useSampleScreen } from './sample.ts'

/** A page of a form: as the applicant has it, or with `&side=clerk` as the clerk has it. */
export const FormShelf = (): ReactNode => {
  const [search] = useSearchParams()
  const side = search.get('side') === 'clerk' ? 'clerk' : 'applicant'
  const screen = useSampleScreen(side)
  const content = (
    <>
      <FormJourney
        definition={screen.definition}
        journey={sampleJourney}
        page={screen.page}
        onOpen={() => undefined}
      />
      <FormPage {...screen} />
    </>
  )
  if (side === 'clerk') {
    return (
      <PageFrame brand="远程虚拟窗口" title="一起填表">
        {content}
      </PageFrame>
    )
  }
  return (
    <PublicShell
      screen="form"
      title="填写申请表"
      onBack={() => undefined}
      onHelp={() => undefined}
      onEnd={() => undefined}
      primary={
        <Button kind="primary" big iconAfter="forward">
          下一页
        </Button>
      }
    >
      {content}
    </PublicShell>
  )
}
