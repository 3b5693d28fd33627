import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BucketSettings } from '@farwindow/server/call/recording/s3/client.ts'

/*
 * As much of S3 as recordings need, in memory: it checks the signature of every request (Signature Version 4) and
 * the digest of every body, and fails when it is told to.
 */

export interface Asked {
  readonly method: string
  /** Of the object; empty for the bucket. */
  readonly key: string
  readonly query: URLSearchParams
  readonly body: Buffer
}

export interface Bad {
  /** An answer of this kind instead of the right one; null: none at all. */
  readonly status: number | null
  /** It was done all the same, and only the answer got lost. */
  readonly done?: boolean
}

export interface FakeS3 {
  readonly settings: BucketSettings
  readonly objects: Map<string, { readonly body: Buffer; readonly sha256: string }>
  readonly uploads: Map<
    string,
    { readonly key: string; readonly sha256: string; readonly parts: Map<number, Buffer> }
  >
  /** Everything that was answered rightly. */
  readonly asked: Asked[]
  /** Which requests go wrong; none unless it is set. */
  fail: (asked: Asked) => Bad | undefined
  close(): Promise<void>
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')
const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex')
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | string
}
const refusal = (status: number, code: string): Answer => ({
  status,
  body: `<Error><Code>${code}</Code></Error>`,
})
const xml = (...parts: readonly string[]): Answer => ({ status: 200, body: parts.join('') })
const tag = (name: string, text: string | number): string => `<${name}>${text}</${name}>`

