import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import type { Option } from '../parts/ChoiceField.tsx'
import type { OfficeStore, Overview } from './store.ts'

/** What an option is called; its value while nothing is known of it. */
export const labelOf = (options: readonly Option[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value

/** A code as it is kept: small letters, digits and single dashes, no dash first. */
export const keepCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_/]+/g, '-')
    .replaceAll(/[^a-z0-9-]/g, '')
    .replaceAll(/-+/g, '-')
    .replace(/^-/, '')

/** What one chose before, as long as it is one of the options; a fresh installation knows no places yet. */
export const chosenOf = (options: readonly Option[], value: string): string =>
  options.some((option) => option.value === value) ? value : ''

/** The one that fits, of what stands there now; null when it does not. */
export const newestOf = async <T>(
  office: OfficeStore,
  among: (overview: Overview) => readonly Versioned<T>[],
  fits: (value: T) => boolean,
): Promise<Versioned<T> | null> => {
  await office.refresh()
  const { overview } = office.state.getState()
  return overview === null ? null : (among(overview).find(({ value }) => fits(value)) ?? null)
}
