import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon } from '../parts/icons.tsx'
import { Tick } from '../parts/Tick.tsx'
import { useWords } from '../words/words.ts'

export interface OfficePickerProps {
  /** Codes of the jurisdictions that serve people here. */
  readonly offices: readonly string[]
  readonly chosen: string
  readonly onChoose: (office: string) => void
  readonly nameOf: (office: string) => string
}

/** Which office decides, with a button that changes it. */
export const OfficePicker = ({ offices, chosen, onChoose, nameOf }: OfficePickerProps): ReactNode => {
  const say = useWords('visit')
  const common = useWords('common')
  const [open, setOpen] = useState(false)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-paper px-4 py-3 kiosk:gap-x-3 kiosk:px-3 kiosk:py-2">
      <Icon name="office" className="text-action" />
      <p className="min-w-0 grow">
        <span className="text-note text-quiet">{say('office')}</span>
        <br />
        <span className="font-semibold">{nameOf(chosen)}</span>
      </p>
      <Button onPress={() => setOpen(true)} label={say('officeChange')}>
        {common('change')}
      </Button>
      {open && (
        <Dialog
          icon="office"
          title={say('officeTitle')}
          onDismiss={() => setOpen(false)}
          actions={
            <Button kind="primary" onPress={() => setOpen(false)}>
              {common('done')}
            </Button>
          }
        >
          <p className="text-quiet">{say(offices.length > 1 ? 'officeText' : 'officeOnly')}</p>
          <div role="radiogroup" aria-label={say('officeTitle')} className="flex flex-col gap-2">
            {offices.map((office) => (
              <Tick
                key={office}
                kind="radio"
                name="office"
                checked={office === chosen}
                onChange={() => onChoose(office)}
              >
                {nameOf(office)}
              </Tick>
            ))}
          </div>
        </Dialog>
      )}
    </div>
  )
}
