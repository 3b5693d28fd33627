import type { ReactNode } from 'react'
import { TextField, type TextFieldProps } from './TextField.tsx'

/** Full-width digits of Chinese keyboards become plain ones; one decimal point; nothing else gets in. */
const keepDecimal = (text: string): string => {
  const plain = text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll(/[^\d.]/g, '')
  const [whole = '', ...rest] = plain.split('.')
  return rest.length === 0 ? whole : `${whole}.${rest.join('')}`
}

/** Only digits. */
export const keepDigits = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '')

export interface NumberFieldProps extends Omit<TextFieldProps, 'keep' | 'inputMode' | 'type'> {
  readonly whole?: boolean
}

/** A number, kept as the text that was typed. No spinning arrows: they are pressed by accident. */
export const NumberField = ({ whole, ...props }: NumberFieldProps): ReactNode => (
  <TextField
    {...props}
    digits
    inputMode={whole === true ? 'numeric' : 'decimal'}
    keep={whole === true ? keepDigits : keepDecimal}
  />
)
