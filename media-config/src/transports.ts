/** How each browser’s connections to the media host are set up, on the host’s side. */
export const transportSettings = {
  enableUdp: true,
  enableTcp: true,
  preferUdp: true,
  /**
   * Where the estimate of a receiving connection starts. mediasoup’s own 600 kbit/s is below one camera;
   * a connection that waits for its call has had no traffic to learn from.
   */
  initialAvailableOutgoingBitrate: 2_500_000,
} as const

/**
 * How many peers with one placement key share a worker before the next worker is used. A worker carries
 * about 500 consumers on a core (mediasoup, “Scalability”); a peer in a call has two or three.
 */
export const peersPerWorker = 160

/** Label of the channel that brings a receive connection up before there is anything to receive. */
export const wakeChannelLabel = 'wake'
