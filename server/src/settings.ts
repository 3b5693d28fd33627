import { hkdfSync } from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'

const checkout = path.resolve(import.meta.dirname, '../..')

/** Everything that can be set from outside, parsed once. `null`: not set, and there is no default. */
export interface Settings {
  readonly port: number
  readonly host: string
  /** Without a slash at the end. */
  readonly publicUrl: string
  /** Serve to the local network with a self-made certificate; the launcher makes it. */
  readonly lan: boolean
  readonly tls: { readonly keyFile: string; readonly certFile: string } | null
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly media: {
    /** First of the WebRtcServer ports, one per worker, UDP and TCP; 0: any free port. */
    readonly port: number
    /** The address browsers are told to send media to. */
    readonly announcedAddress: string | null
    /** `null`: one per processor core. */
    readonly workers: number | null
    readonly workerBin: string | null
  }
  /** TURN servers for networks that let neither UDP nor our TCP port through; `null`: there are none. */
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null
  /** Where recordings go when they are finished; `null`: they stay in the data directory. */
  readonly bucket: {
    readonly endpoint: string
    readonly bucket: string
    readonly region: string
    readonly accessKey: string
    readonly secretKey: string
  } | null
  /** The streaming recogniser captions come from; `null`: there are none. */
  readonly captionsUrl: string | null
  readonly node: {
    /** What desk and media nodes share; made of the master key where none is set. */
    readonly secret: Buffer | null
    /** Where a media node finds its desk. */
    readonly deskUrl: string | null
    /** The node's name at the desk; another node must have another one. */
    readonly name: string
    /** Jurisdiction codes, or their beginnings, the node is near to. */
    readonly near: readonly string[]
    /** Peers it takes: two a call. */
    readonly capacity: number
    /** How long calls may go on after the node was told to stop, ms. */
    readonly drainMs: number
  }
  readonly mode: 'demo' | 'production'
  /** 32 bytes that wrap the key of every visit. */
  readonly masterKey: Buffer | null
  readonly logLevel: (typeof logLevels)[number]
  readonly clientDir: string
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const whole = (from: number, to: number) => {
  const allowed = `a whole number from ${from} to ${to}`
  return z
    .string()
    .regex(/^\d+$/, allowed)
    .transform(Number)
    .pipe(z.number().min(from, allowed).max(to, allowed))
}
const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `one of: ${values.join(', ')}`)
const text = (allowed: string, pattern: RegExp) => z.string().regex(pattern, allowed)
const file = z
  .string()
  .min(1)
  .transform((name) => path.resolve(name))
const yes = oneOf(['yes', 'no', '1', '0', 'true', 'false']).transform((word) => /^(yes|1|true)$/.test(word))
const key32 = (allowed: string) =>
  text(allowed, /^[A-Za-z0-9+/]{43}=$/).transform((key) => Buffer.from(key, 'base64'))
const address = text('an IP address or a host name', /^[\p{L}\p{N}.:_-]+$/u)

