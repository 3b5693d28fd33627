import { fileTypeFromBuffer } from 'file-type'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { largestFileBytes } from '@farwindow/shared/record/protocol.ts'
import { isActivePdf } from './pdf.ts'
import { jpegSize, pngSize } from './picture.ts'
import type { Size } from './picture.ts'

/** More than this is decoded by no screen of ours: 160 MB of memory for one picture. */
const mostPixels = 40_000_000

/** What a file is, read from its content. */
export type Content =
  | { readonly type: 'image/jpeg' | 'image/png'; readonly width: number; readonly height: number }
  | { readonly type: 'application/pdf' }

const endings: Readonly<Record<Content['type'], readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'application/pdf': ['pdf'],
}
const isAccepted = (type: string): type is Content['type'] => Object.hasOwn(endings, type)

/** What else a program could take the file for, when it looks elsewhere than at the first bytes. */
const isDisguise = (bytes: Buffer, type: Content['type']): boolean => {
  const start = bytes.subarray(0, 1024).toString('latin1').toLowerCase()
  // PDF readers look for the header anywhere in the first 1024 bytes, browsers guess markup from the first ones.
  if (type !== 'application/pdf' && start.includes('%pdf-')) return true
  if (/<(html|script|!doctype|svg|iframe|body|\?php)/.test(start)) return true
  // Archives are found from their end (zip: end of central directory, first disk) or wherever their mark stands.
  const end = bytes.subarray(-65_557)
  return (
    end.includes(Buffer.from('PK\u0005\u0006\0\0\0\0', 'latin1')) ||
    bytes.includes(Buffer.from('Rar!\u001a\u0007', 'latin1')) ||
    bytes.includes(Buffer.from("7z\u00bc\u00af'\u001c", 'latin1'))
  )
}

const picture = (type: 'image/jpeg' | 'image/png', size: Size | null): Outcome<Content> => {
  if (size === null) return refuse('fileType', 'broken')
  const { width, height } = size
  return width * height > mostPixels ? refuse('fileTooLarge', 'pixels') : ok({ type, width, height })
}

const pdf = (bytes: Buffer): Outcome<Content> => {
  if (!bytes.subarray(-2048).includes('%%EOF')) return refuse('fileType', 'broken')
  // Nobody in the office could open it.
  if (/\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(bytes.toString('latin1'))) return refuse('fileType', 'encrypted')
  const isActive = isActivePdf(bytes)
  if (isActive === null) return refuse('fileType', 'broken')
  return isActive ? refuse('fileType', 'active') : ok({ type: 'application/pdf' })
}

const endingOf = (name: string): string | undefined => /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase()

/**
 * Says what a file is by its content (VAULT-6): JPEG, PNG and PDF only. `mime` is what the sender claims, if
 * anything. Refuses `fileTooLarge` (detail bytes, pixels) and `fileType` (detail: the type found or `unknown`,
 * nameDiffers, mimeDiffers, disguise, broken, encrypted, active). Nothing is shown or run, no picture decoded.
 */
export const checkContent = async (file: {
  readonly name: string
  readonly mime?: string
  readonly bytes: Uint8Array
}): Promise<Outcome<Content>> => {
  if (file.bytes.length > largestFileBytes) return refuse('fileTooLarge', 'bytes')
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? 'unknown'
  if (!isAccepted(found)) return refuse('fileType', found)
  const ending = endingOf(file.name)
  if (ending !== undefined && !endings[found].includes(ending)) return refuse('fileType', 'nameDiffers')
  if (file.mime !== undefined && file.mime !== found) return refuse('fileType', 'mimeDiffers')
  if (isDisguise(bytes, found)) return refuse('fileType', 'disguise')
  switch (found) {
    case 'image/jpeg':
      return picture(found, jpegSize(bytes))
    case 'image/png':
      return picture(found, pngSize(bytes))
    case 'application/pdf':
      return pdf(bytes)
  }
}
