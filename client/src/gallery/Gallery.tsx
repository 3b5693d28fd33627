import { useLayoutEffect, type ComponentType, type ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { enterSurface, look, type Surface } from '../theme/look.ts'
import { DeskShelf } from './DeskShelf.tsx'
import { FieldsShelf } from './FieldsShelf.tsx'
import { FormShelf } from './FormShelf.tsx'
import { OverlayShelf } from './OverlayShelf.tsx'
import { PartsShelf } from './PartsShelf.tsx'
import { PublicShelf } from './PublicShelf.tsx'

const surfaces: readonly Surface[] = ['kiosk', 'phone', 'desk', 'wall']

const shelves: Record<string, ComponentType> = {
  parts: PartsShelf,
  fields: FieldsShelf,
  form: FormShelf,
  overlay: OverlayShelf,
  public: PublicShelf,
  desk: DeskShelf,
}

/**
 * Every part in every state, for the eye and for the tests: `/parts?shelf=fields&surface=kiosk&care=on&dark=on`.
 * Built in development and tests only; its sample texts are no words of the product.
 */
export const Gallery = (): ReactNode => {
  const [search] = useSearchParams()
  const surface = surfaces.find((one) => one === search.get('surface')) ?? 'desk'
  const care = search.get('care') === 'on'
  const dark = search.get('dark') === 'on'
  useLayoutEffect(() => {
    enterSurface(surface)
    look.setState({ care, dark })
  }, [surface, care, dark])
  const Shelf = shelves[search.get('shelf') ?? 'parts'] ?? PartsShelf
  return <Shelf />
}
