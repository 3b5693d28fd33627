/** What we use of simple-peer, from the build that brings its parts of Node along. */
declare module 'simple-peer/simplepeer.min.js' {
  interface Said {
    readonly type: string
  }
  interface Events {
    signal: [message: Said]
    connect: []
    data: [message: unknown]
    track: [track: MediaStreamTrack, stream: MediaStream]
    error: [error: Error]
    close: []
  }
  interface Wrtc {
    readonly RTCPeerConnection: typeof RTCPeerConnection
    readonly RTCSessionDescription: typeof RTCSessionDescription
    readonly RTCIceCandidate: typeof RTCIceCandidate
  }
  class SimplePeer {
    constructor(about: {
      readonly initiator: boolean
      readonly config: RTCConfiguration
      /** What is said over the data channel arrives as it was sent, text as text. */
      readonly objectMode: boolean
      readonly sdpTransform?: (sdp: string) => string
      readonly wrtc?: Wrtc
    })
    readonly destroyed: boolean
    readonly connected: boolean
    on<N extends keyof Events>(name: N, hear: (...about: Events[N]) => void): this
    signal(message: Said): void
    send(message: string): void
    addTrack(track: MediaStreamTrack, stream: MediaStream): void
    replaceTrack(former: MediaStreamTrack, next: MediaStreamTrack | null, stream: MediaStream): void
    destroy(): void
  }
  export default SimplePeer
}
