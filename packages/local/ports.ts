import { createServer, type Server } from 'node:net'

const TRIES = 50

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe: Server = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/**
 * The wanted port, or the next one above it on which nobody listens.
 * @throws when fifty ports in a row are taken.
 */
export async function freePort(wanted: number, taken: (port: number) => void = () => {}): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port++) {
    if (await canListen(port)) return port
    taken(port)
  }
  throw new Error(`The ports ${wanted} to ${wanted + TRIES - 1} are all taken. Stop one of their programs.`)
}
