import type { Option } from '../parts/ChoiceField.tsx'

/** What an option is called; its value while nothing is known of it. */
export const labelOf = (options: readonly Option[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value
