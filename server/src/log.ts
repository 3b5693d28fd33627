import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'

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

/** The log of a process, on its standard output unless `to` takes it. Lines carry ids and codes; personal data is masked should it slip in. */
export const createLog = (level: string, to: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[masked]' },
      formatters: { bindings: ({ pid }) => ({ pid }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    to,
  )
