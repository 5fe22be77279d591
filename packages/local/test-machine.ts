import { readdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { APP_PASSWORD, cloneDatabase, dropDatabase, ensureDatabase, ensureOwner } from '#local/databases'
import { close, listen } from '#local/http'
import { startNeon } from '#local/neon'
import { isAlive, startPostgres, stopLeftover, withDatabase, withUser } from '#local/postgres'
import { postgresHome } from '#local/postgres-home'
import { migrate } from '../../db/migrate.ts'

const PREFIX = 'test-'
const TEMPLATE = 'template_nave'

declare module 'vitest' {
  export interface ProvidedContext {
    testMachine: string
  }
}

/** What a test file needs to reach its own database, as the owner of the tables and as the Worker. */
export type TestDatabase = { name: string; ownerUrl: string; appUrl: string; neonProxy: string }

/** The folders of earlier runs that were killed before they could tidy up. */
async function sweep() {
  const { base } = postgresHome()
  for (const folder of readdirSync(base)) {
    const pid = Number(/^test-(\d+)/.exec(folder)?.[1])
    if (!pid || isAlive(pid)) continue
    await stopLeftover(join(base, folder))
    rmSync(join(base, folder), { recursive: true, force: true })
  }
}

async function startMachine() {
  await sweep()
  const name = `${PREFIX}${process.pid}`
  const postgres = await startPostgres({ name, port: 54400, durable: false })
  const ownerUrl = await ensureOwner(postgres.adminUrl)
  await ensureDatabase(postgres.adminUrl, TEMPLATE)
  await migrate(withDatabase(ownerUrl, TEMPLATE), { appPassword: APP_PASSWORD })
  const neon = await startNeon({ postgresPort: postgres.port })
  let made = 0

  async function make(): Promise<TestDatabase> {
    const database = `test_${++made}`
    await cloneDatabase(postgres.adminUrl, TEMPLATE, database)
    const owned = withDatabase(ownerUrl, database)
    return {
      name: database,
      ownerUrl: owned,
      appUrl: withUser(owned, 'nave_app', APP_PASSWORD),
      neonProxy: neon.address,
    }
  }

  async function stop() {
    await neon.stop()
    await postgres.stop()
    const { base } = postgresHome()
    rmSync(join(base, name), { recursive: true, force: true })
    rmSync(join(base, `${name}.log`), { force: true })
  }

  return { make, drop: (database: string) => dropDatabase(postgres.adminUrl, database), stop }
}

type Machine = Awaited<ReturnType<typeof startMachine>>

/** Starts nothing until the first file asks: a run of pure tests never waits for a database. */
export async function setup(project: TestProject) {
  let machine: Promise<Machine> | undefined
  const ready = () => {
    machine ??= startMachine()
    return machine
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    try {
      const { make, drop } = await ready()
      const body = request.method === 'DELETE' ? await drop((request.url ?? '').slice(1)) : await make()
      response.end(JSON.stringify(body ?? {}))
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error))
    }
  }

  const server = createServer((request, response) => void answer(request, response))
  project.provide('testMachine', `http://127.0.0.1:${await listen(server, 0)}`)

  return async () => {
    await close(server)
    await machine?.then(({ stop }) => stop())
  }
}
