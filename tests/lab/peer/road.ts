/** The network under one simulated person: what of it works, and where it comes out. */
export interface Road {
  /** The address of this machine that packets come from; `move` changes it. */
  address: string
  udp: boolean
  tcp: boolean
  /** Reports and requests of the media host come through. */
  feedback: boolean
  /** What leaves, in kbit/s; null is unlimited. */
  upKbit: number | null
  /** Called when the address has changed. */
  readonly moved: Set<() => void>
}

export const openRoad = (address = '127.0.0.1'): Road => ({
  address,
  udp: true,
  tcp: true,
  feedback: true,
  upKbit: null,
  moved: new Set(),
})

/** As when a phone leaves the WiFi: the old address is gone at once. */
export const move = (road: Road, address: string): void => {
  road.address = address
  for (const hear of road.moved) hear()
}

/** A slow modem's queue holds so much; what does not fit is lost. */
const queueMs = 1_000

/** Lets a packet out when its turn comes, or loses it. */
export const throttle = (road: Road) => {
  let freeAt = 0
  return (bytes: number, send: () => void): void => {
    if (road.upKbit === null) return send()
    const now = performance.now()
    freeAt = Math.max(freeAt, now)
    if (freeAt - now > queueMs) return
    freeAt += (8 * bytes) / road.upKbit
    setTimeout(send, freeAt - now)
  }
}
