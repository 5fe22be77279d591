import pg from 'pg'
import { withUser } from '#local/postgres'

export const OWNER = 'nave_owner'
export const OWNER_PASSWORD = 'nave-owner-local'
export const APP_PASSWORD = 'nave-app-local'

const quoted = pg.escapeIdentifier

/** Runs statements one by one on a connection of their own. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * The role that owns the tables, with the rights that the owner has on Neon and no more: a migration that needs
 * a superuser must fail here, not on the day it ships.
 */
export async function ensureOwner(adminUrl: string): Promise<string> {
  await onDatabase(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [OWNER])
    if (rowCount) return
    await admin.query(`create role ${OWNER} login createdb createrole bypassrls password '${OWNER_PASSWORD}'`)
    await admin.query(`grant pg_monitor, pg_signal_backend to ${OWNER}`)
  })
  return withUser(adminUrl, OWNER, OWNER_PASSWORD)
}

/** Makes the database, owned by the tables' owner; true when it is new. */
export function ensureDatabase(adminUrl: string, name: string): Promise<boolean> {
  return onDatabase(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
    if (rowCount) return false
    await admin.query(`create database ${quoted(name)} owner ${OWNER}`)
    return true
  })
}

/** A copy of a database to which nobody is connected. */
export async function cloneDatabase(adminUrl: string, template: string, name: string) {
  await onDatabase(adminUrl, (admin) =>
    admin.query(
      `create database ${quoted(name)} owner ${OWNER} template ${quoted(template)} strategy file_copy`,
    ),
  )
}

/** Drops it, and ends whatever is still connected to it. */
export async function dropDatabase(adminUrl: string, name: string) {
  await onDatabase(adminUrl, (admin) => admin.query(`drop database if exists ${quoted(name)} with (force)`))
}
