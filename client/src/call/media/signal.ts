import type { DirectNotice, DirectRequestName } from '@farwindow/shared/call/directprotocol.ts'
import type { MediaNotice, MediaRequestName } from '@farwindow/shared/call/mediaprotocol.ts'
import type { Input, Output } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'

export type { DirectNotice, MediaNotice, MediaRequestName }

/** The way to the server, as far as media need it. Requests are sent in the order they are asked in. */
export interface MediaSignal {
  /** `patienceMs` 0: what cannot be asked now is refused `unavailable` at once. */
  ask<N extends MediaRequestName | DirectRequestName>(
    name: N,
    input: Input<N>,
    options?: { readonly patienceMs?: number },
  ): Promise<Outcome<Output<N>>>
  /** Everything else has fallen silent: whether this way is alive is found out at once. */
  doubt(): void
}
