import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { onDatabase } from '#local/databases'
import { withDatabase } from '#local/postgres'
import { testDatabase } from '#local/test-database'
import { migrate } from './migrate.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** An empty database and an empty folder of migrations. */
async function emptyProject() {
  const { ownerUrl } = await testDatabase()
  const database = `migrate_${crypto.randomUUID().slice(0, 8)}`
  await onDatabase(ownerUrl, (owner) => owner.query(`create database ${database}`))
  undo.push(() => onDatabase(ownerUrl, (owner) => owner.query(`drop database ${database} with (force)`)))
  const directory = mkdtempSync(join(tmpdir(), 'nave-migrations-'))
  undo.push(() => rmSync(directory, { recursive: true }))
  const url = withDatabase(ownerUrl, database)
  const write = (name: string, sql: string) => writeFileSync(join(directory, name), sql)
  const query = async (sql: string) => (await onDatabase(url, (client) => client.query(sql))).rows
  return { url, directory, write, query, run: () => migrate(url, { directory }) }
}

test('files land once, in order', async () => {
  const { write, run, query } = await emptyProject()
  write('0002_fill.sql', 'insert into rooms values (1); insert into rooms values (2);')
  write('0001_rooms.sql', 'create table rooms (id int);')
  expect(await run()).toEqual(['0001_rooms.sql', '0002_fill.sql'])
  expect(await run()).toEqual([])
  write('0003_more.sql', 'insert into rooms values (3);')
  expect(await run()).toEqual(['0003_more.sql'])
  expect(await query('select count(*)::int as rooms from rooms')).toEqual([{ rooms: 3 }])
})

test('two runs at the same moment do the work once', async () => {
  const { write, run, query } = await emptyProject()
  write('0001_rooms.sql', 'create table rooms (id int); select pg_sleep(0.2);')
  write('0002_fill.sql', 'insert into rooms values (1);')
  const landed = await Promise.all([run(), run(), run()])
  expect(landed.flat().sort()).toEqual(['0001_rooms.sql', '0002_fill.sql'])
  expect(await query('select count(*)::int as rooms from rooms')).toEqual([{ rooms: 1 }])
})

test('a file that fails leaves nothing behind and names its line', async () => {
  const { write, run, query } = await emptyProject()
  write('0001_rooms.sql', 'create table rooms (id int);')
  write('0002_broken.sql', 'create table desks (id int);\ninsert into nowhere values (1);')
  await expect(run()).rejects.toThrow('0002_broken.sql:2: relation "nowhere" does not exist')
  expect(await query("select to_regclass('rooms') is null as r, to_regclass('desks') is null as d")).toEqual([
    { r: false, d: true },
  ])
  write('0002_broken.sql', 'create table desks (id int);')
  expect(await run()).toEqual(['0002_broken.sql'])
})

test('what has landed may not be edited, removed or overtaken', async () => {
  const { write, run, directory } = await emptyProject()
  write('0002_rooms.sql', 'create table rooms (id int);')
  write('0003_desks.sql', 'create table desks (id int);')
  await run()
  write('0002_rooms.sql', 'create table rooms (id bigint);')
  await expect(run()).rejects.toThrow('0002_rooms.sql was changed after it landed')
  write('0002_rooms.sql', 'create table rooms (id int);\r\n'.replace('\r\n', ''))
  expect(await run()).toEqual([])
  write('0001_late.sql', 'select 1;')
  await expect(run()).rejects.toThrow('0001_late.sql comes before 0002_rooms.sql')
  rmSync(join(directory, '0001_late.sql'))
  rmSync(join(directory, '0003_desks.sql'))
  await expect(run()).rejects.toThrow('0003_desks.sql has landed here, but its file is gone')
})

test('a number is given once, and a name says what the file does', async () => {
  const { write, run, directory } = await emptyProject()
  write('0001_rooms.sql', 'select 1;')
  write('0001_desks.sql', 'select 1;')
  await expect(run()).rejects.toThrow('Two migrations have the number 0001')
  rmSync(join(directory, '0001_desks.sql'))
  write('2-desks.sql', 'select 1;')
  await expect(run()).rejects.toThrow('2-desks.sql: a migration is called 0001_what_it_does.sql')
})

test('a migration gives up on a table that is in use instead of blocking everybody', async () => {
  const { write, run, url } = await emptyProject()
  write('0001_rooms.sql', 'create table rooms (id int);')
  await run()
  write('0002_names.sql', 'alter table rooms add column name text;')
  await onDatabase(url, async (reader) => {
    await reader.query('begin; select from rooms')
    await expect(run()).rejects.toThrow('0002_names.sql: canceling statement due to lock timeout')
  })
  expect(await run()).toEqual(['0002_names.sql'])
})

test('the role of the Worker owns nothing and bypasses nothing', async () => {
  const { ownerUrl, appUrl } = await testDatabase()
  const [role] = await onDatabase(appUrl, async (app) => {
    const { rows } = await app.query(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin
      from pg_roles where rolname = current_user`)
    return rows
  })
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolcanlogin: true,
  })
  const owned = await onDatabase(ownerUrl, (owner) =>
    owner.query("select from pg_class where relowner = 'nave_app'::regrole"),
  )
  expect(owned.rowCount).toBe(0)
})
