import { z } from 'zod'

/** Text that belongs to data (an item, a window, a field) in both languages; Chinese is shown first. */
export const bilingual = z.strictObject({
  zh: z.string().min(1).max(2000),
  en: z.string().min(1).max(4000),
})
export type Bilingual = z.infer<typeof bilingual>

/** Both languages at once, short enough for tables of data. */
export const say = (zh: string, en: string): Bilingual => ({ zh, en })
