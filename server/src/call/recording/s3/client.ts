import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'

/** Where recordings are stored, and as whom. */
export interface BucketSettings {
  /** `https://s3.example.cn`, or with the bucket in the name: `https://{bucket}.oss.example.cn`. No slash at the end. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
}

interface Ask {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** Of the object; none asks the bucket. */
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
  /** An object that is not there is an answer, not a fault. */
  readonly mayMiss?: boolean
}

/** A bucket that speaks S3. Throws when it cannot be reached, does not answer in time, or refuses. */
export interface Bucket {
  ask(request: Ask): Promise<Response>
}

/** For one request with its whole body, up to a part of an upload on a slow line. */
const answerMs = 60_000
/** What was refused for being too much, or failed over there, is tried again at once so often. */
const retries = 2

export const openBucket = (settings: BucketSettings): Bucket => {
  const { endpoint, bucket, region, accessKey, secretKey } = settings
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    retries,
  })
  const base = endpoint.includes('{bucket}')
    ? endpoint.replace('{bucket}', bucket)
    : `${endpoint}/${encodeURIComponent(bucket)}`
  return {
    ask: async ({ method, key = '', query = {}, headers = {}, body, mayMiss = false }) => {
      const search = new URLSearchParams(query).toString()
      const response = await client.fetch(`${base}/${key}${search === '' ? '' : `?${search}`}`, {
        method,
        // What arrives over there is compared with this by them.
        headers: { ...headers, 'x-amz-content-sha256': sha256(body ?? new Uint8Array()) },
        signal: AbortSignal.timeout(answerMs),
        redirect: 'error',
        ...(body === undefined ? {} : { body }),
      })
      if (response.ok || (mayMiss && response.status === 404)) return response
      const [code = ''] = valuesIn(await response.text(), 'Code')
      throw new Error(`S3 answered ${response.status} ${code} to ${method} ${key}`)
    },
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&apos;': "'",
  '&amp;': '&',
}

/** The texts of all elements of a name, in their order; S3 never nests one in another of its name. */
export const valuesIn = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, 'g'))].map(([, text = '']) =>
    text.replaceAll(/&(?:lt|gt|quot|#34|apos|amp);/g, (entity) => entities[entity] ?? entity),
  )
