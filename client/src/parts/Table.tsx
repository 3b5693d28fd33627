import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export interface Column<Row> {
  readonly name: string
  readonly render: (row: Row) => ReactNode
  /** Figures stand at the right. */
  readonly figures?: boolean
  /** Names the row for screen readers; one column has it. */
  readonly heading?: boolean
}

export interface TableProps<Row> {
  readonly caption: string
  readonly captionHidden?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Shown instead of rows when there are none. */
  readonly empty: ReactNode
}

const align = (figures: boolean | undefined): string =>
  figures === true ? 'text-right figures' : 'text-left'

/** Rows and columns; scrolls sideways by itself when it is wider than its place. */
export const Table = <Row,>({
  caption,
  captionHidden,
  columns,
  rows,
  keyOf,
  empty,
}: TableProps<Row>): ReactNode => {
  if (rows.length === 0) return <>{empty}</>
  return (
    // A region that scrolls must be reachable by keyboard, and then it needs a name.
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="overflow-x-auto rounded-part border border-line bg-paper"
    >
      <table className="w-full border-collapse">
        <caption className={captionHidden === true ? 'sr-only' : 'px-3 py-2 text-left font-semibold'}>
          {caption}
        </caption>
        <thead>
          <tr className="border-b border-line bg-ground">
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                className={classes(
                  'px-3 py-2 text-note font-medium whitespace-nowrap text-quiet',
                  align(column.figures),
                )}
              >
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b border-line last:border-b-0 hover:bg-ground">
              {columns.map((column) =>
                column.heading === true ? (
                  <th key={column.name} scope="row" className="px-3 py-2 text-left font-medium">
                    {column.render(row)}
                  </th>
                ) : (
                  <td key={column.name} className={classes('px-3 py-2', align(column.figures))}>
                    {column.render(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
