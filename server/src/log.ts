import { pino } from 'pino'
import type { Logger } from 'pino'

/** What must never reach a log, wherever it hides in an object. */
const secret = [
  'password',
  'token',
  'code',
  'signature',
  'cookie',
  'value',
  'number',
  'text',
  'bytes',
  'documentNumber',
]

/** The log of a process. Lines carry ids and codes; personal data is masked should it slip in. */
export const createLog = (level: string): Logger =>
  pino({
    level,
    redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[masked]' },
    formatters: { bindings: ({ pid }) => ({ pid }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  })
