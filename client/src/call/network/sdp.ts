import type { DtlsParameters, TransportParameters } from '@farwindow/shared/call/media.ts'

/** The fingerprint of this browser's certificate, out of its own offer. */
export const fingerprintsIn = (offer: string): DtlsParameters['fingerprints'] => {
  const [, value] = /^a=fingerprint:sha-256 (\S+)/m.exec(offer) ?? []
  return value === undefined ? [] : [{ algorithm: 'sha-256', value }]
}

/** The far end of a connection that carries data only, as the answer of a peer that waits to be called (RFC 8841). */
export const answerOf = (
  { iceParameters, iceCandidates, dtlsParameters, sctpParameters }: TransportParameters,
  over: 'udp' | 'tcp' | null,
): string => {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256')
  const candidates = iceCandidates
    .filter(({ protocol }) => over === null || protocol === over)
    .map(
      ({ foundation, protocol, priority, address, port, type, tcpType }) =>
        `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ ${type}` +
        (tcpType === undefined ? '' : ` tcptype ${tcpType}`),
    )
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    'a=setup:passive',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint?.value ?? ''}`,
    ...candidates,
    'a=end-of-candidates',
    `a=sctp-port:${sctpParameters?.port ?? 5000}`,
    'a=max-message-size:262144',
    '',
  ].join('\r\n')
}
