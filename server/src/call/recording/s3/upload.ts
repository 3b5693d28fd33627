import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { valuesIn } from './client.ts'
import type { Bucket } from './client.ts'

/** An upload of several parts that is neither completed nor given up. */
export interface Upload {
  readonly key: string
  readonly uploadId: string
}

/** A file that is not written any more. */
export interface Finished {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** What is sent at once, and lost at most when it breaks. S3 takes parts from 5 MiB on, and 10 000 of them. */
export const partBytes = 8 * 1024 * 1024

/** The uploads under way to keys that begin like this, the last begun last. */
export const uploadsBelow = async (bucket: Bucket, prefix: string): Promise<Upload[]> => {
  const found: Upload[] = []
  let marker: Readonly<Record<string, string>> | undefined = {}
  while (marker !== undefined) {
    const query: Record<string, string> = { uploads: '', prefix, ...marker }
    const xml = await (await bucket.ask({ method: 'GET', query })).text()
    for (const each of valuesIn(xml, 'Upload'))
      found.push({ key: valuesIn(each, 'Key')[0] ?? '', uploadId: valuesIn(each, 'UploadId')[0] ?? '' })
    const [[key], [id]] = [valuesIn(xml, 'NextKeyMarker'), valuesIn(xml, 'NextUploadIdMarker')]
    const more = valuesIn(xml, 'IsTruncated')[0] === 'true' && key !== undefined && id !== undefined
    marker = more ? { 'key-marker': key, 'upload-id-marker': id } : undefined
  }
  // A bucket may answer with more than was asked for.
  return found.filter(({ key }) => key.startsWith(prefix))
}

export const abortUpload = async (bucket: Bucket, { key, uploadId }: Upload): Promise<void> => {
  await bucket.ask({ method: 'DELETE', key, query: { uploadId }, mayMiss: true })
}

/** Is it there, with all its bytes, and of the file with this digest? */
const isStored = async (bucket: Bucket, key: string, { bytes, sha256 }: Finished): Promise<boolean> => {
  const { ok, headers } = await bucket.ask({ method: 'HEAD', key, mayMiss: true })
  return ok && Number(headers.get('content-length')) === bytes && headers.get('x-amz-meta-sha256') === sha256
}

const readAt = async (file: FileHandle, at: number, bytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  const part = new Uint8Array(bytes)
  for (let filled = 0; filled < bytes;) {
    const { bytesRead } = await file.read(part, filled, bytes - filled, at + filled)
    if (bytesRead === 0) throw new Error('the file ends before its end')
    filled += bytesRead
  }
  return part
}

/**
 * Stores a file under a key; done before, it does nothing, and what an upload that broke off has stored is not sent
 * again. False when the file is not the one of its digest: then nothing is stored. Throws when it could not be done:
 * then nothing is there but perhaps parts for the next time.
 */
export const storeFile = async (bucket: Bucket, key: string, finished: Finished): Promise<boolean> => {
  if (await isStored(bucket, key, finished)) return true
  const file = await open(finished.path)
  try {
    const store = finished.bytes > partBytes ? storeParts : storeWhole
    if (!(await store(bucket, key, finished, file))) return false
  } finally {
    await file.close()
  }
  if (!(await isStored(bucket, key, finished))) throw new Error(`S3 does not have all of ${key}`)
  return true
}

type Store = (bucket: Bucket, key: string, finished: Finished, file: FileHandle) => Promise<boolean>

const aboutIt = ({ sha256 }: Finished) => ({
  'x-amz-meta-sha256': sha256,
  'content-type': 'application/octet-stream',
})

const storeWhole: Store = async (bucket, key, finished, file) => {
  const body = await readAt(file, 0, finished.bytes)
  if (createHash('sha256').update(body).digest('hex') !== finished.sha256) return false
  await bucket.ask({ method: 'PUT', key, body, headers: aboutIt(finished) })
  return true
}

/** The parts an upload has already: their number, and the digest S3 gave them. */
const partsOf = async (bucket: Bucket, { key, uploadId }: Upload): Promise<Map<number, string>> => {
  const response = await bucket.ask({ method: 'GET', key, query: { uploadId }, mayMiss: true })
  return new Map(
    valuesIn(await response.text(), 'Part').map((part) => [
      Number(valuesIn(part, 'PartNumber')[0]),
      valuesIn(part, 'ETag')[0] ?? '',
    ]),
  )
}

const begin = async (bucket: Bucket, key: string, finished: Finished): Promise<Upload> => {
  const headers = aboutIt(finished)
  const xml = await (await bucket.ask({ method: 'POST', key, query: { uploads: '' }, headers })).text()
  const [uploadId] = valuesIn(xml, 'UploadId')
  if (uploadId === undefined) throw new Error(`S3 began no upload of ${key}`)
  return { key, uploadId }
}

const storeParts: Store = async (bucket, key, finished, file) => {
  const known = (await uploadsBelow(bucket, key)).findLast((each) => each.key === key)
  const upload = known ?? (await begin(bucket, key, finished))
  const stored = known === undefined ? new Map<number, string>() : await partsOf(bucket, known)
  const whole = createHash('sha256')
  const tags: string[] = []
  for (let at = 0; at < finished.bytes; at += partBytes) {
    const number = tags.length + 1
    const body = await readAt(file, at, Math.min(partBytes, finished.bytes - at))
    whole.update(body)
    const before = stored.get(number)
    // Where it is no MD5 the part is sent again.
    const same = before?.replaceAll('"', '') === createHash('md5').update(body).digest('hex')
    tags.push(same && before !== undefined ? before : await sendPart(bucket, upload, number, body))
  }
  if (whole.digest('hex') !== finished.sha256) {
    await abortUpload(bucket, upload)
    return false
  }
  const parts = tags.map((tag, n) => `<Part><PartNumber>${n + 1}</PartNumber><ETag>${tag}</ETag></Part>`)
  const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`)
  const { uploadId } = upload
  const answer = await (await bucket.ask({ method: 'POST', key, query: { uploadId }, body })).text()
  // It says 200 before it begins, and may fail after that.
  if (answer.includes('<Error>')) throw new Error(`S3 did not complete ${key}`)
  return true
}

const sendPart = async (
  bucket: Bucket,
  { key, uploadId }: Upload,
  number: number,
  body: Uint8Array<ArrayBuffer>,
): Promise<string> => {
  const query = { partNumber: `${number}`, uploadId }
  const { headers } = await bucket.ask({ method: 'PUT', key, query, body })
  const tag = headers.get('etag')
  if (tag === null) throw new Error(`S3 took part ${number} of ${key} without a digest`)
  return tag
}
