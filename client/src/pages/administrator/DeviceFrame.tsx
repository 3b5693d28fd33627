import { useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

export interface DeviceFrameProps {
  readonly surface: 'phone' | 'kiosk'
  /** What is shown in it. */
  readonly label: string
  readonly children: ReactNode
}

/** The device's own size, and how much of it fits beside other things. */
const sizes = {
  phone: { width: 390, height: 760, scale: 1 },
  kiosk: { width: 1080, height: 1600, scale: 0.475 },
} as const

/** The styles of this page, for a document of another size: a frame asks media queries for itself. */
const dress = (frame: Document, surface: DeviceFrameProps['surface']): void => {
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style'))
    frame.head.append(frame.importNode(sheet, true))
  const { dataset } = frame.documentElement
  dataset['surface'] = surface
  dataset['theme'] = 'light'
  frame.documentElement.lang = document.documentElement.lang
}

/** A small screen inside a large one: what is in it looks and breaks as on that device. */
export const DeviceFrame = ({ surface, label, children }: DeviceFrameProps): ReactNode => {
  const [body, setBody] = useState<HTMLElement | null>(null)
  const { width, height, scale } = sizes[surface]
  return (
    <div
      className="overflow-hidden rounded-card border-4 border-edge bg-paper shadow-raised"
      style={{ width: width * scale + 8, height: height * scale + 8 }}
    >
      {/* It loads nothing: what is in it is drawn by this page, so there is nobody to keep in a sandbox. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe
        key={surface}
        title={label}
        style={{ width, height, transform: `scale(${scale})`, transformOrigin: '0 0' }}
        ref={(frame) => {
          const inside = frame?.contentDocument
          if (inside === null || inside === undefined || inside.body === body) return
          dress(inside, surface)
          setBody(inside.body)
        }}
      />
      {body !== null && createPortal(<div className="p-4 kiosk:p-6">{children}</div>, body)}
    </div>
  )
}
