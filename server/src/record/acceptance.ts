import type { Item, Material } from '@farwindow/shared/catalogue/item.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { largestFileBytes } from '@farwindow/shared/record/protocol.ts'
import type { FilePurpose } from '@farwindow/shared/record/protocol.ts'
import { checkContent } from './content.ts'

/** What may be given: by its content, not by its name (VAULT-6). */
interface Acceptance {
  readonly types: readonly string[]
  readonly mostBytes: number
}

const pictures = ['image/jpeg', 'image/png']

const acceptanceOf = (purpose: FilePurpose, material: Material | null): Acceptance => {
  if (material !== null)
    return { types: material.acceptedTypes, mostBytes: Math.min(material.maxBytes, largestFileBytes) }
  return { types: typesOf(purpose), mostBytes: largestFileBytes }
}

const typesOf = (purpose: FilePurpose): readonly string[] => {
  if (purpose === 'signature') return ['image/png']
  return purpose === 'result' || purpose === 'chat' ? [...pictures, 'application/pdf'] : pictures
}

/** The guide's material of this code; refuses `notFound` with the code, `incomplete` without one. */
export const materialOf = (item: Item, code: string | undefined): Outcome<Material> => {
  if (code === undefined) return refuse('incomplete', 'material')
  const found = item.guide.materials.find((material) => material.code === code)
  return found === undefined ? refuse('notFound', code) : ok(found)
}

/** The content type of a file that fits what is asked for. Refuses `fileTooLarge` and `fileType` (RECORD-3). */
export const checkFile = async (
  file: { readonly purpose: FilePurpose; readonly name: string; readonly bytes: Uint8Array },
  material: Material | null,
): Promise<Outcome<string>> => {
  const { types, mostBytes } = acceptanceOf(file.purpose, material)
  if (file.bytes.length > mostBytes) return refuse('fileTooLarge', 'bytes')
  const content = await checkContent({ name: file.name, bytes: file.bytes })
  if (!content.ok) return content
  return types.includes(content.value.type) ? ok(content.value.type) : refuse('fileType', content.value.type)
}
