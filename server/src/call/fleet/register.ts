import type { Logger } from 'pino'
import type { Emit } from '../hostevents.ts'
import { createAdmission } from './admission.ts'
import type { NodeEnd } from './admission.ts'
import { createBooks } from './books.ts'
import type { Books } from './books.ts'
import { openChoice } from './choice.ts'
import type { Choice } from './choice.ts'
import type { NodeLine } from './station.ts'
import { openVigil } from './vigil.ts'
import type { Vigil } from './vigil.ts'

/**
 * The nodes of a desk. When a line breaks, or this process ends, media goes on there, and the books are compared
 * when the node is back.
 */
export interface Register
  extends
    Pick<Books, 'all' | 'homeOf' | 'put' | 'forget' | 'lose'>,
    Pick<Choice, 'pick' | 'pin'>,
    Pick<Vigil, 'missed'> {
  admit(line: NodeLine): NodeEnd
  close(): void
}

export const openRegister = (about: {
  readonly now: () => number
  readonly log: Logger
  readonly emit: Emit
}): Register => {
  const { now, log, emit } = about
  const books = createBooks(emit)
  const choice = openChoice(books, now)
  const vigil = openVigil(books, now, log)
  const { all, homeOf, put, forget, lose } = books
  const { pick, pin, changed } = choice
  return {
    all,
    homeOf,
    put,
    forget,
    lose,
    pick,
    pin,
    missed: vigil.missed,
    admit: createAdmission({ books, vigil, now, log, emit, opened: changed }),
    close: () => {
      vigil.close()
      for (const { line } of all()) line?.end()
      books.clear()
      choice.close()
    },
  }
}
