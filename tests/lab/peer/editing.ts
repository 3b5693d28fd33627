import { randomUUID } from 'node:crypto'
import { valueOf } from '../../pure/outcome.ts'
import type { Person } from './person.ts'

/** Somebody who goes on typing, whatever happens, and remembers what was acknowledged. */
export interface Editing {
  /** Stops, and waits for the last answer. */
  stop(): Promise<void>
  /** How many were acknowledged. */
  count(): number
  /** The fields whose last acknowledged value is not what this page is shown of the form. */
  missing(seenBy: Person): Promise<string[]>
}

const everyMs = 150

/** Types into the form's text fields in turn. What is refused because the line is away is asked again by the link. */
export const typeOn = async (writer: Person, visitId: string): Promise<Editing> => {
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
      const { form: now } = valueOf(await seenBy.link().ask('form.current', { visitId }))
      return [...kept].filter(([path, value]) => now.values[path]?.value !== value).map(([path]) => path)
    },
  }
}
