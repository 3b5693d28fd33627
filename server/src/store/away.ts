/** Connection failures of Node and PostgreSQL's "shutting down", "starting up", "too many connections" classes. */
const awayCodes = /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|57P0\d|08\d\d\d|53300|57014)/

/** Whether an error says that the database cannot be reached for the moment (as opposed to a fault of ours). */
export const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && awayCodes.test(error.code)) return true
  if (error instanceof AggregateError) return error.errors.some((inner) => isAway(inner))
  return /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/.test(
    error.message,
  )
}

const conflictCodes = new Set(['FW001', '40001', '40P01'])

/** Whether somebody else was faster: a version moved, or two transactions waited for each other. */
export const isConflict = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && conflictCodes.has(String(error.code))
