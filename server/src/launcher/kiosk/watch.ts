/** A page that says nothing for so long hangs: far more than a busy moment, less than a person's patience. */
export const hungMs = 20_000
/**
 * So long after a page fell silent no visit of it is on any more: the desk ends a call two minutes after its page went
 * (CALL-5), and a waiting visit after three.
 */
export const visitOverMs = 240_000

/** What the shell knows of its page. Times in ms of one clock. */
export interface Watched {
  /** When the page last answered; at first when it was opened. */
  readonly heardAt: number
  /** Whether a visit was on when it last answered. */
  readonly visiting: boolean
}

/** KIOSK-20: whether to open the page anew. In a visit a page is left alone until the visit cannot be on any more. */
export const isLost = ({ heardAt, visiting }: Watched, at: number): boolean =>
  at - heardAt >= (visiting ? visitOverMs : hungMs)
