import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { bundle } from './bundle.ts'

/** A page that shows the far side and runs one script. */
const html = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>bench</title>
<video id="far" autoplay playsinline muted width="640" height="360"></video>
<script type="module" src="${script}"></script>`

export interface Site {
  readonly origin: string
  readonly sockets: Server
  close(): Promise<void>
}

/** Serves pages by name (`{ ours: 'caller.ts' }` at `/ours`) and sockets, on a free port of the loopback. */
export async function openSite(entries: Readonly<Record<string, string>>): Promise<Site> {
  const files = new Map<string, { readonly type: string; readonly body: string }>()
  for (const [name, entry] of Object.entries(entries)) {
    files.set(`/${name}`, { type: 'text/html; charset=utf-8', body: html(`/${name}.js`) })
    files.set(`/${name}.js`, { type: 'text/javascript', body: await bundle(entry) })
  }
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://site').pathname)
    if (file === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': file.type }).end(file.body)
  })
  const sockets = new Server(server, { transports: ['websocket'], serveClient: false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, sockets, close: () => sockets.close() }
}
