import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createApi, Offline } from './index.ts'

type Call = (input: string, init?: object) => Promise<{ data?: unknown }>
let close = () => {}
afterEach(() => close())

/** The published document has no path for these tests, so they call by name. */
async function served(handler: (req: IncomingMessage, res: ServerResponse) => void) {
  const server = createServer(handler).listen(0)
  await new Promise((listening) => server.once('listening', listening))
  close = () => server.close()
  const { port } = server.address() as AddressInfo
  const api = createApi({ baseUrl: `http://127.0.0.1:${port}` })
  return { get: api.GET as unknown as Call, post: api.POST as unknown as Call }
}

test('a refusal is thrown with its code, fields and request id', async () => {
  const { get } = await served((_req, res) => {
    res.writeHead(409, { 'content-type': 'application/problem+json' })
    res.end(
      JSON.stringify({
        code: 'room_taken',
        detail: 'Taken.',
        requestId: 'r1',
        errors: [{ pointer: '/during' }],
      }),
    )
  })
  await expect(get('/x')).rejects.toMatchObject({
    name: 'Problem',
    status: 409,
    code: 'room_taken',
    detail: 'Taken.',
    requestId: 'r1',
    errors: [{ pointer: '/during' }],
  })
})

test('an answer that is not ours is still a problem', async () => {
  const { get } = await served((_req, res) => {
    res.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
  })
  await expect(get('/x')).rejects.toMatchObject({ name: 'Problem', status: 502, code: 'http_502' })
})

test('writes carry a key of their own, reads none', async () => {
  const keys: unknown[] = []
  const { get, post } = await served((req, res) => {
    keys.push(req.headers['idempotency-key'])
    res.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
  })
  await get('/x')
  await post('/x', { body: { a: 1 } })
  await post('/x', { body: { a: 1 }, headers: { 'Idempotency-Key': 'mine' } })
  expect(keys).toEqual([undefined, expect.stringMatching(/^[0-9a-f-]{36}$/), 'mine'])
})

test('no answer is told apart from a refusal and from an abort', async () => {
  const { get } = await served((req) => req.socket.destroy())
  await expect(get('/x')).rejects.toBeInstanceOf(Offline)
  await expect(get('/x', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
})
