import type { ReactNode } from 'react'

export const Gallery = (): ReactNode => null
