import { randomUUID } from 'node:crypto'
import { createFormStore } from '@farwindow/client/form/store.ts'
import type { FormStore } from '@farwindow/client/form/store.ts'
import type { Link } from '@farwindow/client/link.ts'
import { valueOf } from '../../pure/outcome.ts'
import type { Person } from './person.ts'

/** Somebody who goes on typing, whatever happens, and remembers what was acknowledged. */
export interface Editing {
  /** Stops, and waits for the last answer. */
  stop(): Promise<void>
  /** How many were acknowledged. */
  count(): number
  /** The fields whose last acknowledged value is not what this page shows of the form. */
  missing(seenBy: Person): Promise<string[]>
  close(): void
}

const everyMs = 150

interface Screen {
  readonly link: Link
  readonly form: FormStore
}

/** The form as each page has it before it: it asks for it when it is opened, and is told from then on. */
const openScreens = (visitId: string) => {
  const screens = new Map<Person, Screen>()
  return {
    /** Opened anew where the page is another one by now. */
    of: async (person: Person): Promise<FormStore> => {
      const [known, link] = [screens.get(person), person.link()]
      if (known?.link === link) return known.form
      known?.form.close()
      const form = createFormStore(link, 'applicant')
      screens.set(person, { link, form })
      await form.open(visitId)
      return form
    },
    close: () => {
      for (const { form } of screens.values()) form.close()
    },
  }
}

/**
 * Types into the form's text fields in turn. What is refused because the line is away is asked again by the link. What
 * `readers` are shown is followed from the beginning.
 */
export const typeOn = async (
  writer: Person,
  visitId: string,
  readers: readonly Person[],
): Promise<Editing> => {
  const screens = openScreens(visitId)
  await Promise.all(readers.map(screens.of))
  const { definition, form } = valueOf(await writer.link().ask('form.current', { visitId }))
  const fields = definition.pages
    .flatMap((page) => page.fields)
    .filter((field) => field.control === 'text' && field.sensitive !== true)
    .map((field) => field.path)
  const bases = new Map(fields.map((path) => [path, form.values[path]?.revision ?? 0]))
  const kept = new Map<string, string>()
  let [tried, acknowledged] = [0, 0]
  const stopped = new AbortController()

  const one = async (path: string): Promise<void> => {
    const value = `远窗${tried}`
    const outcome = await writer.link().ask('form.edit', {
      visitId,
      path,
      value,
      base: bases.get(path) ?? 0,
      edit: randomUUID(),
      source: 'typed',
    })
    // It may have been written all the same: nothing is claimed of it.
    if (!outcome.ok) return void kept.delete(path)
    bases.set(path, outcome.value.revision)
    kept.set(path, value)
    acknowledged += 1
  }
  const run = (async () => {
    while (!stopped.signal.aborted) {
      tried += 1
      await one(fields[tried % fields.length] ?? '')
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  })()

  return {
    stop: () => {
      stopped.abort()
      return run
    },
    count: () => acknowledged,
    missing: async (seenBy) => {
      const { form: now } = (await screens.of(seenBy)).state.getState()
      return [...kept].filter(([path, value]) => now?.values[path]?.value !== value).map(([path]) => path)
    },
    close: screens.close,
  }
}
