import { createReadStream } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Where the finished files of recordings are read from and removed from. Names are those the recorder gave, with the
 * run they belong to (`<partId>/001-camera.fwr`); everything is as sealed as it was written.
 */
export interface Shelf {
  /** The files of a recording, sorted by name; none when there are none. */
  list(recordingId: string): Promise<readonly { readonly name: string; readonly bytes: number }[]>
  /** The bytes of a file from `from` to before `to`. Throws when the file is not there. */
  read(
    recordingId: string,
    name: string,
    range: { readonly from: number; readonly to: number },
  ): AsyncIterable<Uint8Array>
  /** Removes all files of a recording. Nothing there is no error, so that it may be asked again. */
  remove(recordingId: string): Promise<void>
}

/** Ids and names come from our own books; anything that could lead out of the folder is a mistake of ours and throws. */
const isId = (text: string): boolean => /^[\w-]{1,64}$/.test(text)
const isFileName = (text: string): boolean =>
  text.split('/').every((each) => /^[\w-][\w.-]{0,99}$/.test(each))

/** The shelf of recordings that media nodes write below `root`, on a disk this process can read. */
export const folderShelf = (root: string): Shelf => {
  const place = (recordingId: string, name?: string): string => {
    if (!isId(recordingId) || (name !== undefined && !isFileName(name)))
      throw new RangeError(`not a recording's file: ${recordingId}/${name ?? ''}`)
    return path.join(root, recordingId, name ?? '')
  }
  return {
    list: async (recordingId) => {
      const dir = place(recordingId)
      const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
      const sized = await Promise.all(
        files.map(async (file) => ({
          name: path.relative(dir, file).split(path.sep).join('/'),
          bytes: (await stat(file)).size,
        })),
      )
      return sized.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    },
    read: async function* (recordingId, name, { from, to }) {
      if (to <= from) return
      // `end` is the last byte itself.
      const chunks: AsyncIterable<Buffer> = createReadStream(place(recordingId, name), {
        start: from,
        end: to - 1,
      })
      yield* chunks
    },
    remove: (recordingId) => rm(place(recordingId), { recursive: true, force: true }),
  }
}