/** Null when the request is signed by who it says, and its body is the one that was signed. */
const forged = (
  { method = '', url = '', headers }: IncomingMessage,
  body: Buffer,
  { accessKey, secretKey, region }: BucketSettings,
): Answer | null => {
  const { pathname, searchParams } = new URL(url, 'http://here')
  const auth = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([\da-f]{64})$/.exec(
    headers.authorization ?? '',
  )
  const [, credential = '', signed = '', signature = ''] = auth ?? []
  const date = String(headers['x-amz-date'])
  const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`
  const names = signed.split(';')
  if (credential !== `${accessKey}/${scope}`) return refusal(403, 'InvalidAccessKeyId')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.includes(name)))
    return refusal(403, 'AccessDenied')
  const canonical = [
    method,
    decodeURIComponent(pathname).split('/').map(encode).join('/'),
    [...searchParams]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join('&'),
    ...names.map((name) => `${name}:${String(headers[name])}`),
    '',
    signed,
    String(headers['x-amz-content-sha256']),
  ].join('\n')
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')
  const key = [scope.split('/')[0] ?? '', region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (before, part) => hmac(before, part),
    `AWS4${secretKey}`,
  )
  if (!timingSafeEqual(hmac(key, text), Buffer.from(signature.padEnd(64, '0'), 'hex')))
    return refusal(403, 'SignatureDoesNotMatch')
  return headers['x-amz-content-sha256'] === sha256(body) ? null : refusal(400, 'XAmzContentSHA256Mismatch')
}

export const openFakeS3 = async (): Promise<FakeS3> => {
  const objects: FakeS3['objects'] = new Map()
  const uploads: FakeS3['uploads'] = new Map()
  const asked: Asked[] = []
  const pageOf = 2

  const ofBucket = ({ method, query }: Asked): Answer => {
    if (method !== 'GET') return refusal(405, 'MethodNotAllowed')
    const prefix = query.get('prefix') ?? ''
    if (query.has('uploads'))
      return xml(
        ...[...uploads]
          .filter(([, { key }]) => key.startsWith(prefix))
          .map(([id, { key }]) => tag('Upload', tag('Key', key) + tag('UploadId', id))),
      )
    const after = query.get('continuation-token') ?? ''
    const all = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted()
    const page = all.slice(0, pageOf)
    return xml(
      ...page.map((key) =>
        tag('Contents', tag('Key', key) + tag('Size', objects.get(key)?.body.length ?? 0)),
      ),
      all.length > pageOf ? tag('NextContinuationToken', page.at(-1) ?? '') : '',
    )
  }

  const complete = (id: string, { body }: Asked): Answer => {
    const upload = uploads.get(id)
    if (upload === undefined) return refusal(404, 'NoSuchUpload')
    const wanted = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"?([^<"]*)"?<\/ETag>/g)]
    const parts = wanted.map(([, number, etag]) => ({ etag, part: upload.parts.get(Number(number)) }))
    if (parts.some(({ etag, part }) => part === undefined || md5(part) !== etag))
      return refusal(400, 'InvalidPart')
    const least = 5 * 1024 * 1024
    if (parts.slice(0, -1).some(({ part }) => (part?.length ?? 0) < least))
      return refusal(400, 'EntityTooSmall')
    const whole = Buffer.concat(parts.map(({ part }) => part ?? Buffer.alloc(0)))
    objects.set(upload.key, { body: whole, sha256: upload.sha256 })
    uploads.delete(id)
    return xml('<CompleteMultipartUploadResult/>')
  }

  const ofObject = (request: Asked, { headers }: IncomingMessage): Answer => {
    const { method, key, query, body } = request
    const uploadId = query.get('uploadId')
    const object = objects.get(key)
    const about = String(headers['x-amz-meta-sha256'] ?? '')
    if (method === 'POST' && query.has('uploads')) {
      const id = randomUUID()
      uploads.set(id, { key, sha256: about, parts: new Map() })
      return xml(tag('UploadId', id))
    }
    if (uploadId !== null) {
      const upload = uploads.get(uploadId)
      if (method === 'POST') return complete(uploadId, request)
      if (upload === undefined) return refusal(404, 'NoSuchUpload')
      if (method === 'DELETE') {
        uploads.delete(uploadId)
        return { status: 204 }
      }
      if (method === 'GET')
        return xml(
          ...[...upload.parts].map(([number, part]) =>
            tag('Part', tag('PartNumber', number) + tag('ETag', `&quot;${md5(part)}&quot;`)),
          ),
        )
      upload.parts.set(Number(query.get('partNumber')), body)
      return { status: 200, headers: { etag: `"${md5(body)}"` } }
    }
    if (method === 'PUT') {
      objects.set(key, { body, sha256: about })
      return { status: 200, headers: { etag: `"${md5(body)}"` } }
    }
    if (object === undefined) return refusal(404, 'NoSuchKey')
    if (method === 'DELETE') {
      objects.delete(key)
      return { status: 204 }
    }
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '')
    const some = range === null ? object.body : object.body.subarray(Number(range[1]), Number(range[2]) + 1)
    return {
      status: range === null ? 200 : 206,
      headers: { 'content-length': `${some.length}`, 'x-amz-meta-sha256': object.sha256 },
      ...(method === 'HEAD' ? {} : { body: some }),
    }
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(Buffer.from(part))
    const body = Buffer.concat(parts)
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://here')
    const [, bucket, ...names] = decodeURIComponent(pathname).split('/')
    const one = { method: request.method ?? '', key: names.join('/'), query: searchParams, body }
    const wrong = forged(request, body, settings)
    const bad = fake.fail(one)
    const answer = (): Answer => {
      if (wrong !== null) return wrong
      if (bucket !== settings.bucket) return refusal(404, 'NoSuchBucket')
      asked.push(one)
      return one.key === '' ? ofBucket(one) : ofObject(one, request)
    }
    const right = bad === undefined || bad.done === true ? answer() : undefined
    if (bad?.status === null) {
      request.socket.destroy()
      return
    }
    const {
      status,
      headers,
      body: said,
    } = bad === undefined && right !== undefined ? right : refusal(bad?.status ?? 500, 'SlowDown')
    response.writeHead(status, headers).end(said)
  }
  const server = createServer((request, response) => {
    // A request that its sender breaks off is no fault of ours.
    serve(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const settings: BucketSettings = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'recordings',
    region: 'cn-test-1',
    accessKey: 'an-access-key',
    secretKey: randomUUID(),
  }
  const fake: FakeS3 = {
    settings,
    objects,
    uploads,
    asked,
    fail: () => undefined,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return fake
}
