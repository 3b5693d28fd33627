import { stepName } from '@farwindow/shared/identity/script.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { locate } from '@farwindow/shared/form/field.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'
import { useBilingual } from '../../words/bilingual.ts'
import { useWords } from '../../words/words.ts'

/** What the server says is missing before handing in (CASE-13), in words; each thing once. */
export const useMissing = (
  definition: FormDefinition | undefined,
  form: FormView | undefined,
): ((refusal: Refusal) => readonly string[]) => {
  const say = useWords('clerk')
  const read = useBilingual()

  const pageOf = (path: string): string => {
    const page = definition?.pages.find(({ fields }) =>
      fields.some((field) => path === field.path || path.startsWith(`${field.path}/`)),
    )
    return page === undefined ? path : read(page.title)
  }
  const fieldOf = (path: string): string => {
    const field = definition === undefined ? undefined : locate(definition, form?.rows ?? {}, path)?.field
    return field === undefined ? pageOf(path) : `${pageOf(path)} · ${read(field.label)}`
  }
  const paperOf = (code: string): string => {
    const paper = definition?.papers.find((one) => one.code === code)
    return paper === undefined ? code : read(paper.name)
  }
  const wordsOf = (detail: string): string => {
    const at = detail.indexOf(':')
    const [kind, what] = at < 0 ? [detail, ''] : [detail.slice(0, at), detail.slice(at + 1)]
    switch (kind) {
      case 'field':
        return say('lackPage', { page: fieldOf(what) })
      case 'confirm':
        return say('lackConfirm', { field: fieldOf(what) })
      case 'material':
        return say('lackPaper', { paper: paperOf(what) })
      case 'returned':
        return say('lackReturned', { paper: paperOf(what) })
      case 'signature':
        return say('lackSignatureAgain')
      case 'delivery':
        return say('lackDelivery')
      case 'item':
        return say('lackItem')
      default: {
        const step = stepName.safeParse(kind)
        return step.success ? say(`check_${step.data}`) : say('lackIdentity')
      }
    }
  }
  return ({ detail }) => [...new Set((detail ?? []).map(wordsOf))]
}
