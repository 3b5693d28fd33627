import type { ReactNode } from 'react'
import { Card } from '../parts/Card.tsx'
import { Icon } from '../parts/icons.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { useWords } from '../words/words.ts'

export interface ReceiptCardProps {
  readonly reference: string
  readonly code: string
  /** Where reference and code are looked up. */
  readonly address: string
  /** This is the phone one would scan with: a link takes the picture's place. */
  readonly onPhone: boolean
}

/** Reference and code large enough to be read aloud and copied by hand, and both in a picture to take along. */
export const ReceiptCard = ({ reference, code, address, onPhone }: ReceiptCardProps): ReactNode => {
  const say = useWords('visit')
  const target = `${address}#${reference}.${code}`
  return (
    <Card>
      <div className="flex flex-col items-center gap-5 kiosk:flex-row kiosk:justify-between kiosk:gap-4">
        <div className="flex min-w-0 flex-col gap-4 kiosk:gap-2">
          <dl className="flex flex-col gap-4 kiosk:gap-2">
            <div>
              <dt className="text-quiet">{say('reference')}</dt>
              <dd className="figures text-title font-bold tracking-[0.04em] whitespace-nowrap phone:text-lead">
                {reference}
              </dd>
            </div>
            <div>
              <dt className="text-quiet">{say('code')}</dt>
              <dd className="figures text-title font-bold tracking-[0.04em] whitespace-nowrap phone:text-lead">
                {code}
              </dd>
            </div>
          </dl>
          <p className="flex items-start gap-[0.4em] text-note text-quiet">
            <Icon name="lock" />
            {say('codeKeep')}
          </p>
        </div>
        {onPhone ? (
          <a
            href={target}
            target="_blank"
            rel="noreferrer"
            className="flex min-h-target items-center text-action underline underline-offset-4"
          >
            {say('receiptOpen')}
          </a>
        ) : (
          <figure className="flex w-full max-w-[16rem] shrink-0 flex-col items-center gap-2 kiosk:max-w-[20rem] kiosk:wide:max-w-[12rem]">
            <QrCode text={target} label={say('receiptQr')} />
            <figcaption className="text-center text-note text-quiet">{say('receiptScan')}</figcaption>
          </figure>
        )}
      </div>
    </Card>
  )
}
