import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import pg from 'pg'
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws'
import { close, listen, sendJson } from '#local/http'
import { runOn } from '#local/neon-batch'
import { BadRequest, readWork, resultBody } from '#local/neon-request'

/** Enough to keep every core of one machine busy; more only adds lock waits. */
const CONNECTIONS_PER_DATABASE = 40
const IDLE_MS = 30_000
const WAIT_MS = 60_000

export type Neon = Readonly<{
  port: number
  /** What the Worker's NEON_PROXY is set to. */
  address: string
  stop: () => Promise<void>
}>

/** As Neon's proxy does: connections stay open between requests, one set of them for each connection string. */
function warmPools(upstream: { host: string; port: number }) {
  const pools = new Map<string, pg.Pool>()

  function poolFor(connectionString: string): pg.Pool {
    const known = pools.get(connectionString)
    if (known) return known
    const target = new URL(connectionString)
    target.hostname = upstream.host
    target.port = String(upstream.port)
    const pool = new pg.Pool({
      connectionString: target.href,
      max: CONNECTIONS_PER_DATABASE,
      idleTimeoutMillis: IDLE_MS,
      connectionTimeoutMillis: WAIT_MS,
    })
    // A database that is dropped takes its idle connections along; the pool has already let go of them.
    pool.on('error', () => undefined)
    pools.set(connectionString, pool)
    return pool
  }

  const end = () => Promise.all([...pools.values()].map((pool) => pool.end()))
  return { poolFor, end }
}

type Pools = ReturnType<typeof warmPools>

async function answerSql(request: IncomingMessage, pools: Pools): Promise<unknown> {
  const connectionString = request.headers['neon-connection-string']
  if (typeof connectionString !== 'string' || !URL.canParse(connectionString)) {
    throw new BadRequest('missing or malformed header: Neon-Connection-String')
  }
  const { isBatch, ...work } = await readWork(request)
  const client = await pools.poolFor(connectionString).connect()
  let broken: Error | undefined
  try {
    const results = await runOn(client, work)
    const bodies = results.map((result) => resultBody(result, request.headers))
    return isBatch ? { results: bodies } : bodies[0]
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.severity === 'FATAL') broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

const ERROR_FIELDS = [
  'code',
  'severity',
  'detail',
  'hint',
  'position',
  'internalPosition',
  'internalQuery',
  'where',
  'schema',
  'table',
  'column',
  'dataType',
  'constraint',
  'file',
  'line',
  'routine',
] as const

function errorBody(error: unknown) {
  const fields = error as Partial<pg.DatabaseError>
  return {
    message: error instanceof Error ? error.message : String(error),
    ...Object.fromEntries(ERROR_FIELDS.map((name) => [name, fields[name] ?? null])),
  }
}

async function serve(request: IncomingMessage, response: ServerResponse, pools: Pools) {
  if (request.method !== 'POST' || !request.url?.startsWith('/sql')) {
    return sendJson(response, 404, { message: 'Neon stand-in: POST /sql, or a WebSocket on /v1.' })
  }
  try {
    sendJson(response, 200, await answerSql(request, pools))
  } catch (error) {
    // Neon answers what Postgres and its own checks refuse with 400, and a database out of reach as well.
    sendJson(response, 400, errorBody(error))
  }
}

/** Bytes both ways, and an end of either side ends the other. */
function tunnel(socket: WebSocket, upstream: { host: string; port: number }) {
  const outside = createWebSocketStream(socket)
  const database = connect(upstream)
  database.setNoDelay(true)
  const close = () => {
    outside.destroy()
    database.destroy()
  }
  for (const stream of [outside, database]) stream.on('error', close).on('close', close)
  outside.pipe(database).pipe(outside)
}

/**
 * Neon's endpoint in front of any Postgres: SQL over HTTP on `/sql`, from warm connections, and a WebSocket on
 * `/v1` that carries the Postgres protocol. It talks to this one server alone, whatever host it is asked for.
 */
export async function startNeon(options: {
  host?: string
  port?: number
  postgresPort: number
}): Promise<Neon> {
  const upstream = { host: options.host ?? '127.0.0.1', port: options.postgresPort }
  const pools = warmPools(upstream)
  const server = createServer((request, response) => void serve(request, response, pools))
  // Workers keep their connection for the next query; Node would close it under them after five seconds.
  server.keepAliveTimeout = 65_000
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  sockets.on('connection', (socket) => tunnel(socket, upstream))
  const port = await listen(server, options.port ?? 0)
  const stop = async () => {
    for (const socket of sockets.clients) socket.terminate()
    await close(server)
    await pools.end()
  }
  return { port, address: `127.0.0.1:${port}`, stop }
}
