import type { Connection, DatabaseError, FieldDef, PoolClient, Submittable } from 'pg'

export type Statement = { query: string; params: (string | null)[] }
export type StatementResult = {
  command: string
  rowCount: number | null
  fields: FieldDef[]
  /** Cells as Postgres writes them. */
  rows: (string | null)[][]
}
/** One statement by itself, or several as one transaction opened with the given `begin`. */
export type Work = { statements: Statement[]; begin?: string }

/** What the types of pg leave out of its connection, which is the public door for custom queries. */
type Wire = Connection & {
  stream: { cork(): void; uncork(): void }
  parse(message: { text: string }): void
  bind(message: { values: (string | null)[] }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: object): void
  sendCopyFail(reason: string): void
}

/**
 * All statements of a batch in one write, with a single Sync at the end: Postgres runs them without waiting for
 * us in between, and skips the rest at the first error. One round trip however many statements there are.
 */
class Batch implements Submittable {
  readonly #statements: Statement[]
  readonly #results: StatementResult[] = []
  readonly #settled = Promise.withResolvers<StatementResult[]>()
  #fields: FieldDef[] = []
  #rows: (string | null)[][] = []

  constructor(statements: Statement[]) {
    this.#statements = statements
  }

  get results(): Promise<StatementResult[]> {
    return this.#settled.promise
  }

  submit(connection: Connection) {
    const wire = connection as Wire
    wire.stream.cork()
    for (const { query, params } of this.#statements) {
      wire.parse({ text: query })
      wire.bind({ values: params })
      wire.describe({ type: 'P', name: '' })
      wire.execute({})
    }
    wire.sync()
    wire.stream.uncork()
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }) {
    this.#fields = fields
  }

  handleDataRow({ fields }: { fields: (string | null)[] }) {
    this.#rows.push(fields)
  }

  handleCommandComplete({ text }: { text: string }) {
    const [command = ''] = text.split(' ')
    const count = /\d+$/.exec(text)
    this.#finish(command, count ? Number(count[0]) : null)
  }

  handleEmptyQuery() {
    this.#finish('', null)
  }

  handlePortalSuspended() {}

  handleCopyInResponse(connection: Connection) {
    ;(connection as Wire).sendCopyFail('COPY is not possible over HTTP')
  }

  handleCopyData() {}

  handleError(error: DatabaseError) {
    this.#settled.reject(error)
  }

  handleReadyForQuery() {
    this.#settled.resolve(this.#results)
  }

  #finish(command: string, rowCount: number | null) {
    this.#results.push({ command, rowCount, fields: this.#fields, rows: this.#rows })
    this.#fields = []
    this.#rows = []
  }
}

const bare = (query: string): Statement => ({ query, params: [] })

/**
 * Runs the work on this connection and leaves it outside any transaction.
 * @throws pg's DatabaseError; nothing of a batch stays when one of its statements fails.
 */
export async function runOn(client: PoolClient, { statements, begin }: Work): Promise<StatementResult[]> {
  const batch = new Batch(begin ? [bare(begin), ...statements, bare('commit')] : statements)
  client.query(batch)
  try {
    const results = await batch.results
    if (begin) return results.slice(1, -1)
    // A lone BEGIN would hand its open transaction to the next one who gets this connection.
    if (client.getTransactionStatus() !== 'I') await client.query('rollback')
    return results
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
