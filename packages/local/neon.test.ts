import { neon, neonConfig, Pool } from '@neondatabase/serverless'
import { beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { testDatabase } from '#local/test-database'

/** Ends the connection as a crash does: without a word to the other side. */
const unplug = (client: object) =>
  (client as { connection: { stream: { ws: WebSocket } } }).connection.stream.ws.terminate()

let url = ''
let proxy = ''

beforeAll(async () => {
  const { ownerUrl, neonProxy } = await testDatabase()
  url = ownerUrl
  proxy = neonProxy
  neonConfig.fetchEndpoint = () => `http://${neonProxy}/sql`
  neonConfig.wsProxy = () => `${neonProxy}/v1`
  neonConfig.useSecureWebSocket = false
  neonConfig.webSocketConstructor = WebSocket
  await neon(url)`create table places (id int primary key, held tstzrange, kind text not null default 'desk',
    constraint places_kind_known check (kind in ('desk', 'room')),
    constraint places_once exclude using gist (held with &&))`
})

describe('SQL over HTTP', () => {
  test('values come back as the driver knows them', async () => {
    const [row] = await neon(url)`select ${1}::int as whole, ${'9007199254740993'}::bigint as large,
      ${12.5}::numeric as exact, ${true}::bool as yes, ${null}::text as nothing, ${'ñ €'}::text as words,
      ${new Date('2026-11-23T08:00:00Z')}::timestamptz as at, ${Buffer.from([0, 255])}::bytea as bytes`
    expect(row).toEqual({
      whole: 1,
      large: '9007199254740993',
      exact: '12.5',
      yes: true,
      nothing: null,
      words: 'ñ €',
      at: new Date('2026-11-23T08:00:00Z'),
      bytes: Buffer.from([0, 255]),
    })
  })

  test('arrays and documents survive both ways', async () => {
    const names = ['Núria "la jefa"', 'back\\slash', 'a,b', '{}']
    const document = { hours: [9, 14.5], note: 'it’s "quoted"', none: null }
    const [row] = await neon(url)`select ${names}::text[] as names, ${[1, 2]}::int[] as numbers,
      ${JSON.stringify(document)}::jsonb as document, '{{1,2},{3,null}}'::int[] as grid`
    expect(row).toEqual({
      names,
      numbers: [1, 2],
      document,
      grid: [
        [1, 2],
        [3, null],
      ],
    })
  })

  test('full results tell the command, the count and the fields', async () => {
    const sql = neon(url, { fullResults: true, arrayMode: true })
    const selected = await sql`select 1 as a, 'x'::text as b`
    expect(selected).toMatchObject({ command: 'SELECT', rowCount: 1, rows: [[1, 'x']], rowAsArray: true })
    expect(selected.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
      ['a', 23],
      ['b', 25],
    ])
    expect(await sql`update places set kind = 'room' where false`).toMatchObject({
      command: 'UPDATE',
      rowCount: 0,
    })
    expect(await sql`set application_name = 'x'`).toMatchObject({ command: 'SET', rowCount: null, rows: [] })
  })

  test('an error says which constraint, in words that code can read', async () => {
    const sql = neon(url)
    await sql`insert into places (id, held) values (1, '[2026-11-23 09:00Z,2026-11-23 10:00Z)')`
    const overlap = sql`insert into places (id, held) values (2, '[2026-11-23 09:30Z,2026-11-23 11:00Z)')`
    await expect(overlap).rejects.toMatchObject({
      name: 'NeonDbError',
      code: '23P01',
      severity: 'ERROR',
      constraint: 'places_once',
      table: 'places',
      schema: 'public',
      detail: expect.stringContaining('conflicts with existing key'),
    })
    await expect(sql`insert into places (id, kind) values (3, 'boat')`).rejects.toMatchObject({
      code: '23514',
      constraint: 'places_kind_known',
    })
    await expect(sql`select 1 +`).rejects.toMatchObject({ code: '42601', position: '11' })
    await expect(sql`select nowhere.nothing from places`).rejects.toMatchObject({ code: '42P01' })
  })

  test('a batch is one transaction: seen together, gone together', async () => {
    const sql = neon(url)
    const [first, second] = await sql.transaction([
      sql`insert into places (id) values (10), (11) returning id`,
      sql`select count(*)::int as places from places where id in (10, 11)`,
    ])
    expect(first).toEqual([{ id: 10 }, { id: 11 }])
    expect(second).toEqual([{ places: 2 }])

    const broken = sql.transaction([
      sql`delete from places where id = 10`,
      sql`insert into places (id) values (11)`,
      sql`insert into places (id) values (12)`,
    ])
    await expect(broken).rejects.toMatchObject({ code: '23505', constraint: 'places_pkey' })
    expect(await sql`select id from places where id in (10, 11, 12) order by id`).toEqual([
      { id: 10 },
      { id: 11 },
    ])
  })

  test('a constraint that is checked at the end fails the batch as well', async () => {
    const sql = neon(url)
    await sql`create table pairs (id int primary key, other int references pairs deferrable initially deferred)`
    await expect(
      sql.transaction([sql`insert into pairs values (1, 2)`, sql`select 1`]),
    ).rejects.toMatchObject({
      code: '23503',
    })
    await sql.transaction([sql`insert into pairs values (1, 2)`, sql`insert into pairs values (2, 1)`])
    expect(await sql`select count(*)::int as pairs from pairs`).toEqual([{ pairs: 2 }])
  })

  test('isolation, read only and deferrable reach Postgres', async () => {
    const sql = neon(url)
    const settings = await sql.transaction(
      [
        sql`select current_setting('transaction_isolation') as isolation,
        current_setting('transaction_read_only') as read_only,
        current_setting('transaction_deferrable') as deferrable`,
      ],
      { isolationLevel: 'Serializable', readOnly: true, deferrable: true },
    )
    expect(settings).toEqual([[{ isolation: 'serializable', read_only: 'on', deferrable: 'on' }]])
    const write = sql.transaction([sql`insert into places (id) values (20)`], { readOnly: true })
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })

  test('what is no query is refused in the same shape', async () => {
    const post = (body: string, headers: Record<string, string>) =>
      fetch(`http://${proxy}/sql`, { method: 'POST', body, headers })
    const withUrl = { 'Neon-Connection-String': url }
    for (const answer of [
      await post('{"query":"select 1"}', {}),
      await post('no json', withUrl),
      await post('{"queries":"select 1"}', withUrl),
      await post('{"queries":[]}', { ...withUrl, 'Neon-Batch-Isolation-Level': 'Chaos' }),
    ]) {
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ message: expect.any(String), code: null })
    }
    const plain = await post(
      '{"query":"select $1::int + 1 as n, true as t, \'{\\"a\\":1}\'::jsonb as j","params":[1]}',
      withUrl,
    )
    expect(await plain.json()).toMatchObject({ rows: [{ n: 2, t: true, j: { a: 1 } }] })
  })

  test('10,000 alternations of two tenants leak nothing', async () => {
    const sql = neon(url)
    const tenants = ['0199aaaa-0000-7000-8000-000000000001', '0199bbbb-0000-7000-8000-000000000002']
    const seen = (tenant: string) =>
      sql.transaction([
        sql`select coalesce(current_setting('app.tenant_id', true), '') as before`,
        sql`select set_config('app.tenant_id', ${tenant}, true)`,
        sql`select current_setting('app.tenant_id') as during`,
      ])
    let leaks = 0
    for (let round = 0; round < 10_000; round += 50) {
      const batch = Array.from({ length: 50 }, (_, at) => tenants[(round + at) % 2] ?? '')
      const answers = await Promise.all(batch.map(seen))
      answers.forEach(([before, , during], at) => {
        if (before?.[0]?.before !== '' || during?.[0]?.during !== batch[at]) leaks++
      })
    }
    expect(leaks).toBe(0)
    expect(await sql`select coalesce(current_setting('app.tenant_id', true), '') as after`).toEqual([
      { after: '' },
    ])
  }, 60_000)
})

describe('the WebSocket', () => {
  test('carries interactive transactions that do not see each other', async () => {
    const pool = new Pool({ connectionString: url })
    const one = await pool.connect()
    const two = await pool.connect()
    await one.query('begin')
    await one.query('insert into places (id) values (100)')
    expect((await two.query('select from places where id = 100')).rowCount).toBe(0)
    await one.query('commit')
    expect((await two.query('select from places where id = 100')).rowCount).toBe(1)
    await expect(two.query('insert into places (id) values (100)')).rejects.toMatchObject({
      code: '23505',
      constraint: 'places_pkey',
    })
    one.release()
    two.release()
    await pool.end()
  })

  test('a client that vanishes in mid-transaction takes its locks along', async () => {
    const pool = new Pool({ connectionString: url })
    pool.on('error', () => undefined)
    const lost = await pool.connect()
    lost.on('error', () => undefined)
    await lost.query('begin')
    await lost.query('select from places where id = 100 for update')
    unplug(lost)
    const sql = neon(url)
    await sql.transaction([sql`set local lock_timeout = '5s'`, sql`delete from places where id = 100`])
    lost.release(true)
    await pool.end()
  })
})
