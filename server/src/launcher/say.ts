/** One line of the set-up: which step, and what became of it. */
export const say = (step: string, text: string): void => console.log(`${step.padEnd(10)} ${text}`)

/** A duration for people: `0.4 s`, `312 s`. */
export const seconds = (sinceMs: number): string => {
  const passed = (Date.now() - sinceMs) / 1000
  return `${passed < 10 ? passed.toFixed(1) : Math.round(passed)} s`
}

/**
 * Says how far a long step is. On a terminal the line is rewritten in place; in a log a line is
 * written at most every ten seconds, so that it shows life without flooding.
 */
export function progress(step: string): (text: string) => void {
  let saidAt = 0
  return (text) => {
    if (process.stdout.isTTY) process.stdout.write(`\r\x1B[K${step.padEnd(10)} ${text}\r`)
    else if (Date.now() - saidAt >= 10_000) {
      saidAt = Date.now()
      say(step, text)
    }
  }
}

/** A table with aligned columns, indented by two; wide (Chinese) characters count twice. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))))
  const padded = (cell: string, column: number) =>
    cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))
  return rows.map((row) => `  ${row.map(padded).join('   ')}`.trimEnd()).join('\n')
}

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/g
const width = (text: string): number => text.length + (text.match(wide)?.length ?? 0)
