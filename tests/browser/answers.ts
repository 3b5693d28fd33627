import type { Locator, Page } from 'playwright-core'
import type { FormDefinition, FormField, SingleField } from '@farwindow/shared/form/definition.ts'
import { exampleForm } from '@farwindow/shared/form/example.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'

/** One answer to be given on the screen. */
export interface Answer {
  readonly page: string
  readonly path: string
  readonly value: FieldValue
  readonly field: SingleField
}

const inside = (field: FormField, path: string): SingleField | undefined => {
  if (field.control !== 'group') return field.path === path ? field : undefined
  return path.startsWith(`${field.path}/`)
    ? field.fields.find((one) => one.path === path.split('/').at(-1))
    : undefined
}

/** The definition's own examples, which make a complete and valid application, page by page. */
export const exampleAnswers = (definition: FormDefinition): Answer[] => {
  const { values } = exampleForm(definition)
  return definition.pages.flatMap((page) =>
    page.fields.flatMap((outer) =>
      Object.entries(values).flatMap(([path, { value }]) => {
        const field = inside(outer, path)
        return field === undefined ? [] : [{ page: page.id, path, value, field }]
      }),
    ),
  )
}

const idOf = (path: string): string => `[id="field-${path}"]`

/** Presses a tick or a choice, whose own picture lies over it. */
export const press = (at: Locator): Promise<void> => at.evaluate((input) => (input as HTMLElement).click())

/** Gives one answer the way a person does: types, ticks, chooses. */
export const giveAnswer = async (page: Page, { path, value, field }: Answer): Promise<void> => {
  const at = page.locator(idOf(path))
  await at.waitFor()
  if (field.control === 'checkbox') return press(at)
  if (field.control === 'choice' || field.control === 'multichoice') {
    const chosen = typeof value === 'object' ? value : [String(value)]
    if ((await at.evaluate((box) => box.tagName)) === 'SELECT') return void (await at.selectOption(chosen))
    for (const option of field.options.filter((one) => chosen.includes(one.value)))
      await press(at.locator('label', { hasText: option.label.zh }).first().locator('input'))
    return
  }
  if (field.control !== 'date') return at.fill(String(value))
  for (const [n, part] of String(value).split('-').entries()) await at.locator('input').nth(n).fill(part)
}
