import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#local/ports'
import { clusterDir, type PostgresHome, postgresHome, type RunAs } from '#local/postgres-home'

const ADMIN = 'postgres'
const ADMIN_PASSWORD = 'nave-local'
const START_SECONDS = 60
const STOP_SECONDS = 20

export type Postgres = Readonly<{
  port: number
  /** A connection string with all rights, for making databases and roles: never handed to the Worker. */
  adminUrl: string
  stop: () => Promise<void>
}>

export type PostgresOptions = {
  /** The folder's name below the state folder: one cluster each. */
  name: string
  port?: number
  /** False turns every safeguard against power cuts off: for tests, whose data nobody wants back. */
  durable?: boolean
}

export const withDatabase = (url: string, database: string): string => {
  const target = new URL(url)
  target.pathname = `/${database}`
  return target.href
}

export const withUser = (url: string, user: string, password: string): string => {
  const target = new URL(url)
  target.username = user
  target.password = encodeURIComponent(password)
  return target.href
}

/** Same order and same letters on every machine, whatever its locale: collations are asked for by name. */
const INIT = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

function initialise(home: PostgresHome, dir: string, as: RunAs) {
  if (existsSync(join(dir, 'PG_VERSION'))) return
  const passwordFile = join(tmpdir(), `nave-${process.pid}-${Date.now()}`)
  writeFileSync(passwordFile, ADMIN_PASSWORD, { mode: 0o644 })
  const { status, stderr, error } = spawnSync(
    join(home.bin, 'initdb'),
    [
      `--pgdata=${dir}`,
      `--username=${ADMIN}`,
      `--pwfile=${passwordFile}`,
      '--auth=password',
      '--no-sync',
      ...INIT,
    ],
    { ...as, cwd: '/', encoding: 'utf8' },
  )
  rmSync(passwordFile, { force: true })
  if (status !== 0)
    throw new Error(`PostgreSQL could not make its folder ${dir}: ${stderr || error?.message}`)
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether this process is a Postgres on this folder, and not a stranger who was given the number later. */
const servesFolder = (pid: number, dir: string): boolean => {
  const asked = existsSync('/proc/self')
    ? existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  return Boolean(asked) && String(asked).includes(dir)
}

/** A run that was killed leaves its server, or only its pid file, behind: neither may stand in the way. */
export async function stopLeftover(dir: string) {
  const file = join(dir, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (pid > 0 && isAlive(pid) && servesFolder(pid, dir)) {
    process.kill(pid, 'SIGINT')
    for (let waited = 0; isAlive(pid) && waited < STOP_SECONDS * 1000; waited += 50) await sleep(50)
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
  }
  rmSync(file, { force: true })
}

const RISKY = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
]
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=450',
  'shared_buffers=256MB',
  'timezone=UTC',
  'jit=off',
]

const logOf = (dir: string) => `${dir}.log`

function launch(home: PostgresHome, dir: string, as: RunAs, port: number, durable: boolean): ChildProcess {
  const settings = durable ? SETTINGS : [...SETTINGS, ...RISKY]
  const log = openSync(logOf(dir), 'w')
  const server = spawn(
    join(home.bin, 'postgres'),
    ['-D', dir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    // A group of its own: Ctrl-C reaches the one who started it, and that one stops it last.
    { ...as, cwd: '/', detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  return server
}

/** The server itself writes into its pid file when it takes connections. */
async function becomeReady(server: ChildProcess, dir: string) {
  const file = join(dir, 'postmaster.pid')
  for (let waited = 0; waited < START_SECONDS * 1000; waited += 20) {
    await sleep(20)
    if (server.exitCode !== null) break
    if (existsSync(file) && /^ready\s*$/m.test(readFileSync(file, 'utf8'))) return
  }
  throw new Error(`PostgreSQL did not start:\n${readFileSync(logOf(dir), 'utf8').slice(-2000)}`)
}

function stopping(server: ChildProcess): () => Promise<void> {
  const interrupt = () => {
    server.kill('SIGINT')
  }
  process.once('exit', interrupt)
  return async () => {
    process.removeListener('exit', interrupt)
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGINT')
    const gaveUp = setTimeout(() => server.kill('SIGQUIT'), STOP_SECONDS * 1000)
    await ended
    clearTimeout(gaveUp)
  }
}

/**
 * A real PostgreSQL on 127.0.0.1, from the npm package: as root under another user, otherwise as whoever asks.
 * @throws with the end of the server's log when it does not come up within a minute.
 */
export async function startPostgres({
  name,
  port = 54329,
  durable = true,
}: PostgresOptions): Promise<Postgres> {
  const home = postgresHome()
  const { dir, as } = clusterDir(home, name)
  await stopLeftover(dir)
  initialise(home, dir, as)
  const chosen = await freePort(port)
  const server = launch(home, dir, as, chosen, durable)
  const stop = stopping(server)
  await becomeReady(server, dir)
  return {
    port: chosen,
    adminUrl: `postgresql://${ADMIN}:${ADMIN_PASSWORD}@127.0.0.1:${chosen}/postgres`,
    stop,
  }
}
