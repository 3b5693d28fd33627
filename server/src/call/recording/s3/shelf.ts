import type { Shelf } from '../shelf.ts'
import { valuesIn } from './client.ts'
import type { Bucket } from './client.ts'
import { abortUpload, uploadsBelow } from './upload.ts'

/** Ids and names come from our own books; anything else would ask for an object of somebody else. */
const isId = (text: string): boolean => /^[\w-]{1,64}$/.test(text)
const isFileName = (text: string): boolean =>
  text.split('/').every((each) => /^[\w-][\w.-]{0,99}$/.test(each))

/** Where a recording's objects are named. Throws for what is no id. */
const prefixOf = (recordingId: string): string => {
  if (!isId(recordingId)) throw new RangeError(`not a recording: ${recordingId}`)
  return `${recordingId}/`
}

/** The shelf of recordings that media nodes have stored in a bucket. */
export const bucketShelf = (bucket: Bucket): Shelf => {
  const list: Shelf['list'] = async (recordingId) => {
    const prefix = prefixOf(recordingId)
    const found: { name: string; bytes: number }[] = []
    for (let token: string | undefined = ''; token !== undefined;) {
      const query: Record<string, string> = { 'list-type': '2', prefix }
      if (token !== '') query['continuation-token'] = token
      const xml: string = await (await bucket.ask({ method: 'GET', query })).text()
      for (const object of valuesIn(xml, 'Contents'))
        found.push({
          name: (valuesIn(object, 'Key')[0] ?? '').slice(prefix.length),
          bytes: Number(valuesIn(object, 'Size')[0]),
        })
      token = valuesIn(xml, 'NextContinuationToken')[0]
    }
    return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }
  return {
    list,
    read: async function* (recordingId, name, { from, to }) {
      if (!isFileName(name)) throw new RangeError(`not a recording's file: ${recordingId}/${name}`)
      const key = `${prefixOf(recordingId)}${name}`
      if (to <= from) return
      const headers = { range: `bytes=${from}-${to - 1}` }
      const { status, body } = await bucket.ask({ method: 'GET', key, headers })
      if (status !== 206 || body === null) throw new Error(`S3 answered ${status} to a part of ${key}`)
      yield* body
    },
    // Uploads first: one that is completed meanwhile is an object then.
    remove: async (recordingId) => {
      for (const upload of await uploadsBelow(bucket, prefixOf(recordingId)))
        await abortUpload(bucket, upload)
      for (const { name } of await list(recordingId))
        await bucket.ask({ method: 'DELETE', key: `${prefixOf(recordingId)}${name}`, mayMiss: true })
    },
  }
}

/**
 * A shelf before another: what is not on the first yet is read from the second (a node on this machine keeps what it
 * has not stored), and both are cleared.
 */
export const shelves = (first: Shelf, second: Shelf): Shelf => {
  const both = async (recordingId: string) => {
    const [stored, kept] = await Promise.all([first.list(recordingId), second.list(recordingId)])
    const known = new Set(stored.map(({ name }) => name))
    return { stored, known, kept: kept.filter(({ name }) => !known.has(name)) }
  }
  return {
    list: async (recordingId) => {
      const { stored, kept } = await both(recordingId)
      return [...stored, ...kept].toSorted((a, b) => (a.name < b.name ? -1 : 1))
    },
    read: async function* (recordingId, name, range) {
      const { known } = await both(recordingId)
      yield* (known.has(name) ? first : second).read(recordingId, name, range)
    },
    // The second first: nobody stores from it any more while the first is cleared.
    remove: async (recordingId) => {
      await second.remove(recordingId)
      await first.remove(recordingId)
    },
  }
}
