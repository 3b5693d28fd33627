import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openBucket } from '@farwindow/server/call/recording/s3/client.ts'
import { bucketShelf, shelves } from '@farwindow/server/call/recording/s3/shelf.ts'
import { folderShelf } from '@farwindow/server/call/recording/shelf.ts'
import type { Shelf } from '@farwindow/server/call/recording/shelf.ts'
import { openFakeS3 } from '../lab/s3.ts'

/* What a shelf has to do, wherever the files lie. */

interface Place {
  readonly shelf: Shelf
  put(key: string, body: Buffer): Promise<void>
  /** Everything that is left, of all recordings. */
  left(): Promise<readonly string[]>
}

const openFolder = async (): Promise<Place> => {
  const root = await mkdtemp(path.join(tmpdir(), 'fw-shelf-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  return {
    shelf: folderShelf(root),
    put: async (key, body) => {
      await mkdir(path.dirname(path.join(root, key)), { recursive: true })
      await writeFile(path.join(root, key), body)
    },
    left: async () =>
      (await readdir(root, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name))),
  }
}

const openS3 = async () => {
  const s3 = await openFakeS3()
  onTestFinished(s3.close)
  return { s3, bucket: openBucket(s3.settings) }
}
const openInBucket = async (): Promise<Place> => {
  const { s3, bucket } = await openS3()
  return {
    shelf: bucketShelf(bucket),
    put: async (key, body) => {
      await bucket.ask({ method: 'PUT', key, body: new Uint8Array(body) })
    },
    left: async () => [...s3.objects.keys()],
  }
}

const readAll = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  for await (const each of chunks) parts.push(each)
  return Buffer.concat(parts)
}
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251))

describe.each([
  { where: 'in a folder', open: openFolder },
  { where: 'in a bucket', open: openInBucket },
])('a shelf $where', ({ open }) => {
  test('RECORDING-42: lists the files of one recording, sorted, and reads any part of them', async () => {
    const { shelf, put } = await open()
    const names = ['run-2/001-camera.fwr', 'run-1/002-camera.fwr', 'run-1/001-microphone.fwr']
    for (const name of names) await put(`call-1/${name}`, bytes)
    await put('call-10/run-1/001-camera.fwr', bytes)
    expect(await shelf.list('call-1')).toEqual(
      names.toSorted().map((name) => ({ name, bytes: bytes.length })),
    )
    expect(await shelf.list('call-2')).toEqual([])
    const read = (from: number, to: number) =>
      readAll(shelf.read('call-1', 'run-2/001-camera.fwr', { from, to }))
    expect(await read(0, bytes.length)).toEqual(bytes)
    expect(await read(70_001, 200_000)).toEqual(bytes.subarray(70_001, 200_000))
    expect(await read(5, 5)).toHaveLength(0)
    await expect(readAll(shelf.read('call-1', 'run-2/009-camera.fwr', { from: 0, to: 9 }))).rejects.toThrow(
      /ENOENT|NoSuchKey/,
    )
  })

  test('RECORDING-42: removes all of one recording and nothing of another, and may be asked again', async () => {
    const { shelf, put, left } = await open()
    for (const name of ['a', 'b', 'c', 'd', 'e']) await put(`call-1/run/${name}.fwr`, bytes)
    await put('call-10/run/a.fwr', bytes)
    await shelf.remove('call-1')
    expect(await left()).toEqual(['call-10/run/a.fwr'])
    await shelf.remove('call-1')
    await shelf.remove('never')
    expect(await left()).toEqual(['call-10/run/a.fwr'])
  })

  test('RECORDING-42: asks for nothing outside of the recording', async () => {
    const { shelf, put, left } = await open()
    await put('call-1/run/a.fwr', bytes)
    for (const id of ['..', '', 'call-1/run', 'a\u0000'])
      await expect((async () => shelf.remove(id))()).rejects.toThrow(RangeError)
    await expect(
      (async () => readAll(shelf.read('call-1', '../call-1/run/a.fwr', { from: 0, to: 1 })))(),
    ).rejects.toThrow(RangeError)
    expect(await left()).toHaveLength(1)
  })
})

describe('a bucket', () => {
  test('RECORDING-42: removing a recording ends its unfinished uploads, those of others go on', async () => {
    const { s3, bucket } = await openS3()
    for (const key of ['call-1/run/a.fwr', 'call-1/run/b.fwr', 'call-10/run/a.fwr'])
      await bucket.ask({ method: 'POST', key, query: { uploads: '' } })
    await bucketShelf(bucket).remove('call-1')
    expect([...s3.uploads.values()].map(({ key }) => key)).toEqual(['call-10/run/a.fwr'])
  })

  test('RECORDING-42: what is not stored yet is read from the disk beside it, and both are cleared', async () => {
    const [stored, kept] = [await openInBucket(), await openFolder()]
    const shelf = shelves(stored.shelf, kept.shelf)
    await stored.put('call-1/run/a.fwr', Buffer.from('stored'))
    await kept.put('call-1/run/a.fwr', Buffer.from('stored'))
    await kept.put('call-1/run/b.fwr', Buffer.from('kept'))
    expect((await shelf.list('call-1')).map(({ name }) => name)).toEqual(['run/a.fwr', 'run/b.fwr'])
    const read = await readAll(shelf.read('call-1', 'run/b.fwr', { from: 0, to: 4 }))
    expect(read.toString()).toBe('kept')
    await shelf.remove('call-1')
    expect([...(await stored.left()), ...(await kept.left())]).toEqual([])
  })

  test('RECORDING-43: a wrong secret is refused, and stands in no message', async () => {
    const { s3 } = await openS3()
    const wrong = openBucket({ ...s3.settings, secretKey: 'another-secret-key' })
    const refused = await bucketShelf(wrong)
      .list('call-1')
      .catch((error: unknown) => String(error))
    expect(refused).toContain('SignatureDoesNotMatch')
    expect(refused).not.toContain('another-secret-key')
  })
})
