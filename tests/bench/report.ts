import { execSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

/*
 * Shared by all benchmarks: `--n N` runs, `--json FILE`, a table on the screen. Benchmarks never gate
 * anything; they print what was measured, beside its opponent in the same run.
 */

export interface Spread {
  readonly p50: number
  readonly p95: number
}

export interface Report {
  readonly name: string
  readonly n: number
  readonly unit: string
  readonly ours: Spread
  readonly opponents: Readonly<Record<string, Spread>>
  /** Our p50 by the best opponent’s. */
  readonly ratio: number
  readonly machine: Machine
}

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryBytes: number
  readonly node: string
  readonly commit: string
  /** Average load of the last minute when the run ended; above the number of cores the figures are worth less. */
  readonly load: number
}

/** The flags every benchmark takes. */
export function benchArgs(defaultN: number): { readonly n: number; readonly json: string | undefined } {
  const { values } = parseArgs({
    options: { n: { type: 'string' }, json: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  })
  const n = typeof values.n === 'string' ? Number(values.n) : defaultN
  if (!Number.isInteger(n) || n < 1)
    throw new Error(`--n wants a whole number from 1, not ${String(values.n)}`)
  return { n, json: typeof values.json === 'string' ? values.json : undefined }
}

/** The p-th part of the values (nearest rank): `quantile(values, 0.5)` is the median. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}

export const spread = (values: readonly number[]): Spread => ({
  p50: round(quantile(values, 0.5)),
  p95: round(quantile(values, 0.95)),
})

const round = (value: number): number => Math.round(value * 100) / 100

/** Makes the report of one measure. */
export function reportOf(
  name: string,
  unit: string,
  ours: readonly number[],
  opponents: Readonly<Record<string, readonly number[]>>,
): Report {
  const others = Object.fromEntries(Object.entries(opponents).map(([key, values]) => [key, spread(values)]))
  const best = Math.min(...Object.values(others).map(({ p50 }) => p50))
  const own = spread(ours)
  return {
    name,
    n: ours.length,
    unit,
    ours: own,
    opponents: others,
    ratio: round(own.p50 / best),
    machine: machine(),
  }
}

export function machine(): Machine {
  const cpus = os.cpus()
  return {
    cpu: cpus[0]?.model ?? 'unknown',
    cores: cpus.length,
    memoryBytes: os.totalmem(),
    node: process.version,
    commit: commit(),
    load: round(os.loadavg()[0] ?? 0),
  }
}

function commit(): string {
  try {
    return execSync('git rev-parse --short HEAD', {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown'
  }
}

/** Prints the reports as one table, and writes the file if one was asked for: the first, with the others under `also`. */
export function publish(reports: readonly Report[], json: string | undefined): void {
  const rows = reports.flatMap((report) => [
    {
      measure: report.name,
      who: 'farwindow',
      ...report.ours,
      unit: report.unit,
      n: report.n,
      ratio: report.ratio,
    },
    ...Object.entries(report.opponents).map(([who, values]) => ({
      measure: report.name,
      who,
      ...values,
      unit: report.unit,
      n: report.n,
    })),
  ])
  console.table(rows)
  const [first, ...also] = reports
  if (json === undefined || first === undefined) return
  mkdirSync(path.dirname(path.resolve(json)), { recursive: true })
  writeFileSync(json, `${JSON.stringify(also.length === 0 ? first : { ...first, also }, null, 2)}\n`)
}
