/** A media node as placing sees it. */
export interface NodeLoad {
  readonly name: string
  /** Placement keys, or their beginnings, the node is near to. */
  readonly near: readonly string[]
  readonly capacity: number
  readonly peers: number
  /** Peers with the same placement key that are there already. */
  readonly neighbours: number
}

const full = 1
/** Neighbours are kept together until a node is this full, so that calls under way keep room to grow. */
const crowded = 0.9

const share = ({ peers, capacity }: NodeLoad): number => (capacity === 0 ? full : peers / capacity)
const isNear = ({ near }: NodeLoad, key: string | undefined): boolean =>
  key !== undefined && near.some((start) => key.startsWith(start))

/**
 * The node for a new peer with this placement key (MEDIA-25): with room; rather one that is near; rather the one
 * where most of its neighbours are; then the emptiest by its capacity. Ties go by name, so that two desks choose
 * alike. None when all are full.
 */
export const placeNode = (loads: readonly NodeLoad[], key: string | undefined): string | undefined => {
  const order = (a: NodeLoad, b: NodeLoad): number =>
    Number(isNear(b, key)) - Number(isNear(a, key)) ||
    home(b) - home(a) ||
    share(a) - share(b) ||
    (a.name < b.name ? -1 : 1)
  const home = (load: NodeLoad): number => (share(load) < crowded ? load.neighbours : 0)
  return loads.filter((load) => share(load) < full).toSorted(order)[0]?.name
}
