import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

const APP_ROLE = 'nave_app'
/** Any number, as long as every run takes the same one. */
const LOCK_KEY = 4_207_001
const MIGRATIONS = join(import.meta.dirname, 'migrations')

type Migration = { number: string; name: string; sql: string; checksum: string }
export type MigrateOptions = {
  /** The password of the Worker's role. Needed when the role does not exist yet; sets it anew when it does. */
  appPassword?: string
  directory?: string
}

function readMigrations(directory: string): Migration[] {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const migrations = files.map((file) => {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(file))
      throw new Error(`${file}: a migration is called 0001_what_it_does.sql.`)
    const sql = readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n')
    return {
      number: file.slice(0, 4),
      name: file,
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
    }
  })
  const twice = migrations.find(({ number }, at) => number === migrations[at - 1]?.number)
  if (twice)
    throw new Error(`Two migrations have the number ${twice.number}: give one of them the next free number.`)
  return migrations
}

/**
 * One transaction under the lock that all runs share. The lock ends with the transaction, so that it also holds
 * behind a connection pooler, and whoever comes second finds the work done.
 */
async function alone<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK_KEY])
    // Waiting longer for a table in use would make everybody else wait behind us.
    await client.query("set local lock_timeout = '5s'")
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function ensureAppRole(client: pg.Client, password: string | undefined) {
  const { rows } = await client.query<{ safe: boolean; owns: boolean }>(
    `select not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) as safe,
       exists (select from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = r.oid
         and deptype = 'o') as owns
     from pg_roles r where rolname = $1`,
    [APP_ROLE],
  )
  const [role] = rows
  if (!role && !password)
    throw new Error(`The role ${APP_ROLE} is missing: set APP_PASSWORD, and it is made.`)
  if (role && (!role.safe || role.owns)) {
    throw new Error(
      `The role ${APP_ROLE} could get around row security: it may own nothing and bypass nothing.`,
    )
  }
  if (!password) return
  const rights = role ? 'login' : 'login nosuperuser nobypassrls nocreatedb nocreaterole'
  await client.query(
    `${role ? 'alter' : 'create'} role ${APP_ROLE} ${rights} password ${client.escapeLiteral(password)}`,
  )
}

async function prepare(client: pg.Client, password: string | undefined) {
  await client.query('create schema if not exists migrations')
  await client.query(`create table if not exists migrations.landed (
    name text primary key, checksum text not null, landed_at timestamptz not null default now())`)
  await ensureAppRole(client, password)
}

/** What has landed is history: it may be followed, never rewritten, overtaken or lost. */
async function findWaiting(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migrations.landed order by name',
  )
  for (const [at, landed] of rows.entries()) {
    const file = migrations[at]
    if (!file || file.name > landed.name)
      throw new Error(`${landed.name} has landed here, but its file is gone.`)
    if (file.name < landed.name)
      throw new Error(`${file.name} comes before ${landed.name}, which has landed: renumber it.`)
    if (file.checksum !== landed.checksum) {
      throw new Error(`${file.name} was changed after it landed: undo the change and write a new migration.`)
    }
  }
  return migrations.slice(rows.length)
}

async function land(client: pg.Client, { name, sql, checksum }: Migration): Promise<boolean> {
  return alone(client, async () => {
    const { rowCount } = await client.query('select from migrations.landed where name = $1', [name])
    if (rowCount) return false
    await client.query(sql).catch((error: unknown) => {
      const { message, position } = error as pg.DatabaseError
      const line = position ? `:${sql.slice(0, Number(position)).split('\n').length}` : ''
      throw new Error(`${name}${line}: ${message}`, { cause: error })
    })
    await client.query('insert into migrations.landed (name, checksum) values ($1, $2)', [name, checksum])
    return true
  })
}

/**
 * Brings the database up to date as its owner: each file once, in order, in a transaction of its own.
 * @returns the names of the files that landed now.
 * @throws when a landed file was changed, removed or overtaken, or when one fails; what landed before it stays.
 */
export async function migrate(connectionString: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = readMigrations(options.directory ?? MIGRATIONS)
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 15_000 })
  await client.connect()
  try {
    await alone(client, () => prepare(client, options.appPassword))
    const landed: string[] = []
    for (const migration of await findWaiting(client, migrations)) {
      if (await land(client, migration)) landed.push(migration.name)
    }
    return landed
  } finally {
    await client.end()
  }
}

if (import.meta.main) {
  const { DATABASE_URL, APP_PASSWORD } = process.env
  if (!DATABASE_URL) throw new Error("Set DATABASE_URL to the owner's connection string.")
  const landed = await migrate(DATABASE_URL, APP_PASSWORD ? { appPassword: APP_PASSWORD } : {})
  console.log(landed.length ? landed.map((name) => `landed ${name}`).join('\n') : 'nothing to land')
}