const wanted = z.object({
  FARWINDOW_PORT: whole(0, 65_535).default(4600),
  FARWINDOW_HOST: address.optional(),
  FARWINDOW_PUBLIC_URL: text(
    'an address such as https://window.example.cn, without a path',
    /^https?:\/\/[^\s/]+\/?$/,
  )
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  FARWINDOW_LAN: yes.default(false),
  FARWINDOW_TLS_KEY: file.optional(),
  FARWINDOW_TLS_CERT: file.optional(),
  FARWINDOW_DATA_DIR: file.default(path.join(checkout, '.data')),
  FARWINDOW_MEDIA_PORT: whole(0, 65_000).default(46_000),
  FARWINDOW_MEDIA_ANNOUNCED: address.optional(),
  FARWINDOW_MEDIA_WORKERS: whole(1, 256).optional(),
  FARWINDOW_TURN_URLS: text(
    'addresses such as turn:turn.example.cn:3478,turns:turn.example.cn:443?transport=tcp',
    /^turns?:[^\s,]+(,turns?:[^\s,]+){0,7}$/,
  )
    .transform((urls) => urls.split(','))
    .optional(),
  FARWINDOW_TURN_SECRET: text('at least 16 characters', /^\S{16,256}$/).optional(),
  FARWINDOW_CAPTIONS_URL: text(
    'an address such as wss://speech.example.cn/stream',
    /^wss?:\/\/[^\s]+$/,
  ).optional(),
  FARWINDOW_NODE_SECRET: key32('32 bytes in base64, the same at the desk and at its media nodes').optional(),
  FARWINDOW_DESK_URL: text(
    'an address such as https://window.example.cn',
    /^https?:\/\/[^\s/]+\/?$/,
  ).optional(),
  FARWINDOW_NODE_NAME: text('letters, digits, dots and dashes', /^[\w.-]{1,64}$/).default('media'),
  FARWINDOW_NODE_NEAR: text(
    'jurisdiction codes or their beginnings, such as 3305,310117',
    /^\d{2,6}(,\d{2,6})*$/,
  )
    .transform((codes) => codes.split(','))
    .default([]),
  FARWINDOW_NODE_CAPACITY: whole(2, 100_000).default(600),
  FARWINDOW_DRAIN_S: whole(0, 86_400).default(600),
  FARWINDOW_RECORDINGS_S3_ENDPOINT: text(
    'an address such as https://s3.example.cn or https://{bucket}.oss.example.cn, without a path',
    /^https?:\/\/[^\s/]+\/?$/,
  )
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  FARWINDOW_RECORDINGS_S3_BUCKET: text(
    '3 to 63 small letters, digits, dots and dashes',
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  ).optional(),
  FARWINDOW_RECORDINGS_S3_REGION: text('a name such as cn-north-1', /^[\w-]{1,64}$/).default('us-east-1'),
  FARWINDOW_RECORDINGS_S3_ACCESS_KEY: text('3 to 128 characters without spaces', /^\S{3,128}$/).optional(),
  FARWINDOW_RECORDINGS_S3_SECRET_KEY: text('8 to 256 characters without spaces', /^\S{8,256}$/).optional(),
  FARWINDOW_MODE: oneOf(['demo', 'production']).default('demo'),
  FARWINDOW_MASTER_KEY: key32('32 bytes in base64 (make one: openssl rand -base64 32)').optional(),
  FARWINDOW_LOG_LEVEL: oneOf(logLevels).optional(),
  FARWINDOW_CLIENT_DIR: file.default(path.join(checkout, 'client/dist')),
  DATABASE_URL: text(
    'an address such as postgresql://user:password@host:5432/name',
    /^postgres(ql)?:\/\//,
  ).optional(),
  MEDIASOUP_WORKER_BIN: file.optional(),
})

/** Values that must not be shown back in a message. */
const secret = new Set([
  'FARWINDOW_MASTER_KEY',
  'FARWINDOW_TURN_SECRET',
  'FARWINDOW_CAPTIONS_URL',
  'FARWINDOW_NODE_SECRET',
  'FARWINDOW_RECORDINGS_S3_ACCESS_KEY',
  'FARWINDOW_RECORDINGS_S3_SECRET_KEY',
  'DATABASE_URL',
])

/** What a bucket cannot be used without. */
const ofBucket = ['ENDPOINT', 'BUCKET', 'ACCESS_KEY', 'SECRET_KEY'].map(
  (name) => `FARWINDOW_RECORDINGS_S3_${name}`,
)

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings from environment variables. An empty value counts as not set. Throws one Error that
 * names every wrong variable with what is allowed there; an unknown FARWINDOW_ name is wrong too, since a
 * mistyped FARWINDOW_MODE would otherwise quietly serve demonstration accounts.
 */
export function readSettings(env: Environment): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = wanted.safeParse(given)
  const wrong = [...unknownNames(given), ...(parsed.success ? [] : wrongValues(parsed.error, given))]
  const half = (given['FARWINDOW_TLS_KEY'] === undefined) !== (given['FARWINDOW_TLS_CERT'] === undefined)
  if ((given['FARWINDOW_TURN_URLS'] === undefined) !== (given['FARWINDOW_TURN_SECRET'] === undefined))
    wrong.push('FARWINDOW_TURN_URLS and FARWINDOW_TURN_SECRET belong together: set both or neither')
  const missing = ofBucket.filter((name) => given[name] === undefined)
  const begun = given['FARWINDOW_RECORDINGS_S3_REGION'] !== undefined || missing.length < ofBucket.length
  if (begun && missing.length > 0)
    wrong.push(
      `recordings can be stored in a bucket only when all of it is set; there is no ${missing.join(', ')}`,
    )
  if (half) wrong.push('FARWINDOW_TLS_KEY and FARWINDOW_TLS_CERT belong together: set both or neither')
  if (!parsed.success || wrong.length > 0) throw new Error(`Settings: ${wrong.join('; ')}.`)
  return arrange(parsed.data)
}

