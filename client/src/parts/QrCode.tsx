import { useMemo, type ReactNode } from 'react'
import { encode } from 'uqr'

export interface QrCodeProps {
  readonly text: string
  /** What scanning it does, for those who cannot see it. */
  readonly label: string
}

/** Quiet zone of four modules, as ISO/IEC 18004 asks. */
const quietModules = 4

/** A QR code as a drawing; dark on white in every theme, since cameras expect that. */
export const QrCode = ({ text, label }: QrCodeProps): ReactNode => {
  const { path, size } = useMemo(() => {
    const code = encode(text, { ecc: 'M', border: quietModules })
    const squares = code.data.flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
    )
    return { path: squares.join(''), size: code.size }
  }, [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="block w-full max-w-[18rem] rounded-part border border-line kiosk:max-w-[24rem]"
    >
      <path d={`M0 0h${size}v${size}H0z`} fill="#ffffff" />
      <path d={path} fill="#10151f" />
    </svg>
  )
}