function arrange(v: z.output<typeof wanted>): Settings {
  const host = v.FARWINDOW_HOST ?? (v.FARWINDOW_LAN ? '0.0.0.0' : '127.0.0.1')
  const tls =
    v.FARWINDOW_TLS_KEY !== undefined && v.FARWINDOW_TLS_CERT !== undefined
      ? { keyFile: v.FARWINDOW_TLS_KEY, certFile: v.FARWINDOW_TLS_CERT }
      : null
  return {
    port: v.FARWINDOW_PORT,
    host,
    publicUrl: v.FARWINDOW_PUBLIC_URL ?? addressOf(tls !== null, host, v.FARWINDOW_PORT),
    lan: v.FARWINDOW_LAN,
    tls,
    dataDir: v.FARWINDOW_DATA_DIR,
    databaseUrl: v.DATABASE_URL ?? null,
    media: {
      port: v.FARWINDOW_MEDIA_PORT,
      announcedAddress: v.FARWINDOW_MEDIA_ANNOUNCED ?? null,
      workers: v.FARWINDOW_MEDIA_WORKERS ?? null,
      workerBin: v.MEDIASOUP_WORKER_BIN ?? null,
    },
    turn:
      v.FARWINDOW_TURN_URLS !== undefined && v.FARWINDOW_TURN_SECRET !== undefined
        ? { urls: v.FARWINDOW_TURN_URLS, secret: v.FARWINDOW_TURN_SECRET }
        : null,
    bucket: bucketOf(v),
    captionsUrl: v.FARWINDOW_CAPTIONS_URL ?? null,
    node: {
      secret:
        v.FARWINDOW_NODE_SECRET ??
        (v.FARWINDOW_MASTER_KEY === undefined ? null : secretFrom(v.FARWINDOW_MASTER_KEY)),
      deskUrl: v.FARWINDOW_DESK_URL ?? null,
      name: v.FARWINDOW_NODE_NAME,
      near: v.FARWINDOW_NODE_NEAR,
      capacity: v.FARWINDOW_NODE_CAPACITY,
      drainMs: v.FARWINDOW_DRAIN_S * 1_000,
    },
    mode: v.FARWINDOW_MODE,
    masterKey: v.FARWINDOW_MASTER_KEY ?? null,
    // In a demonstration the table of addresses should stay in sight; a service wants its requests logged.
    logLevel: v.FARWINDOW_LOG_LEVEL ?? (v.FARWINDOW_MODE === 'demo' ? 'warn' : 'info'),
    clientDir: v.FARWINDOW_CLIENT_DIR,
  }
}

const bucketOf = (v: z.output<typeof wanted>): Settings['bucket'] => {
  const {
    FARWINDOW_RECORDINGS_S3_ENDPOINT: endpoint,
    FARWINDOW_RECORDINGS_S3_BUCKET: bucket,
    FARWINDOW_RECORDINGS_S3_REGION: region,
    FARWINDOW_RECORDINGS_S3_ACCESS_KEY: accessKey,
    FARWINDOW_RECORDINGS_S3_SECRET_KEY: secretKey,
  } = v
  return endpoint === undefined || bucket === undefined || accessKey === undefined || secretKey === undefined
    ? null
    : { endpoint, bucket, region, accessKey, secretKey }
}

/** Does not lead back to the master key. */
const secretFrom = (masterKey: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, '', 'farwindow media node', 32))

function addressOf(secure: boolean, host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `${secure ? 'https' : 'http'}://${name}:${port}`
}

function unknownNames(given: Environment): string[] {
  const names = Object.keys(given).filter((name) => name.startsWith('FARWINDOW_') && !(name in wanted.shape))
  const known = Object.keys(wanted.shape).filter((name) => name.startsWith('FARWINDOW_'))
  return names.map((name) => `${name} is not a setting (there are: ${known.join(', ')})`)
}

function wrongValues(error: z.ZodError, given: Environment): string[] {
  return error.issues.map((issue) => {
    const name = String(issue.path[0])
    const value = secret.has(name) ? 'has a value that does not fit' : `is "${given[name]}"`
    return `${name} ${value}; allowed: ${issue.message}`
  })
}
